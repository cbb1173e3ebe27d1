import type { Severity } from "../text/problem.ts";
import { textOf, type YamlNode } from "../yaml/tree.ts";
import type { SchemaObject, TypeName } from "./dialect.ts";
import type { NodeType } from "./value.ts";

/** Keys and indexes that lead from the root to a node. */
export type Path = readonly (string | number)[];

/** The node at a path as the subject of a sentence: `` `replicas` ``, ``an item of `dag` ``. */
export function subject(path: Path): string {
  const last = path.at(-1);
  if (last === undefined) return "the manifest";
  if (typeof last === "string") return `\`${last}\``;
  const list = lastKey(path);
  return list === undefined ? "an item of the list" : `an item of \`${list}\``;
}

/** Where a key of the map at a path is: ``in `spec` ``, ``in this item of `dag` ``. */
export function inside(path: Path): string {
  const last = path.at(-1);
  if (last === undefined) return "at the top of the manifest";
  if (typeof last === "string") return `in \`${last}\``;
  const list = lastKey(path);
  return list === undefined ? "in this item" : `in this item of \`${list}\``;
}

function lastKey(path: Path): string | undefined {
  return path.findLast((part) => typeof part === "string");
}

export function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** A text in backticks, cut to what can be read at a glance. */
export function quoted(value: unknown): string {
  const text = typeof value === "string" ? value : JSON.stringify(value);
  const [line = ""] = text.split("\n", 1);
  return `\`${line.length > 60 || line.length < text.length ? `${line.slice(0, 60)}…` : line}\``;
}

export function oneOf(words: readonly string[]): string {
  const last = words.at(-1) ?? "";
  return words.length < 2 ? last : `${words.slice(0, -1).join(", ")} or ${last}`;
}

const typeWords: Record<TypeName, string> = {
  object: "a mapping",
  array: "a list",
  string: "text",
  number: "a number",
  integer: "a whole number",
  boolean: "`true` or `false`",
  null: "empty",
};

export function expectedTypes(types: readonly TypeName[]): string {
  const named = types.length > 1 ? types.filter((type) => type !== "null") : types;
  return oneOf(named.map((type) => typeWords[type]));
}

export function actualType(node: YamlNode, type: NodeType): string {
  switch (type) {
    case "number":
    case "boolean":
      return quoted(textOf(node) ?? "");
    default:
      return typeWords[type];
  }
}

const ranks: Record<Severity, number> = { error: 3, warning: 2, information: 1, hint: 0 };

export function isWorse(one: Severity, other: Severity): boolean {
  return ranks[one] > ranks[other];
}

export function severityOf(schema: SchemaObject, otherwise: Severity = "error"): Severity {
  return schema["x-severity"] ?? otherwise;
}
