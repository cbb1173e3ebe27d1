import type { Manifest } from "../../manifest/model.ts";
import type { OffsetRange } from "../../text/range.ts";
import { contains } from "../../text/range.ts";
import { nameOf } from "../../workspace/paths.ts";
import { definitionsOf, occurrencesOf } from "./occurrences.ts";
import { occurrencesInSql } from "./sql-occurrences.ts";
import { symbolAt } from "./symbol-at.ts";
import type { KnownWorkspace } from "./symbol.ts";

/**
 * Upstream and downstream: data come in from what something is made of, and go out to what is made of it. Datasets
 * alternate with what writes and reads them, in YAML or in SQL.
 */
export interface LineageItem {
  readonly kind: "dataset" | "job" | "workflow" | "lens-table" | "manifest";
  /** Of a dataset its key. */
  readonly name: string;
  /** What it belongs to, or is. */
  readonly detail?: string;
  /** Relative to the root. */
  readonly file: string;
  readonly range: OffsetRange;
  readonly nameRange: OffsetRange;
}

/** Another item that data come from or go to, and where that is written, in the file of what writes or reads. */
export interface LineageStep {
  readonly item: LineageItem;
  readonly places: readonly OffsetRange[];
}

/** What stands at an offset: the dataset named there, or the job, workflow or other part that is named or that holds it. */
export function lineageAt(file: string, offset: number, known: KnownWorkspace): LineageItem | undefined {
  const found = symbolAt(file, offset, known);
  if (found?.symbol.kind === "dataset") return datasetItem(found.symbol.name, file, known);
  for (const { file: definedIn, range } of found ? definitionsOf(found.symbol, known) : []) {
    const part = partsIn(definedIn, known).find(({ item }) => item.nameRange.start === range.start);
    if (part) return part.item;
  }
  return partAround(file, { start: offset, end: offset }, known)?.item;
}

export function upstream(item: LineageItem, known: KnownWorkspace): readonly LineageStep[] {
  if (item.kind !== "dataset") return datasets(item, "reads", known);
  return partsThat("definition", item, known);
}

export function downstream(item: LineageItem, known: KnownWorkspace): readonly LineageStep[] {
  if (item.kind !== "dataset") return datasets(item, "writes", known);
  return partsThat("reference", item, known);
}

/** Something that reads and writes datasets. */
interface Part {
  readonly item: LineageItem;
  readonly manifest: Manifest;
  /** Path of the workflow that it runs. */
  readonly runs?: string;
}

/** Those that write a dataset, or those that read it. */
function partsThat(
  role: "definition" | "reference",
  { name, file }: LineageItem,
  known: KnownWorkspace,
): readonly LineageStep[] {
  const places = occurrencesOf({ kind: "dataset", name, file }, known).filter((each) => each.role === role);
  return merged(
    places.flatMap((place) => {
      const part = partAround(place.file, place.range, known);
      return part ? [{ item: part.item, places: [place.range] }] : [];
    }),
  );
}

/** A workflow reads what its jobs read and none of them writes. */
function datasets(
  item: LineageItem,
  what: "reads" | "writes",
  known: KnownWorkspace,
): readonly LineageStep[] {
  const parts = withRun(item, known, new Set());
  const written = new Set(parts.flatMap((part) => touched(part, "writes", known).map(({ name }) => name)));
  const steps = parts.flatMap((part) =>
    touched(part, what, known)
      .filter(({ name }) => what === "writes" || !written.has(name))
      .map(({ name, range }): LineageStep => {
        const isOwn = part.item.file === item.file && contains(item.range, range.start);
        return { item: datasetItem(name, part.item.file, known), places: [isOwn ? range : item.nameRange] };
      }),
  );
  return merged(steps);
}

/** A part, and those of the workflows that it runs. */
function withRun(item: LineageItem, known: KnownWorkspace, seen: Set<string>): readonly Part[] {
  const key = keyOf(item);
  if (seen.has(key)) return [];
  seen.add(key);
  const inside = partsIn(item.file, known).filter(
    (part) => item.range.start <= part.item.range.start && part.item.range.end <= item.range.end,
  );
  const run = inside.flatMap(({ runs }) => {
    const file = runs === undefined ? undefined : known.workspace.view(item.file).resolvePath(runs);
    const parts = file === undefined ? [] : partsIn(file, known);
    return parts
      .filter((part) => part.item.kind === "workflow")
      .flatMap((part) => withRun(part.item, known, seen));
  });
  return [...inside.filter((part) => keyOf(part.item) === key), ...run];
}

function touched({ item, manifest }: Part, what: "reads" | "writes", known: KnownWorkspace) {
  const named =
    what === "writes"
      ? manifest.definitions.filter(({ symbol, open }) => symbol === "dataset" && !open)
      : manifest.references.filter(({ symbols, open }) => symbols.includes("dataset") && !open);
  const inSql = what === "writes" ? [] : occurrencesInSql(item.file, manifest, known);
  return [
    ...named.map(({ name, range }) => ({ name, range })),
    ...inSql
      .filter(({ symbol }) => symbol.kind === "dataset")
      .map(({ symbol, occurrence }) => ({ name: symbol.name, range: occurrence.range })),
  ].filter(({ range }) => manifest.kind === "lens-sql" || contains(item.range, range.start));
}

/** The smallest part that holds a range. */
function partAround(file: string, range: OffsetRange, known: KnownWorkspace): Part | undefined {
  return partsIn(file, known)
    .filter(
      ({ item, manifest }) =>
        manifest.kind === "lens-sql" || (item.range.start <= range.start && range.end <= item.range.end),
    )
    .toSorted((one, other) => lengthOf(one.item.range) - lengthOf(other.item.range))[0];
}

function partsIn(file: string, { workspace }: KnownWorkspace): readonly Part[] {
  return workspace.steadyManifests(file).flatMap((manifest): Part[] => {
    const { body, name, range, kind } = manifest;
    const nameRange = name?.range ?? { start: range.start, end: range.start };
    const own: LineageItem = {
      kind: body?.type === "workflow" ? "workflow" : "manifest",
      name: name?.value ?? nameOf(file),
      detail: kind.replaceAll("-", " "),
      ...{ file, range, nameRange },
    };
    if (body?.type === "workflow") {
      const jobs = body.jobs.flatMap((job): Part[] => {
        if (!job.name) return [];
        const { value, range: at } = job.name;
        const item: LineageItem = {
          ...{ kind: "job", name: value, detail: own.name },
          ...{ file, range: job.range, nameRange: at },
        };
        return [{ item, manifest, ...(job.file && { runs: job.file.value }) }];
      });
      return [{ item: own, manifest }, ...jobs];
    }
    if (body?.type === "lens-model") {
      return body.tables.flatMap((table): Part[] => {
        if (!table.name) return [];
        const { value, range: at } = table.name;
        const item: LineageItem = {
          kind: "lens-table",
          name: value,
          file,
          range: table.range,
          nameRange: at,
        };
        return [{ item, manifest }];
      });
    }
    return [{ item: own, manifest }];
  });
}

/** A dataset stands where it is written; one that nobody writes, where it is first named. */
function datasetItem(name: string, file: string, known: KnownWorkspace): LineageItem {
  const all = occurrencesOf({ kind: "dataset", name, file }, known);
  const place = all.find(({ role }) => role === "definition") ?? all[0];
  const range = place?.range ?? { start: 0, end: 0 };
  return { kind: "dataset", name, file: place?.file ?? file, range, nameRange: range };
}

/** Each item once, with all of its places. */
function merged(steps: readonly LineageStep[]): readonly LineageStep[] {
  return [...Map.groupBy(steps, ({ item }) => keyOf(item)).values()].flatMap((same) => {
    const [first] = same;
    const places = new Map(same.flatMap((step) => step.places.map((place) => [place.start, place])));
    return first ? [{ item: first.item, places: [...places.values()] }] : [];
  });
}

function keyOf({ kind, name, file, nameRange }: LineageItem): string {
  return kind === "dataset" ? name : `${file}:${nameRange.start}:${kind}`;
}

function lengthOf({ start, end }: OffsetRange): number {
  return end - start;
}
