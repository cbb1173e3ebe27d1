import type { Node } from "../ast.ts";
import { call, cast, isNumberLiteral, literalText, tryCast } from "./typed.ts";
import type { SparkType, Typed } from "./typed.ts";

/** Spark's implicit conversions: each takes the cheapest way that the known type allows. */
export function asDate({ node, type }: Typed): Node {
  if (type === "date") return node;
  if (type === "timestamp") return cast(node, "DATE");
  return call(type === "text" ? "spark_date_of_text" : "spark_date", node);
}

export function asTimestamp({ node, type }: Typed): Node {
  if (type === "timestamp") return node;
  if (type === "date") return cast(node, "TIMESTAMP");
  return call(type === "text" ? "spark_timestamp_of_text" : "spark_timestamp", node);
}

export function asText({ node, type }: Typed): Node {
  if (type === "text") return node;
  if (type === "integer" || type === "boolean" || type === "date") return cast(node, "VARCHAR");
  return call("spark_text", node);
}

export function asInteger({ node, type }: Typed): Node {
  return type === "integer" ? node : call("spark_int", node);
}

export function asDouble({ node, type }: Typed): Node {
  return type === "text" || type === undefined ? call("spark_double", node) : cast(node, "DOUBLE");
}

/** `CAST(x AS type)` as Spark does it: what can't be converted becomes NULL. Undefined for types without a counterpart. */
export function sparkCast(operand: Typed, to: Node): Typed | undefined {
  const target = targets[String(to["data_type"])] ?? customTargets[String(to["name"]).toLowerCase()];
  if (!target) return isCollection(to) ? { node: tryCast(operand.node, to) } : undefined;
  if (target === "date") return { node: asDate(operand), type: "date" };
  if (target === "timestamp") return { node: asTimestamp(operand), type: "timestamp" };
  if (target === "text") return { node: asText(operand), type: "text" };
  if (target === "decimal") {
    const decimal = { data_type: "decimal", precision: to["precision"] ?? 10, scale: to["scale"] ?? 0 };
    const { node, type } = operand;
    const isNumber = isNumberLiteral(node) || type === "integer" || type === "number";
    return { node: tryCast(isNumber ? node : call("spark_decimal_operand", node), decimal), type: "number" };
  }
  if ((target === "double" || target === "bigint") && isNumberLiteral(operand.node)) {
    return {
      node: cast(operand.node, target.toUpperCase()),
      type: target === "double" ? "number" : "integer",
    };
  }
  const resultType: SparkType =
    target === "boolean" ? "boolean" : target === "double" || target === "float" ? "number" : "integer";
  return { node: call(`spark_${target}`, operand.node), type: resultType };
}

/** Arrays and maps: their items are converted by DuckDB's rules. */
function isCollection(type: Node): boolean {
  return type["data_type"] === "array" || type["data_type"] === "map";
}

/** The lengths of `VARCHAR(n)` and `CHAR(n)` matter only where a table is written. */
const targets: Readonly<Record<string, string>> = {
  tiny_int: "tinyint",
  small_int: "smallint",
  int: "int",
  big_int: "bigint",
  float: "float",
  double: "double",
  decimal: "decimal",
  boolean: "boolean",
  date: "date",
  timestamp: "timestamp",
  string: "text",
  text: "text",
  var_char: "text",
  char: "text",
};

const customTargets: Readonly<Record<string, string>> = {
  byte: "tinyint",
  short: "smallint",
  integer: "int",
  long: "bigint",
  timestampntz: "timestamp",
  timestamp_ntz: "timestamp",
  string: "text",
};

/** Type of a literal, as far as it matters. */
export function literalType(node: Node): SparkType | undefined {
  if (literalText(node) !== undefined) return "text";
  const literal = node["literal"] as { literal_type?: string; value?: string } | undefined;
  if (literal?.literal_type === "date") return "date";
  if (literal?.literal_type === "timestamp") return "timestamp";
  if (literal?.literal_type !== "number") return "boolean" in node ? "boolean" : undefined;
  return /^\d+$/.test(literal.value ?? "") ? "integer" : "number";
}
