import { isMap, isScalar, isSeq, type Pair, type YAMLMap } from "yaml";

/** The text of a scalar, as it was written; undefined for anything else, and for nothing. */
export function textOf(node: unknown): string | undefined {
  if (!isScalar(node) || node.value === null || node.value === "") return undefined;
  return node.source ?? String(node.value);
}

export function textAt(map: unknown, key: string): string | undefined {
  return isMap(map) ? textOf(map.get(key, true)) : undefined;
}

export function mapAt(map: unknown, key: string): YAMLMap | undefined {
  const value = isMap(map) ? map.get(key, true) : undefined;
  return isMap(value) ? (value as YAMLMap) : undefined;
}

export function itemsAt(map: unknown, key: string): readonly unknown[] {
  const value = isMap(map) ? map.get(key, true) : undefined;
  return isSeq(value) ? value.items : [];
}

export function pairOf(map: YAMLMap, key: string): Pair | undefined {
  return map.items.find((pair) => (isScalar(pair.key) ? pair.key.value : pair.key) === key);
}

/** The pair keeps its place, its value and the comments around it. */
export function renameKey(map: YAMLMap, from: string, to: string): void {
  const key = pairOf(map, from)?.key;
  if (isScalar(key)) key.value = to;
}

/** Puts pairs where those of that key are, or at the end. */
export function insertAt(map: YAMLMap, index: number, pairs: readonly Pair[]): void {
  map.items.splice(index < 0 ? map.items.length : index, 0, ...pairs);
}

export function indexOfKey(map: YAMLMap, key: string): number {
  return map.items.findIndex((pair) => (isScalar(pair.key) ? pair.key.value : pair.key) === key);
}
