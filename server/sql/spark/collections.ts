import { asIs, only, to } from "./calls.ts";
import type { ScalarRewrite } from "./calls.ts";
import { asInteger, asText } from "./conversions.ts";
import { call, caseWhen, literalText, text } from "./typed.ts";
import type { Typed } from "./typed.ts";
import { bodyOf, identifier, isNode } from "../ast.ts";
import type { Node } from "../ast.ts";

/** Functions of arrays, maps and structs. */
export const collections: Readonly<Record<string, ScalarRewrite>> = {
  "[]": subscript,
  aggregate: only(
    3,
    ([items, start, merge]) =>
      items && start && merge && { node: call("list_reduce", items.node, merge.node, start.node) },
  ),
  array: to("list_value", "array", asIs),
  array_append: to("list_append", "array", asIs),
  array_compact: only(1, to("spark_array_compact", "array", asIs)),
  array_contains: to("spark_array_contains", "boolean", asIs),
  array_distinct: to("spark_array_distinct", "array", asIs),
  array_except: only(2, to("spark_array_except", "array", asIs)),
  array_intersect: only(2, to("spark_array_intersect", "array", asIs)),
  array_join: only(
    2,
    ([items, by]) => items && by && { node: call("spark_array_join", items.node, asText(by)), type: "text" },
  ),
  array_max: to("list_max", undefined, asIs),
  array_min: to("list_min", undefined, asIs),
  array_position: to("spark_array_position", "integer", asIs),
  array_remove: to("spark_array_remove", "array", asIs),
  array_repeat: to("spark_array_repeat", "array", asIs, asInteger),
  array_size: to("len", "integer", asIs),
  array_prepend: only(
    2,
    ([items, value]) =>
      items && value && { node: call("list_prepend", value.node, items.node), type: "array" },
  ),
  array_sort: only(
    1,
    ([items]) =>
      items && { node: call("list_sort", items.node, text("ASC"), text("NULLS LAST")), type: "array" },
  ),
  array_union: only(2, to("spark_array_union", "array", asIs)),
  element_at: only(
    2,
    ([items, key]) => items && key && { node: { subscript: { this: items.node, index: key.node } } },
  ),
  exists: only(2, tested("spark_any_of")),
  filter: only(2, ofItems(to("list_filter", "array", asIs))),
  flatten: to("flatten", "array", asIs),
  forall: only(2, tested("spark_all_of")),
  get: only(2, ([items, index]) => items && index && { node: call("spark_get", items.node, index.node) }),
  get_json_object: to("spark_get_json_object", "text", asText),
  map: mapOf,
  map_contains_key: only(
    2,
    ([entries, key]) =>
      entries &&
      key && { node: call("list_contains", call("map_keys", entries.node), key.node), type: "boolean" },
  ),
  map_from_arrays: to("map", "map", asIs),
  map_keys: to("map_keys", "array", asIs),
  map_values: to("map_values", "array", asIs),
  named_struct: namedStruct,
  reverse: ([value]) =>
    value &&
    (value.type === "array"
      ? { node: call("list_reverse", value.node), type: "array" }
      : { node: call("reverse", asText(value)), type: "text" }),
  sequence: only(
    2,
    ([from, to_]) => from && to_ && { node: call("spark_sequence", from.node, to_.node), type: "array" },
  ),
  size: ([value]) =>
    value && {
      node: call(value.type === "map" ? "spark_map_size" : "spark_size", value.node),
      type: "integer",
    },
  slice: only(3, to("spark_slice", "array", asIs, asInteger)),
  sort_array: sortArray,
  struct: struct,
  transform: only(2, ofItems(to("list_transform", "array", asIs))),
};

/** Only functions of the item: its position, which they may ask for as well, counts from 0 in Spark alone. */
function ofItems(rewrite: ScalarRewrite): ScalarRewrite {
  return (args, body) => {
    const parameters = bodyOf(args[1]?.node, "lambda")?.["parameters"];
    return Array.isArray(parameters) && parameters.length === 1 ? rewrite(args, body) : undefined;
  };
}

/** Whether a test holds for some or for all items. */
function tested(combine: string): ScalarRewrite {
  return ([items, test]) =>
    items && test && { node: call(combine, call("list_transform", items.node, test.node)), type: "boolean" };
}

/** Arrays start at 0, and a key that is text means a map. */
function subscript([items, key]: readonly Typed[]): Typed | undefined {
  if (!items || !key) return undefined;
  const isMap = items.type === "map" || key.type === "text";
  if (isMap) return { node: { subscript: { this: items.node, index: key.node } } };
  return { node: call("spark_get", items.node, key.node) };
}

function mapOf(args: readonly Typed[]): Typed | undefined {
  if (args.length % 2 === 1) return undefined;
  const keys = args.filter((_, index) => index % 2 === 0).map(asIs);
  const values = args.filter((_, index) => index % 2 === 1).map(asIs);
  return { node: call("map", call("list_value", ...keys), call("list_value", ...values)), type: "map" };
}

function namedStruct(args: readonly Typed[]): Typed | undefined {
  const names = args.filter((_, index) => index % 2 === 0).map(({ node }) => literalText(node));
  const values = args.filter((_, index) => index % 2 === 1).map(asIs);
  if (names.length !== values.length || names.some((name) => name === undefined)) return undefined;
  return { node: structOf(names as string[], values) };
}

/** Fields are named after columns and aliases, else `col1`, `col2`, …. */
function struct(args: readonly Typed[]): Typed | undefined {
  if (args.some(({ node }) => bodyOf(node, "star"))) return undefined;
  const names = args.map(({ node }, index) => {
    const named = bodyOf(node, "alias")?.["alias"] ?? bodyOf(node, "column")?.["name"];
    return identifier(named)?.name ?? `col${index + 1}`;
  });
  const values = args.map(({ node }) => {
    const inner = bodyOf(node, "alias")?.["this"];
    return isNode(inner) ? inner : node;
  });
  return { node: structOf(names, values) };
}

function structOf(names: readonly string[], values: readonly Node[]): Node {
  return { map_func: { keys: names.map(text), values, curly_brace_syntax: true, with_map_keyword: false } };
}

/** NULLs come first in ascending order and last in descending order. */
function sortArray([items, ascending]: readonly Typed[]): Typed | undefined {
  if (!items) return undefined;
  const up = call("list_sort", items.node, text("ASC"), text("NULLS FIRST"));
  if (!ascending) return { node: up, type: "array" };
  const down = call("list_sort", items.node, text("DESC"), text("NULLS LAST"));
  return { node: caseWhen([[ascending.node, up]], down), type: "array" };
}
