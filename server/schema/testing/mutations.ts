import fc from "fast-check";

export interface Mutation {
  readonly kind: "remove" | "rename" | "replace" | "move" | "add";
  /** Which of the places of a document, modulo their number. */
  readonly place: number;
  readonly value: unknown;
}

export const mutation: fc.Arbitrary<Mutation> = fc.record({
  kind: fc.constantFrom("remove", "rename", "replace", "move", "add"),
  place: fc.nat(10_000),
  value: fc.oneof(
    fc.constantFrom<unknown>(
      "",
      "x",
      "depot",
      "v1",
      "SNOWFLAKE",
      "5",
      "no",
      true,
      0,
      -1,
      70_000,
      1.5,
      [],
      ["x"],
      {},
      { x: 1 },
    ),
    fc.constantFrom<unknown>("spec", "flare:7.0", "soda+python:1.0", "workflow", { name: "x" }, [
      { name: "x" },
    ]),
  ),
});

type Container = Record<string, unknown> | unknown[];

/** A copy with one change: of a key, an item, or the value behind one of them. */
export function mutate(document: unknown, { kind, place, value }: Mutation): unknown {
  const copy = structuredClone(document);
  const places = placesIn(copy);
  const [container, key] = places[place % Math.max(1, places.length)] ?? [];
  if (container === undefined || key === undefined) return copy;
  const other = places[(place * 7 + 3) % places.length];
  if (kind === "replace") set(container, key, value);
  if (kind === "add") set(container, Array.isArray(container) ? container.length : "spec", value);
  if (kind === "remove") remove(container, key);
  if (kind === "rename" && !Array.isArray(container)) {
    set(container, `${key}s`, container[key]);
    remove(container, key);
  }
  if (kind === "move" && other)
    set(other[0], other[1], structuredClone((container as Record<string, unknown>)[key]));
  return copy;
}

function placesIn(value: unknown): [Container, string | number][] {
  if (typeof value !== "object" || value === null) return [];
  const keys = Array.isArray(value) ? [...value.keys()] : Object.keys(value);
  return keys.flatMap((key): [Container, string | number][] => [
    [value as Container, key],
    ...placesIn((value as Record<string | number, unknown>)[key]),
  ]);
}

function set(container: Container, key: string | number, value: unknown): void {
  (container as Record<string | number, unknown>)[key] = value;
}

function remove(container: Container, key: string | number): void {
  if (Array.isArray(container)) container.splice(Number(key), 1);
  else delete container[key];
}
