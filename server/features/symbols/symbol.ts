import type { Manifest, SqlText } from "../../manifest/model.ts";
import type { SymbolKind } from "../../manifest/symbols.ts";
import type { SqlAnalysis } from "../../sql/sql.ts";
import type { OffsetRange } from "../../text/range.ts";
import type { Workspace } from "../../workspace/workspace.ts";

/** Something that manifests name: what the editor can go to, find all uses of, and rename. */
export interface NamedSymbol {
  readonly kind: SymbolKind;
  /** As in `Definition`: `table.member`, `depot:collection/dataset`, `key=value`, otherwise one word. */
  readonly name: string;
  /** Only for what is visible in a part of one manifest. */
  readonly scope?: Scope;
  /** For Lens symbols: any file of their model. For others: any file that mentions them. */
  readonly file: string;
}

export interface Scope {
  readonly manifest: Manifest;
  /** JSON pointer within the manifest. */
  readonly pointer: string;
}

/** A place where a symbol is named. */
export interface Occurrence {
  /** Relative to the root. */
  readonly file: string;
  readonly manifest: Manifest;
  readonly range: OffsetRange;
  readonly role: "definition" | "reference";
  /** What stands there only leads to the name: the platform makes the name from it. */
  readonly implied?: boolean;
}

/** What is known without waiting. */
export interface KnownWorkspace {
  readonly workspace: Workspace;
  /** Undefined for SQL that has not been analysed yet. */
  analysisOf(sql: SqlText): SqlAnalysis | undefined;
}

/** The part of a symbol's name that stands for itself: what a rename changes. */
export function ownName({ kind, name }: Pick<NamedSymbol, "kind" | "name">): string {
  const separator = separators.get(kind);
  return separator === undefined ? name : name.slice(name.lastIndexOf(separator) + 1);
}

const separators: ReadonlyMap<SymbolKind, string> = new Map([
  ["dataset", "/"],
  ["lens-member", "."],
  ["incident", "="],
]);
