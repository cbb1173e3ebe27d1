import { contains } from "../text/range.ts";
import type { YamlDocument } from "../yaml/parse.ts";
import { isSequence, items, rangeOf, type YamlNode } from "../yaml/tree.ts";

/** The root of the manifest that holds an offset: a document, or an item of a document that is a list of them. */
export function manifestAt(documents: readonly YamlDocument[], offset: number): YamlNode | undefined {
  const root = documents.findLast(({ range }) => contains(range, offset))?.root;
  if (!isSequence(root)) return root;
  return items(root).find((item) => contains(rangeOf(item), offset));
}
