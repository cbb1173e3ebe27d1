import { Lines } from "../text/lines.ts";
import { parseYaml } from "../yaml/parse.ts";
import { entries, isMap, items, rangeOf, type YamlNode } from "../yaml/tree.ts";

/** Lines, zero-based, that an editor can show as the first of them. */
export interface Fold {
  readonly startLine: number;
  readonly endLine: number;
  readonly comment: boolean;
}

/** More are no help. */
const maxFolds = 5_000;

/** What folds: each key or item with what stands below it, texts of several lines, and comments that follow each other. */
export function folds(text: string): readonly Fold[] {
  const lines = new Lines(text);
  const found = new Map<number, Fold>();
  const add = (start: number, end: number, comment = false) => {
    // A block scalar ends behind its last line break, which is not its last line.
    const last = start + text.slice(start, end).trimEnd().length;
    const fold = { startLine: lines.position(start).line, endLine: lines.position(last).line, comment };
    // Of what begins on one line the outermost folds.
    if (fold.endLine > fold.startLine && found.size < maxFolds && !found.has(fold.startLine))
      found.set(fold.startLine, fold);
  };
  for (const { root } of parseYaml(text).documents) if (root) addFolds(root, add);
  for (const { 0: comments, index } of text.matchAll(/(?:^[ \t]*#[^\r\n]*(?:\r?\n|$)){2,}/gm)) {
    add(index, index + comments.length, true);
  }
  return [...found.values()].toSorted((one, other) => one.startLine - other.startLine);
}

function addFolds(node: YamlNode, add: (start: number, end: number) => void): void {
  if (isMap(node)) {
    for (const { range, value, merged } of entries(node)) {
      if (merged) continue;
      add(range.start, range.end);
      if (value) addFolds(value, add);
    }
    return;
  }
  for (const item of items(node)) {
    const { start, end } = rangeOf(item);
    add(start, end);
    addFolds(item, add);
  }
}
