import type { Manifest } from "../../manifest/model.ts";
import type { Workspace } from "../../workspace/workspace.ts";
import { occurrencesInSql } from "./sql-occurrences.ts";
import { isSameName, occurrencesIn, productFilters } from "./symbol-at.ts";
import { ownName, type KnownWorkspace, type NamedSymbol, type Occurrence } from "./symbol.ts";

/** Where a symbol is defined; several places where it is defined more than once. */
export function definitionsOf(symbol: NamedSymbol, known: KnownWorkspace): readonly Occurrence[] {
  if (symbol.scope) return localOccurrences(symbol, known).filter(({ role }) => role === "definition");
  return known.workspace
    .view(symbol.file)
    .definitions(symbol.kind, symbol.name)
    .map(({ file, manifest, definition: { range, implied } }) => ({
      file,
      manifest,
      range,
      role: "definition",
      ...(implied && { implied }),
    }));
}

/** Every place where a symbol is named, in SQL too, by file and then in the order of the text, each once. */
export function occurrencesOf(symbol: NamedSymbol, known: KnownWorkspace): readonly Occurrence[] {
  if (symbol.scope) return localOccurrences(symbol, known);
  const { workspace } = known;
  const references = workspace
    .view(symbol.file)
    .references(symbol.kind, symbol.name)
    .map(({ file, manifest, reference: { range } }): Occurrence => ({
      file,
      manifest,
      range,
      role: "reference",
    }));
  const all = [
    ...definitionsOf(symbol, known),
    ...references,
    ...occurrencesInFilters(symbol, known),
    ...occurrencesInAllSql(symbol, known),
  ];
  const byPlace = new Map(all.toReversed().map((each) => [`${each.file}:${each.range.start}`, each]));
  return [...byPlace.values()].toSorted(
    (one, other) => one.file.localeCompare(other.file) || one.range.start - other.range.start,
  );
}

/** What is visible in a part of one manifest is named nowhere else. */
function localOccurrences(symbol: NamedSymbol, known: KnownWorkspace): readonly Occurrence[] {
  return occurrencesIn(symbol.file, known)
    .filter((found) => found.symbol.kind === symbol.kind)
    .filter((found) => found.symbol.scope?.pointer === symbol.scope?.pointer)
    .filter((found) => found.occurrence.manifest === symbol.scope?.manifest)
    .filter((found) => isSameName(symbol.kind, found.symbol.name, symbol.name))
    .map(({ occurrence }) => occurrence)
    .toSorted((one, other) => one.range.start - other.range.start);
}

/** Data products are also named in the filters of scanners. */
function occurrencesInFilters(symbol: NamedSymbol, known: KnownWorkspace): readonly Occurrence[] {
  if (symbol.kind !== "data-product") return [];
  const { workspace } = known;
  return workspace.files
    .filter((file) => workspace.manifests(file).some(hasFilters))
    .flatMap((file) => occurrencesIn(file, known))
    .filter((found) => found.symbol.kind === symbol.kind && found.symbol.name === symbol.name)
    .map(({ occurrence }) => occurrence);
}

function hasFilters({ body }: Manifest): boolean {
  return body?.type === "workflow" && body.jobs.some((job) => productFilters(job.body).length > 0);
}

/** Datasets are also named in SQL, and depots are the first part of their dotted names. */
function occurrencesInAllSql(symbol: NamedSymbol, known: KnownWorkspace): readonly Occurrence[] {
  if (symbol.kind !== "dataset" && symbol.kind !== "depot") return [];
  const word = ownName(symbol);
  return filesWithSql(known.workspace, word).flatMap((file) =>
    known.workspace.manifests(file).flatMap((manifest) =>
      occurrencesInSql(file, manifest, known).flatMap(({ symbol: found, occurrence }) => {
        if (found.kind !== "dataset") return [];
        if (symbol.kind === "dataset") return found.name === symbol.name ? [occurrence] : [];
        if (!found.name.startsWith(`${symbol.name}:`)) return [];
        const { start } = occurrence.range;
        return [{ ...occurrence, range: { start, end: start + symbol.name.length } }];
      }),
    ),
  );
}

function filesWithSql(workspace: Workspace, word: string): readonly string[] {
  return workspace.files.filter((file) =>
    workspace.manifests(file).some(({ sqls }) => sqls.some(({ value }) => value.includes(word))),
  );
}
