import { datasetKey, parseAddress } from "../address/address.ts";
import type { Manifest } from "../manifest/model.ts";

/** Keys of the datasets that manifests define or mention, in the order of the text. */
export function datasetsOf(manifests: readonly Manifest[]): readonly string[] {
  const sites = manifests.flatMap(({ definitions, references }) => [
    ...definitions.filter(({ symbol }) => symbol === "dataset"),
    ...references.filter(({ symbols, open }) => symbols.includes("dataset") && !open),
  ]);
  return [
    ...new Set(sites.toSorted((one, other) => one.range.start - other.range.start).map(({ name }) => name)),
  ];
}

/** The key of a dataset given as key or address; undefined for anything else. */
export function toDatasetKey(text: string): string | undefined {
  const { address } = parseAddress(
    /^[\w-]+:[^/]+\/.+$/.test(text) && !text.startsWith("dataos:") ? `dataos://${text}` : text,
  );
  return address && datasetKey(address);
}
