import { datasetKey, parseAddress } from "../address/address.ts";
import type { Manifest } from "../manifest/model.ts";
import type { Definition, Reference } from "../manifest/symbols.ts";
import type { OffsetRange } from "../text/range.ts";

/** Keys of the datasets that manifests define or mention, in the order of the text. */
export function datasetsOf(manifests: readonly Manifest[]): readonly string[] {
  const sites = sitesOf(manifests).toSorted((one, other) => one.range.start - other.range.start);
  return [...new Set(sites.map(({ name }) => name))];
}

/** Key of the first dataset that is named within a part of the text, such as the line of the cursor. */
export function datasetWithin(
  manifests: readonly Manifest[],
  { start, end }: OffsetRange,
): string | undefined {
  return sitesOf(manifests).find(({ range }) => start <= range.start && range.end <= end)?.name;
}

function sitesOf(manifests: readonly Manifest[]): readonly (Definition | Reference)[] {
  return manifests.flatMap(({ definitions, references }) => [
    ...definitions.filter(({ symbol }) => symbol === "dataset"),
    ...references.filter(({ symbols, open }) => symbols.includes("dataset") && !open),
  ]);
}

/** The key of a dataset given as key or address; undefined for anything else. */
export function toDatasetKey(text: string): string | undefined {
  const { address } = parseAddress(
    /^[\w-]+:[^/]+\/.+$/.test(text) && !text.startsWith("dataos:") ? `dataos://${text}` : text,
  );
  return address && datasetKey(address);
}
