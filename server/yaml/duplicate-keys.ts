import { isMap, isScalar, isSeq, type Range, type YAMLMap } from "yaml";
import { hasPlaceholder } from "../template/placeholder.ts";
import { Lines } from "../text/lines.ts";
import type { Problem } from "../text/problem.ts";
import { maxProblems } from "./limits.ts";
import type { YamlNode } from "./tree.ts";

interface Duplicate {
  readonly name: string;
  readonly first: Range;
  readonly second: Range;
}

/**
 * Keys before the offset `end` that a map has already, in linear time. Keys that hold placeholders may differ once
 * they are filled in.
 */
export function duplicateKeys(roots: readonly YamlNode[], text: string, end: number): readonly Problem[] {
  const duplicates: Duplicate[] = [];
  for (const root of roots) collect(root, duplicates);
  if (duplicates.length === 0) return [];
  const lines = new Lines(text);
  const certain = duplicates.filter(({ second }) => second[0] < end);
  return certain.slice(0, maxProblems).map(({ name, first, second }) => ({
    rule: "duplicate-key",
    severity: "error",
    message: `The key "${name}" is already given on line ${lines.position(first[0]).line + 1}; keep one of them.`,
    range: { start: second[0], end: second[1] },
  }));
}

function collect(node: unknown, duplicates: Duplicate[]): void {
  if (isSeq(node)) for (const item of node.items) collect(item, duplicates);
  if (!isMap(node)) return;
  if (node.items.length > 1) compareKeys(node, duplicates);
  for (const { key, value } of node.items) {
    if (!isScalar(key)) collect(key, duplicates);
    collect(value, duplicates);
  }
}

function compareKeys(map: YAMLMap, duplicates: Duplicate[]): void {
  const seen = new Map<string, Range>();
  for (const { key } of map.items) {
    if (!isScalar(key) || !key.range) continue;
    const name = typeof key.value === "string" ? key.value : (key.source ?? "");
    const first = seen.get(name);
    if (first === undefined) seen.set(name, key.range);
    else if (!hasPlaceholder(name)) duplicates.push({ name, first, second: key.range });
  }
}
