/**
 * Kinds of symbols: what manifests define and mention by name. Resource kinds are also symbol kinds
 * (`depot`, `workflow`, …); a schema may bring in others, so the type stays open.
 */
export type SymbolKind = string;

/** The name of an incident symbol is `key=value`; of a dataset `depot:collection/dataset`; of a member `table.member`. */
export interface Definition {
  readonly symbol: SymbolKind;
  readonly name: string;
  /** The scalar (or the part of it) that gives the name. */
  readonly range: { readonly start: number; readonly end: number };
  /** Pointer of the enclosing scope within the document; undefined: visible in the whole workspace. */
  readonly scope?: string;
  /** For resources: the manifest's `version`, so that a reference to another one can be told apart. */
  readonly version?: string;
  readonly workspace?: string;
  /** The name holds a placeholder: what it will be is unknown. */
  readonly open?: boolean;
  /** The platform makes the name from the one at `range`, which reads differently. */
  readonly implied?: boolean;
}

export interface Reference {
  /** Kinds that satisfy the reference, the usual one first. */
  readonly symbols: readonly [SymbolKind, ...SymbolKind[]];
  readonly name: string;
  readonly range: { readonly start: number; readonly end: number };
  /** Pointers of the enclosing scopes, innermost first; empty: looked up in the workspace only. */
  readonly scopes: readonly string[];
  readonly version?: string;
  /** Where the version stands. */
  readonly versionRange?: { readonly start: number; readonly end: number };
  readonly workspace?: string;
  /** The name holds a placeholder: its target is unknown, never wrong. */
  readonly open?: boolean;
}

/** A path to a manifest or another file, as written; for `sql`, `sqls/x.sql` where only the `x` is written. */
export interface PathReference {
  /** Kind of manifest expected, or `manifest`, `file`, `folder`, `key-file`, `sql`. */
  readonly expects: string;
  readonly path: string;
  readonly range: { readonly start: number; readonly end: number };
  readonly open?: boolean;
}

/** Symbols of a Lens model are visible in the model's folder (Lens 2) or file (Lens 1), not in the workspace. */
export const lensSymbols: ReadonlySet<SymbolKind> = new Set([
  "lens-table",
  "lens-view",
  "lens-member",
  "user-group",
]);
