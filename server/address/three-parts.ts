import type { Address } from "./address.ts";

/** The address whose three parts, of these lengths, follow each other from `start` with one character between. */
export function threeParts(
  text: string,
  start: number,
  [depotLength, collectionLength]: readonly [number, number],
  form: Address["form"],
): Address {
  const depot = { start, end: start + depotLength };
  const collection = { start: depot.end + 1, end: depot.end + 1 + collectionLength };
  const dataset = { start: collection.end + 1, end: text.length };
  return {
    depot: text.slice(depot.start, depot.end),
    collection: text.slice(collection.start, collection.end),
    dataset: text.slice(dataset.start),
    query: {},
    ranges: { depot, collection, dataset },
    form,
  };
}
