import { bodyOf, expression, identifier, isNode, nodes } from "./ast.ts";
import type { Node } from "./ast.ts";
import { functionName } from "./function-names.ts";
import type { ColumnPath, DatePattern, Limit, Literal, ValueType } from "./outline.ts";

/** The column, or the field within one, that an expression names; undefined for anything else. */
export function pathOf(node: unknown): ColumnPath | undefined {
  const found = expression(node);
  if (!found) return undefined;
  const { kind, body } = found;
  if (kind === "column") {
    const parts = [identifier(body["table"])?.name, identifier(body["name"])?.name];
    return parts[1] === undefined ? undefined : parts.filter((part) => part !== undefined);
  }
  if (kind === "paren") return pathOf(body["this"]);
  const owner = kind === "dot" || kind === "subscript" ? pathOf(body["this"]) : undefined;
  if (!owner) return undefined;
  if (kind === "dot") {
    const field = identifier(body["field"])?.name;
    return field === undefined ? undefined : [...owner, field];
  }
  const key = literalOf(body["index"]);
  return [...owner, typeof key === "string" ? key : "[]"];
}

/** A column whose values an expression keeps, though it may cast them, trim them or change their case. */
export interface KeptColumn {
  readonly path: ColumnPath;
  /** As what the expression reads it. */
  readonly type?: ValueType;
  readonly pattern?: DatePattern;
}

export function keepingColumn(node: unknown): KeptColumn | undefined {
  const path = pathOf(node);
  if (path) return { path };
  const found = expression(node);
  if (!found) return undefined;
  const name = functionName(found.kind, found.body) ?? found.kind;
  const [first, second] = argumentsOf(node);
  const inner = keeping.has(name) ? keepingColumn(first) : undefined;
  if (!inner) return undefined;
  const text = literalOf(second);
  const pattern = typeof text === "string" ? datePattern(name, text) : undefined;
  const type = pattern ? "text" : name.includes("cast") ? castType(found.body["to"]) : keeping.get(name);
  return { ...inner, ...(pattern && { pattern }), ...((inner.type ?? type) && { type: inner.type ?? type }) };
}

/** Functions that keep a column's values, and as what they read it where they say so. */
const keeping: ReadonlyMap<string, ValueType | undefined> = new Map<string, ValueType | undefined>([
  ["cast", undefined],
  ["try_cast", undefined],
  ["safe_cast", undefined],
  ["paren", undefined],
  ["coalesce", undefined],
  ["nullif", undefined],
  ["nvl", undefined],
  ["ifnull", undefined],
  ["lower", "text"],
  ["upper", "text"],
  ["lcase", "text"],
  ["ucase", "text"],
  ["trim", "text"],
  ["ltrim", "text"],
  ["rtrim", "text"],
  ["initcap", "text"],
  ["round", "number"],
  ["date", "date"],
  ["to_date", "date"],
  ["to_timestamp", "timestamp"],
  ["timestamp", "timestamp"],
  ["date_parse", "text"],
  ["parse_datetime", "text"],
  ["parse_date", "text"],
  ["unix_timestamp", "timestamp"],
  ["to_unix_timestamp", "timestamp"],
]);

/** The format in which a function reads dates, from its second argument. */
export function datePattern(name: string, text: string): DatePattern | undefined {
  if (name === "date_parse") return { text, style: "strftime" };
  return javaReaders.has(name) ? { text, style: "java" } : undefined;
}

const javaReaders: ReadonlySet<string> = new Set([
  "to_date",
  "to_timestamp",
  "unix_timestamp",
  "to_unix_timestamp",
  "parse_datetime",
]);

/** The expressions that a call is made with, in their order. */
export function argumentsOf(node: unknown): readonly Node[] {
  const found = expression(node);
  if (!found) return [];
  if (found.kind === "function" || found.kind === "aggregate_function") return nodes(found.body["args"]);
  return Object.values(found.body).flatMap((part) =>
    Array.isArray(part) ? nodes(part).filter(isExpression) : isNode(part) && isExpression(part) ? [part] : [],
  );
}

function isExpression(node: Node): boolean {
  return expression(node) !== undefined;
}

export function castType(to: unknown): ValueType | undefined {
  const name = isNode(to) ? String(to["data_type"] ?? "").toLowerCase() : "";
  return typesByName.find(([pattern]) => pattern.test(name))?.[1];
}

const typesByName: readonly (readonly [RegExp, ValueType])[] = [
  [/^(?:tiny|small|big|huge)?_?int|^integer|^long|^short/, "integer"],
  [/^(?:double|float|real|decimal|numeric|number)/, "number"],
  [/^bool/, "boolean"],
  [/^date$/, "date"],
  [/^(?:timestamp|datetime)/, "timestamp"],
  [/^(?:var)?char|^string|^text/, "text"],
  [/^(?:array|list)/, "list"],
];

export function literalOf(node: unknown): Literal | undefined {
  const found = expression(node);
  if (!found) return undefined;
  const { kind, body } = found;
  if (kind === "literal") {
    return body["literal_type"] === "number" ? Number(body["value"]) : String(body["value"]);
  }
  if (kind === "boolean") return body["value"] === true;
  if (kind === "paren" || kind === "cast") return literalOf(body["this"]);
  if (kind === "neg") {
    const positive = literalOf(body["this"]);
    return typeof positive === "number" ? -positive : undefined;
  }
  const name = functionName(kind, body) ?? kind;
  return ["date", "to_date", "timestamp", "to_timestamp"].includes(name)
    ? literalOf(argumentsOf(node)[0])
    : undefined;
}

/** The type that a literal says its column has; a text may be a date. */
export function literalType(node: unknown): ValueType | undefined {
  const found = expression(node);
  const kind = String(found?.kind === "literal" ? found.body["literal_type"] : "");
  if (kind === "date" || kind === "timestamp") return kind;
  if (found?.kind === "cast") return castType(found.body["to"]);
  const name = found && (functionName(found.kind, found.body) ?? found.kind);
  if (name === "date" || name === "to_date") return "date";
  if (name === "timestamp" || name === "to_timestamp") return "timestamp";
  const value = literalOf(node);
  if (typeof value === "number") return "number";
  return value === undefined ? undefined : typeof value === "boolean" ? "boolean" : "text";
}

/** What a column is compared with: a literal, or a day counted from today. */
export function limitOf(node: unknown): Limit | undefined {
  const days = daysAgo(node);
  return days === undefined ? literalOf(node) : { daysAgo: days };
}

/** How many days before today a date expression lies. */
function daysAgo(node: unknown): number | undefined {
  const found = expression(node);
  if (!found) return undefined;
  const name = functionName(found.kind, found.body) ?? found.kind;
  if (/^(?:current_date|current_timestamp|now|localtimestamp|getdate|curdate)$/.test(name)) return 0;
  const [first, second] = argumentsOf(node);
  if (name === "sub" || name === "add") {
    const [from, length] = [daysAgo(found.body["left"]), intervalDays(found.body["right"])];
    return from === undefined || length === undefined
      ? undefined
      : from + (name === "sub" ? length : -length);
  }
  if (name === "date_trunc") return daysAgo(second);
  const inner = daysAgo(first);
  if (inner === undefined) return undefined;
  const amount = literalOf(second);
  if (name === "date_sub" && typeof amount === "number") return inner + amount;
  if (name === "date_add" && typeof amount === "number") return inner - amount;
  if (name === "add_months" && typeof amount === "number") return inner - 30 * amount;
  return ["cast", "paren", "date", "to_date", "timestamp", "to_timestamp", "trunc"].includes(name)
    ? inner
    : undefined;
}

/** Days of an INTERVAL, or of a plain number. */
function intervalDays(node: unknown): number | undefined {
  const interval = bodyOf(node, "interval");
  if (!interval) {
    const plain = literalOf(node);
    return typeof plain === "number" ? plain : undefined;
  }
  const amount = Number(literalOf(interval["this"]));
  const unit = isNode(interval["unit"]) ? String(interval["unit"]["unit"]).toLowerCase() : "day";
  const days = { second: 1 / 86_400, minute: 1 / 1_440, hour: 1 / 24, day: 1, week: 7, month: 30, year: 365 }[
    unit
  ];
  return days === undefined || Number.isNaN(amount) ? undefined : amount * days;
}
