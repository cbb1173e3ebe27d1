import { isDeepStrictEqual } from "node:util";
import { hasPlaceholder } from "../template/placeholder.ts";
import { entries, isMap, isScalar, isSequence, items, textOf, toPlain, type YamlNode } from "../yaml/tree.ts";
import type { CompiledSchema } from "./compile.ts";
import type { SchemaObject, TypeName } from "./dialect.ts";
import { matches } from "./pattern.ts";

/** What a node is, as JSON Schema sees it; `integer` is a `number` here. */
export type NodeType = Exclude<TypeName, "integer">;

/** The first thing about a value that a schema forbids; what it says of keys and items is judged elsewhere. */
export type ValueFault =
  | "type"
  | "const"
  | "enum"
  | "pattern"
  | "minimum"
  | "maximum"
  | "minLength"
  | "maxLength"
  | "minItems"
  | "maxItems"
  | "minProperties";

export function typeOf(node: YamlNode | undefined): NodeType {
  if (isMap(node)) return "object";
  if (isSequence(node)) return "array";
  const value = isScalar(node) ? node.value : null;
  switch (typeof value) {
    case "string":
      return "string";
    case "number":
      return "number";
    case "boolean":
      return "boolean";
    default:
      return textOf(node) === undefined ? "null" : "string";
  }
}

export function valueFault(
  node: YamlNode | undefined,
  type: NodeType,
  { schema, types, pattern, constrains }: CompiledSchema,
): ValueFault | undefined {
  if (types && !isOfTypes(node, type, types)) return "type";
  if (!constrains) return undefined;
  if (schema.const !== undefined && !isEqual(node, type, schema.const)) return "const";
  if (schema.enum && !schema.enum.some((allowed) => isEqual(node, type, allowed))) return "enum";
  switch (type) {
    case "string":
      return textFault(textOf(node) ?? "", schema, pattern);
    case "number":
      return numberFault(numberOf(node), schema);
    case "array":
      return listFault(items(node).length, schema);
    case "object":
      return schema.minProperties !== undefined && entries(node).length < schema.minProperties
        ? "minProperties"
        : undefined;
    default:
      return undefined;
  }
}

/** Whether the value holds a placeholder, so that nothing can be said against it. */
export function isOpen(node: YamlNode | undefined): boolean {
  const text = textOf(node);
  return text !== undefined && hasPlaceholder(text);
}

function textFault(text: string, schema: SchemaObject, pattern: RegExp | undefined): ValueFault | undefined {
  if (pattern && !matches(pattern, text)) return "pattern";
  if (schema.minLength === undefined && schema.maxLength === undefined) return undefined;
  const { length } = Array.from(text);
  if (length < (schema.minLength ?? 0)) return "minLength";
  return length > (schema.maxLength ?? Infinity) ? "maxLength" : undefined;
}

function numberFault(number: number, { minimum, maximum }: SchemaObject): ValueFault | undefined {
  if (minimum !== undefined && !(number >= minimum)) return "minimum";
  return maximum !== undefined && !(number <= maximum) ? "maximum" : undefined;
}

function listFault(length: number, { minItems, maxItems }: SchemaObject): ValueFault | undefined {
  if (length < (minItems ?? 0)) return "minItems";
  return length > (maxItems ?? Infinity) ? "maxItems" : undefined;
}

function isOfTypes(node: YamlNode | undefined, type: NodeType, allowed: readonly TypeName[]): boolean {
  if (type !== "number") return allowed.includes(type);
  const number = numberOf(node);
  return (
    (allowed.includes("number") && Number.isFinite(number)) ||
    (allowed.includes("integer") && Number.isInteger(number))
  );
}

function numberOf(node: YamlNode | undefined): number {
  return isScalar(node) ? Number(node.value) : NaN;
}

function isEqual(node: YamlNode | undefined, type: NodeType, value: unknown): boolean {
  switch (type) {
    case "object":
    case "array":
      return typeof value === "object" && isDeepStrictEqual(toPlain(node), value);
    case "null":
      return value === null;
    case "number":
      return numberOf(node) === value;
    case "boolean":
      return isScalar(node) && node.value === value;
    case "string":
      return textOf(node) === value;
  }
}
