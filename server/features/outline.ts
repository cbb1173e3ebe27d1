import type { OffsetRange } from "../text/range.ts";
import { parseYaml } from "../yaml/parse.ts";
import { entries, isMap, isSequence, items, rangeOf, textOf, get, type YamlNode } from "../yaml/tree.ts";

/** A part of a file as an outline and breadcrumbs show it. */
export interface OutlineItem {
  /** What a person would call it: the value of its `name` or `id` where it has one, else its key. */
  readonly name: string;
  /** The scalar behind a key, or what sort of thing a named part is. */
  readonly detail?: string;
  readonly shape: "manifest" | "map" | "list" | "text" | "number" | "boolean" | "null";
  readonly range: OffsetRange;
  /** The part of the range that is shown when the item is chosen. */
  readonly nameRange: OffsetRange;
  readonly children: readonly OutlineItem[];
}

/** More is no outline any more. */
const maxItems = 5_000;

/** The structure of a file's manifests, by the names of what is in them. */
export function outline(text: string): readonly OutlineItem[] {
  const budget = { left: maxItems };
  return parseYaml(text).documents.flatMap(({ root }) => {
    if (!root) return [];
    const children = childrenOf(root, budget);
    const named = nameOf(root);
    if (!named || !isMap(root)) return children;
    const kind = textOf(get(root, "type")) ?? textOf(get(root, "entity"));
    return [
      {
        ...named,
        ...(kind !== undefined && { detail: kind }),
        shape: "manifest",
        range: rangeOf(root),
        children,
      },
    ];
  });
}

function childrenOf(node: YamlNode | undefined, budget: { left: number }): readonly OutlineItem[] {
  if (isMap(node)) {
    return entries(node).flatMap(({ name, keyRange, range, value, merged }): OutlineItem[] => {
      if (merged || budget.left-- <= 0) return [];
      return [{ name, nameRange: keyRange, range, ...shownOf(value), children: childrenOf(value, budget) }];
    });
  }
  return items(node).flatMap((item, index): OutlineItem[] => {
    if (budget.left-- <= 0) return [];
    const range = rangeOf(item);
    const named = nameOf(item) ?? { name: firstText(item) ?? `${index + 1}`, nameRange: range };
    return [{ ...named, range, ...shownOf(item, true), children: childrenOf(item, budget) }];
  });
}

/** @param isNamed the text of a scalar is its name already */
function shownOf(node: YamlNode | undefined, isNamed = false): Pick<OutlineItem, "shape" | "detail"> {
  if (isMap(node)) return { shape: "map" };
  if (isSequence(node)) return { shape: "list" };
  const value = (node as { readonly value?: unknown } | undefined)?.value;
  const text = textOf(node)?.trim().split("\n", 1)[0]?.slice(0, 80);
  const shape = shapes[typeof value] ?? "null";
  return { shape, ...(text && !isNamed && { detail: text }) };
}

const shapes: Partial<Record<string, OutlineItem["shape"]>> = {
  string: "text",
  number: "number",
  bigint: "number",
  boolean: "boolean",
};

/** Keys whose value says what the map around them is, the best first. */
const namingKeys = ["name", "id", "dataset", "ref", "join_path", "depot"];

function nameOf(node: YamlNode): Pick<OutlineItem, "name" | "nameRange"> | undefined {
  for (const key of namingKeys) {
    const value = get(node, key);
    const name = textOf(value);
    if (value && name) return { name, nameRange: rangeOf(value) };
  }
  return undefined;
}

/** Of an item without a name: its text, or that of its first key. */
function firstText(node: YamlNode): string | undefined {
  return (textOf(node) ?? entries(node)[0]?.name)?.slice(0, 80);
}
