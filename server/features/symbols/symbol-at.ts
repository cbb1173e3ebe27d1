import type { Job, Manifest } from "../../manifest/model.ts";
import type { Reference } from "../../manifest/symbols.ts";
import { contains, type Located, type OffsetRange } from "../../text/range.ts";
import type { Workspace } from "../../workspace/workspace.ts";
import { occurrencesInSql } from "./sql-occurrences.ts";
import type { KnownWorkspace, NamedSymbol, Occurrence } from "./symbol.ts";

/** A symbol and the place where the cursor is on its name. */
export interface SymbolAt {
  readonly symbol: NamedSymbol;
  readonly occurrence: Occurrence;
}

/** The symbol named at an offset of a file; where several are, that of the shortest text: a depot within an address. */
export function symbolAt(file: string, offset: number, known: KnownWorkspace): SymbolAt | undefined {
  return occurrencesIn(file, known, (range) => contains(range, offset)).toSorted(
    (one, other) => lengthOf(one.occurrence.range) - lengthOf(other.occurrence.range),
  )[0];
}

/** All symbols that a file names, with their places, as far as they are within sight of `wanted`. */
export function occurrencesIn(
  file: string,
  known: KnownWorkspace,
  wanted: (range: OffsetRange) => boolean = () => true,
): readonly SymbolAt[] {
  return known.workspace.manifests(file).flatMap((manifest) => {
    if (!wanted(manifest.range) && manifest.kind !== "lens-sql" && !reaches(manifest, wanted)) return [];
    return [
      ...definedIn(file, manifest),
      ...referredIn(file, manifest, known.workspace),
      ...filteredIn(file, manifest),
      ...occurrencesInSql(file, manifest, known),
    ].filter(({ occurrence }) => wanted(occurrence.range));
  });
}

/** A manifest may name things beyond its own range, as one inside another does. */
function reaches({ definitions, references }: Manifest, wanted: (range: OffsetRange) => boolean): boolean {
  return [...definitions, ...references].some(({ range }) => wanted(range));
}

function definedIn(file: string, manifest: Manifest): readonly SymbolAt[] {
  return manifest.definitions
    .filter(({ open }) => !open)
    .map(({ symbol: kind, name, range, scope, implied }) => ({
      symbol: { kind, name, file, ...(scope !== undefined && { scope: { manifest, pointer: scope } }) },
      occurrence: { file, manifest, range, role: "definition", ...(implied && { implied }) },
    }));
}

function referredIn(file: string, manifest: Manifest, workspace: Workspace): readonly SymbolAt[] {
  return manifest.references
    .filter(({ open }) => !open)
    .map((reference) => ({
      symbol: symbolOf(reference, file, manifest, workspace),
      occurrence: { file, manifest, range: reference.range, role: "reference" },
    }));
}

/** Data products that a scanner's filter names in full, as in `^sales-360$`. */
function filteredIn(file: string, manifest: Manifest): readonly SymbolAt[] {
  if (manifest.body?.type !== "workflow") return [];
  return manifest.body.jobs.flatMap(({ body }) =>
    productFilters(body).flatMap(({ value, range }): SymbolAt[] => {
      const name = /^\^?([\w-]+)\$?$/.exec(value)?.[1];
      if (name === undefined) return [];
      return [
        {
          symbol: { kind: "data-product", name, file },
          occurrence: { file, manifest, range, role: "reference" },
        },
      ];
    }),
  );
}

/** Patterns of the data products that a scanner takes in or leaves out. */
export function productFilters(body: Job["body"]): readonly Located<string>[] {
  if (body?.type !== "scanner") return [];
  return body.filters
    .filter((filter) => filter.of === "data-product")
    .flatMap(({ includes, excludes }) => [...includes, ...excludes]);
}

/** Of the kinds that a reference may mean, the first that there is; none is: the usual one. */
function symbolOf(
  { symbols, name, scopes }: Reference,
  file: string,
  manifest: Manifest,
  workspace: Workspace,
): NamedSymbol {
  if (scopes.length > 0) {
    const definition = manifest.definitions.find(
      (each) =>
        each.scope !== undefined &&
        scopes.includes(each.scope) &&
        symbols.includes(each.symbol) &&
        isSameName(each.symbol, each.name, name),
    );
    const pointer = definition?.scope ?? scopes[0] ?? "";
    return {
      kind: definition?.symbol ?? symbols[0],
      name: definition?.name ?? name,
      file,
      scope: { manifest, pointer },
    };
  }
  const view = workspace.view(file);
  const kind = symbols.find((each) => view.definitions(each, name).length > 0) ?? symbols[0];
  return { kind, name, file };
}

/** Spark looks views up without regard to case. */
export function isSameName(kind: string, one: string, other: string): boolean {
  return kind === "step-view" ? one.toLowerCase() === other.toLowerCase() : one === other;
}

function lengthOf({ start, end }: OffsetRange): number {
  return end - start;
}
