import { nearest } from "../text/nearest.ts";
import type { Fix, Problem } from "../text/problem.ts";
import { entries, items, rangeOf, textOf, type YamlNode } from "../yaml/tree.ts";
import type { Applied } from "./compile.ts";
import type { SchemaObject, TypeName } from "./dialect.ts";
import { changeTo } from "./fixes.ts";
import { formatFault } from "./formats.ts";
import { isOpen, valueFault, type NodeType, type ValueFault } from "./value.ts";
import {
  actualType,
  expectedTypes,
  isWorse,
  oneOf,
  quoted,
  sentence,
  severityOf,
  subject,
  type Path,
} from "./wording.ts";

export interface Fault {
  readonly fault: ValueFault;
  readonly schema: SchemaObject;
}

/** The one fault to report of a value: a wrong type before anything else, then the most severe, then the first. */
export function worstFault(
  node: YamlNode | undefined,
  type: NodeType,
  applied: readonly Applied[],
): Fault | undefined {
  let worst: Fault | undefined;
  for (const { schema: compiled } of applied) {
    const fault = valueFault(node, type, compiled);
    if (!fault) continue;
    const found = { fault, schema: compiled.schema };
    if (!worst || isWorseFault(found, worst)) worst = found;
  }
  return worst;
}

/** @param path leads to the node */
export function valueProblem({ fault, schema }: Fault, node: YamlNode, type: NodeType, path: Path): Problem {
  const fix = fixOf(fault, schema, node, type);
  return {
    rule: rules[fault],
    severity: severityOf(schema),
    message: schema["x-message"] ?? sentence(messageOf(fault, schema, node, type, path)),
    range: rangeOf(node),
    ...(fix && { fixes: [fix] }),
  };
}

/** What is wrong with a text by the formats that it should have. */
export function formatProblems(node: YamlNode, applied: readonly Applied[]): readonly Problem[] {
  const problems: Problem[] = [];
  const text = textOf(node);
  if (text === undefined || isOpen(node)) return problems;
  for (const { schema: compiled, condition } of applied) {
    const { schema } = compiled;
    const message = schema.format === undefined || condition ? undefined : formatFault(schema.format, text);
    if (message === undefined) continue;
    problems.push({
      rule: "malformed-value",
      severity: severityOf(schema),
      message: schema["x-message"] ?? message,
      range: rangeOf(node),
    });
  }
  return problems;
}

const rules: Record<ValueFault, string> = {
  type: "wrong-type",
  const: "unknown-value",
  enum: "unknown-value",
  pattern: "malformed-value",
  minimum: "value-out-of-range",
  maximum: "value-out-of-range",
  minLength: "value-out-of-range",
  maxLength: "value-out-of-range",
  minItems: "value-out-of-range",
  maxItems: "value-out-of-range",
  minProperties: "value-out-of-range",
};

function isWorseFault(one: Fault, other: Fault): boolean {
  if ((one.fault === "type") !== (other.fault === "type")) return one.fault === "type";
  return isWorse(severityOf(one.schema), severityOf(other.schema));
}

function messageOf(
  fault: ValueFault,
  schema: SchemaObject,
  node: YamlNode,
  type: NodeType,
  path: Path,
): string {
  const what = subject(path);
  const text = quoted(textOf(node) ?? "");
  switch (fault) {
    case "type":
      return `${what} must be ${expectedTypes(typesOf(schema))}, not ${actualType(node, type)}.`;
    case "const":
      return `${what} must be ${quoted(schema.const)}${textOf(node) === undefined ? "" : `, not ${text}`}.`;
    case "enum":
      return enumMessage(schema, node, what, path);
    case "pattern":
      return schema.pattern === digits
        ? `${what} must be a whole number, not ${text}.`
        : `${text} is not a valid value of ${what}: it must match ${quoted(schema.pattern)}.`;
    case "minimum":
      return `${what} must be at least ${schema.minimum}, not ${text}.`;
    case "maximum":
      return `${what} must be at most ${schema.maximum}, not ${text}.`;
    case "minLength":
      return `${what} must have at least ${counted(schema.minLength, "character")}.`;
    case "maxLength":
      return `${what} must have at most ${counted(schema.maxLength, "character")}, and has ${lengthOf(node)}.`;
    case "minItems":
      return `${what} must have at least ${counted(schema.minItems, "item")}, and has ${items(node).length}.`;
    case "maxItems":
      return `${what} must have at most ${counted(schema.maxItems, "item")}, and has ${items(node).length}.`;
    case "minProperties":
      return `${what} must have at least ${counted(schema.minProperties, "key")}, and has ${entries(node).length}.`;
  }
}

/** As numbers are written that stand in quotes. */
const digits = String.raw`^\d+$`;

function enumMessage(schema: SchemaObject, node: YamlNode, what: string, path: Path): string {
  const text = textOf(node);
  const holder = subject(path.slice(0, path.findLastIndex((part) => typeof part === "string") + 1));
  const meant = text === undefined ? undefined : nearestValue(text, schema);
  if (text !== undefined && meant !== undefined) {
    return `${quoted(text)} is not a value of ${holder}; did you mean ${quoted(meant)}?`;
  }
  const choices = choicesOf(schema["x-suggest"] ?? schema.enum ?? []);
  return text === undefined
    ? `${what} must be ${choices}.`
    : `${quoted(text)} is not a value of ${holder}; use ${choices}.`;
}

function choicesOf(values: readonly unknown[]): string {
  return values.length > 12
    ? `one of ${values.slice(0, 12).map(quoted).join(", ")}, …`
    : oneOf(values.map(quoted));
}

function nearestValue(text: string, schema: SchemaObject): string | undefined {
  const values = [...(schema["x-suggest"] ?? []), ...(schema.enum ?? [])].filter(
    (value) => typeof value === "string",
  );
  return values.find((value) => value.toLowerCase() === text.toLowerCase()) ?? nearest(text, values);
}

function fixOf(fault: ValueFault, schema: SchemaObject, node: YamlNode, type: NodeType): Fix | undefined {
  const text = textOf(node);
  if (text === undefined) return undefined;
  if (fault === "const") return changeTo(node, schema.const);
  if (fault === "type") return conversion(node, text, type, typesOf(schema));
  const meant = fault === "enum" ? nearestValue(text, schema) : undefined;
  return meant === undefined ? undefined : changeTo(node, meant);
}

/** Turns a value into one of the types without a change of what the author meant. */
function conversion(
  node: YamlNode,
  text: string,
  type: NodeType,
  types: readonly TypeName[],
): Fix | undefined {
  if (type === "string") {
    const truth = types.includes("boolean") ? truths.get(text.trim().toLowerCase()) : undefined;
    if (truth !== undefined) return changeTo(node, truth);
    if (types.some((wanted) => numbers[wanted]?.test(text))) return changeTo(node, Number(text));
  } else if (types.includes("string")) {
    return { title: "Put it in quotes", edits: [{ range: rangeOf(node), newText: JSON.stringify(text) }] };
  }
  if (!types.includes("array") || text.includes("\n")) return undefined;
  const item = type === "string" ? JSON.stringify(text) : text;
  return { title: "Make it a list", edits: [{ range: rangeOf(node), newText: `[${item}]` }] };
}

/** Texts that are a number of the type and lose nothing by becoming one. */
const numbers: Partial<Record<TypeName, RegExp>> = {
  integer: /^-?(?:0|[1-9]\d{0,14})$/,
  number: /^-?(?:0|[1-9]\d{0,14})(?:\.\d{1,10})?$/,
};

/** Texts that older YAML, and people, take for booleans. */
const truths: ReadonlyMap<string, boolean> = new Map([
  ["true", true],
  ["yes", true],
  ["on", true],
  ["false", false],
  ["no", false],
  ["off", false],
]);

function typesOf({ type }: SchemaObject): readonly TypeName[] {
  return typeof type === "string" ? [type] : (type ?? []);
}

function lengthOf(node: YamlNode): number {
  return Array.from(textOf(node) ?? "").length;
}

function counted(count = 0, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}
