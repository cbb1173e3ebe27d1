import type { Manifest } from "../manifest/model.ts";
import { lensSymbols, type SymbolKind } from "../manifest/symbols.ts";
import { fillIn, type Values } from "../template/variables.ts";
import { folderOf, nameOf } from "./paths.ts";
import type { DefinitionSite, ReferenceSite } from "./view.ts";

/** What one file says about one symbol that is visible beyond its manifest. */
export interface SymbolSites {
  readonly symbol: SymbolKind;
  readonly name: string;
  /** The Lens model the symbol belongs to; empty for symbols of the workspace. */
  readonly model: string;
  readonly definitions: DefinitionSite[];
  readonly references: ReferenceSite[];
}

/** The symbols of one file by key; see `symbolKey`. */
export type FileSymbols = ReadonlyMap<string, SymbolSites>;

/** One string for a symbol; Lens symbols of different models are different symbols. */
export function symbolKey(symbol: SymbolKind, name: string, model: string): string {
  return `${symbol}\n${model}\n${name}`;
}

/**
 * The model that Lens symbols of a file belong to: the folder above `tables`, `views` and `sqls`, else the
 * file's own folder; a Lens 1 file is a model by itself.
 */
export function lensModelOf(file: string, manifests: readonly Pick<Manifest, "kind">[]): string {
  if (manifests.some(({ kind }) => kind === "lens-1")) return file;
  const folder = folderOf(file);
  return modelParts.has(nameOf(folder)) ? `${folderOf(folder)}/` : `${folder}/`;
}

const modelParts: ReadonlySet<string> = new Set(["tables", "views", "sqls"]);

/** Where a file's symbols come from. */
export interface SymbolTexts {
  readonly defining: readonly Manifest[];
  readonly referring: readonly Manifest[];
  /** Of variables in names. */
  readonly values?: Values;
}

/**
 * The symbols of a file. Definitions and references may come from different texts: while a file is broken,
 * its definitions are those of its last error-free text. A name with variables counts as what it is with their
 * values, and stays open: elsewhere they may have others.
 */
export function symbolsOf(
  file: string,
  { defining, referring, values = new Map() }: SymbolTexts,
): FileSymbols {
  const symbols = new Map<string, SymbolSites>();
  const model = lensModelOf(file, [...defining, ...referring]);
  const sitesOf = (symbol: SymbolKind, name: string): SymbolSites => {
    const modelOfSymbol = lensSymbols.has(symbol) ? model : "";
    const key = symbolKey(symbol, name, modelOfSymbol);
    const known = symbols.get(key);
    if (known) return known;
    const sites = { symbol, name, model: modelOfSymbol, definitions: [], references: [] };
    symbols.set(key, sites);
    return sites;
  };
  for (const manifest of defining) {
    for (const definition of manifest.definitions) {
      if (definition.scope !== undefined) continue;
      const named = withValues(definition, values);
      sitesOf(definition.symbol, named.name).definitions.push({ file, manifest, definition: named });
    }
  }
  for (const manifest of referring) {
    for (const reference of manifest.references) {
      if (reference.scopes.length > 0) continue;
      const named = withValues(reference, values);
      for (const symbol of reference.symbols) {
        sitesOf(symbol, named.name).references.push({ file, manifest, reference: named });
      }
    }
  }
  return symbols;
}

function withValues<Named extends { readonly name: string; readonly open?: boolean }>(
  named: Named,
  values: Values,
): Named {
  return named.open ? { ...named, name: fillIn(named.name, values) } : named;
}
