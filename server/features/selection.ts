import { contains, type OffsetRange } from "../text/range.ts";
import { parseYaml } from "../yaml/parse.ts";
import { entries, isMap, items, rangeOf, type YamlNode } from "../yaml/tree.ts";

/** What a growing selection takes in, from the smallest part around the offset to the whole document. */
export function selectionRanges(text: string, offset: number): readonly OffsetRange[] {
  const { documents } = parseYaml(text);
  const document = documents.findLast(({ range }) => contains(range, offset));
  if (!document) return [];
  const ranges: OffsetRange[] = [document.range];
  for (let node: YamlNode | undefined = document.root; node;) {
    const range = rangeOf(node);
    if (!contains(range, offset)) break;
    ranges.push(range);
    node = childAt(node, offset, ranges);
  }
  return ranges.toReversed().filter((range, index, all) => !isSame(range, all[index - 1]));
}

function childAt(node: YamlNode, offset: number, ranges: OffsetRange[]): YamlNode | undefined {
  if (!isMap(node)) return items(node).find((item) => contains(rangeOf(item), offset));
  const entry = entries(node).find(({ range, merged }) => !merged && contains(range, offset));
  if (!entry) return undefined;
  ranges.push(entry.range);
  if (!contains(entry.keyRange, offset)) return entry.value;
  ranges.push(entry.keyRange);
  return undefined;
}

function isSame(one: OffsetRange, other: OffsetRange | undefined): boolean {
  return one.start === other?.start && one.end === other.end;
}
