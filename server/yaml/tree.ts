import {
  isAlias,
  isMap as isYamlMap,
  isScalar as isYamlScalar,
  isSeq,
  type Pair,
  type Scalar,
  type YAMLMap,
  type YAMLSeq,
} from "yaml";
import type { Located, OffsetRange } from "../text/range.ts";
import type { ResolvedAlias } from "./aliases.ts";

/** A node of the tree. Aliases never show: what they stand for does, with the ranges of the place it was written at. */
export type YamlNode = Scalar.Parsed | YAMLMap.Parsed | YAMLSeq.Parsed;

/** One `key: value` of a map, its own or brought in by a merge key (`<<`). */
export interface Entry {
  readonly name: string;
  readonly key: Scalar.Parsed;
  readonly keyRange: OffsetRange;
  /** An empty value is a null scalar; undefined only where there is not even a colon. */
  readonly value: YamlNode | undefined;
  /** From the key's start to the value's end. */
  readonly range: OffsetRange;
  /** Brought in by a merge key: the ranges are those of the merged map. */
  readonly merged: boolean;
}

export function isMap(node: YamlNode | undefined): node is YAMLMap.Parsed {
  return isYamlMap(node);
}

export function isSequence(node: YamlNode | undefined): node is YAMLSeq.Parsed {
  return isSeq(node);
}

export function isScalar(node: YamlNode | undefined): node is Scalar.Parsed {
  return isYamlScalar(node);
}

/** Entries of a map in the order of the text, merged ones last; the first of duplicates wins where one must. */
export function entries(node: YamlNode | undefined): readonly Entry[] {
  return isMap(node) ? entriesOf(node) : [];
}

export function entry(node: YamlNode | undefined, name: string): Entry | undefined {
  for (const candidate of entries(node)) if (candidate.name === name) return candidate;
  return undefined;
}

/** The node at a path of keys and indexes, or undefined when the path leads nowhere. */
export function get(node: YamlNode | undefined, ...path: readonly (string | number)[]): YamlNode | undefined {
  let current = node;
  for (const step of path) {
    current = typeof step === "number" ? item(current, step) : entry(current, step)?.value;
    if (current === undefined) return undefined;
  }
  return current;
}

export function items(node: YamlNode | undefined): readonly YamlNode[] {
  if (!isSequence(node)) return [];
  const children: readonly unknown[] = node.items;
  return children.every(isOwnNode) ? children : children.flatMap((child) => resolved(child) ?? []);
}

/** The value as written, quotes or block header included; for a map or list up to the end of its last value. */
export function rangeOf(node: YamlNode): OffsetRange {
  return { start: node.range[0], end: endOf(node) };
}

/** Text of a scalar: of numbers and booleans as written; undefined for null, maps and sequences. */
export function textOf(node: YamlNode | undefined): string | undefined {
  if (!isScalar(node)) return undefined;
  if (typeof node.value === "string") return node.value;
  return node.value === null ? undefined : node.source;
}

export function located(node: YamlNode | undefined): Located<string> | undefined {
  const value = textOf(node);
  return node === undefined || value === undefined ? undefined : { value, range: rangeOf(node) };
}

/**
 * Plain JavaScript of a node. As large as the tree with its aliases written out, which parsing has bounded;
 * values that JSON lacks (binary, dates) are given as text.
 */
export function toPlain(node: YamlNode | undefined): unknown {
  if (isSequence(node)) return items(node).map(toPlain);
  if (isMap(node)) return plainMap(node);
  if (!isScalar(node)) return undefined;
  const { value } = node;
  if (value === null || typeof value === "boolean" || typeof value === "number") return value;
  return textOf(node);
}

function plainMap(map: YAMLMap.Parsed): object {
  const names = new Map<string, unknown>();
  for (const { name, value } of entries(map)) {
    if (!names.has(name)) names.set(name, value === undefined ? null : toPlain(value));
  }
  // Unlike assignment, this makes an ordinary property of `__proto__` too.
  return Object.fromEntries(names);
}

function item(node: YamlNode | undefined, index: number): YamlNode | undefined {
  return isSequence(node) ? resolved(node.items[index]) : undefined;
}

const entriesRead = Symbol("entries");

/** A map keeps its entries once they are read: every schema and every reader asks for them again. */
type ReadMap = YAMLMap.Parsed & { [entriesRead]?: readonly PairEntry[] };

function entriesOf(map: ReadMap): readonly PairEntry[] {
  return (map[entriesRead] ??= readEntries(map));
}

function readEntries(map: YAMLMap.Parsed): readonly PairEntry[] {
  const own: PairEntry[] = [];
  let merged: YAMLMap.Parsed[] | undefined;
  for (const pair of map.items) {
    const key = resolved(pair.key);
    if (!isScalar(key)) continue;
    if (isMergeKey(key)) (merged ??= []).push(...mergedMaps(resolved(pair.value)));
    else own.push(new PairEntry(pair, key, false));
  }
  return merged ? [...own, ...mergedEntries(own, merged)] : own;
}

/** Most entries are never asked where they stand. */
class PairEntry implements Entry {
  readonly name: string;
  readonly key: Scalar.Parsed;
  readonly value: YamlNode | undefined;
  readonly merged: boolean;
  readonly #pair: Pair;

  constructor(pair: Pair, key: Scalar.Parsed, merged: boolean) {
    this.name = nameOf(key);
    this.key = key;
    this.value = resolved(pair.value);
    this.merged = merged;
    this.#pair = pair;
  }

  get keyRange(): OffsetRange {
    // For an alias the range is that of the alias, not of what it stands for.
    const [start, end] = (this.#pair.key as YamlNode | ResolvedAlias).range;
    return { start, end };
  }

  get range(): OffsetRange {
    const { start, end } = this.keyRange;
    const value = this.#pair.value as YamlNode | ResolvedAlias | null | undefined;
    return { start, end: value ? endOf(value) : end };
  }

  /** The same entry in a map that a merge key brings it into. */
  asMerged(): PairEntry {
    return new PairEntry(this.#pair, this.key, true);
  }
}

function nameOf(key: Scalar.Parsed): string {
  return typeof key.value === "string" ? key.value : (key.source ?? "");
}

/** Whether a merge key of a map brings in nothing, because its value is no map: then any key may be missing for that. */
export function mergesInVain(map: YamlNode): boolean {
  if (!isMap(map)) return false;
  return map.items.some((pair) => {
    const key = resolved(pair.key);
    return isScalar(key) && isMergeKey(key) && mergedMaps(resolved(pair.value)).length === 0;
  });
}

function mergedMaps(node: YamlNode | undefined): readonly YAMLMap.Parsed[] {
  return isSequence(node) ? items(node).filter(isMap) : isMap(node) ? [node] : [];
}

/** Earlier maps override later ones; the map's own keys override all. */
function mergedEntries(own: readonly PairEntry[], maps: readonly YAMLMap.Parsed[]): readonly PairEntry[] {
  const names = new Set(own.map(({ name }) => name));
  const merged: PairEntry[] = [];
  for (const candidate of maps.flatMap(entriesOf)) {
    if (names.has(candidate.name)) continue;
    names.add(candidate.name);
    merged.push(candidate.asMerged());
  }
  return merged;
}

/** The package gives the value of a `<<` key as a symbol when merging is on. */
function isMergeKey(key: Scalar.Parsed): boolean {
  return typeof key.value === "symbol";
}

function resolved(node: unknown): YamlNode | undefined {
  if (isOwnNode(node)) return node;
  return isAlias(node) ? (node as ResolvedAlias).target : undefined;
}

/** A node that stands for itself, as nearly all do. */
function isOwnNode(node: unknown): node is YamlNode {
  return isYamlScalar(node) || isYamlMap(node) || isSeq(node);
}

/** The package lets block collections run on over trailing comments and blank lines. */
function endOf(node: YamlNode | ResolvedAlias): number {
  let last: YamlNode | ResolvedAlias = node;
  for (;;) {
    const child = lastChild(last);
    if (!child) return last.range[1];
    last = child;
  }
}

function lastChild(node: YamlNode | ResolvedAlias): YamlNode | ResolvedAlias | undefined {
  if (isSeq(node)) return node.flow ? undefined : (node.items.at(-1) as YamlNode | ResolvedAlias | undefined);
  if (!isYamlMap(node) || node.flow) return undefined;
  const pair = node.items.at(-1);
  return (pair?.value ?? pair?.key) as YamlNode | ResolvedAlias | undefined;
}
