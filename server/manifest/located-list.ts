import type { Located } from "../text/range.ts";
import { isSequence, items, located, type YamlNode } from "../yaml/tree.ts";

/** The texts of a list; a single text counts as a list of one, for the keys that take either. */
export function locatedList(node: YamlNode | undefined): readonly Located<string>[] {
  if (!node) return [];
  const nodes = isSequence(node) ? items(node) : [node];
  return nodes.flatMap((item) => located(item) ?? []);
}
