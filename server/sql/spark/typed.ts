import type { Node } from "../ast.ts";

/**
 * What is known of an expression's type from its text alone: enough to choose the right conversion without asking
 * DuckDB. Undefined for a column, whose type is known only when the query runs.
 */
export type SparkType = "text" | "date" | "timestamp" | "integer" | "number" | "boolean" | "array" | "map";

/** A rewritten expression. */
export interface Typed {
  readonly node: Node;
  readonly type?: SparkType;
}

/** Call of a function or macro of DuckDB's. */
export function call(name: string, ...args: readonly Node[]): Node {
  return {
    function: {
      name,
      args,
      distinct: false,
      trailing_comments: [],
      use_bracket_syntax: false,
      no_parens: false,
      quoted: false,
    },
  };
}

export function number(value: number): Node {
  return { literal: { literal_type: "number", value: String(value) } };
}

export function text(value: string): Node {
  return { literal: { literal_type: "string", value } };
}

export const nullValue: Node = { null: null };

/** `type` is a type's name in DuckDB. */
export function cast(node: Node, type: string): Node {
  return { cast: { this: node, to: named(type), trailing_comments: [], double_colon_syntax: false } };
}

export function tryCast(node: Node, to: Node): Node {
  return { try_cast: { this: node, to, trailing_comments: [], double_colon_syntax: false } };
}

export function named(type: string): Node {
  return { data_type: "custom", name: type };
}

export function paren(node: Node): Node {
  return { paren: { this: node, trailing_comments: [] } };
}

export function binary(kind: string, left: Node, right: Node): Node {
  return paren({ [kind]: { left, right, ...noComments } });
}

export const noComments: Node = { left_comments: [], operator_comments: [], trailing_comments: [] };

export function isNull(node: Node, not = false): Node {
  return { is_null: { this: node, not, postfix_form: false } };
}

/** `CASE WHEN condition THEN result … ELSE otherwise END`. */
export function caseWhen(
  whens: readonly (readonly [condition: Node, result: Node])[],
  otherwise: Node,
): Node {
  return { case: { operand: null, whens, else_: otherwise, comments: [] } };
}

/** Text of a literal string; undefined for anything else. */
export function literalText(node: Node | undefined): string | undefined {
  const literal = node?.["literal"] as { literal_type?: string; value?: string } | undefined;
  const isText = literal?.literal_type === "string" || literal?.literal_type === "raw_string";
  return isText ? literal.value : undefined;
}

export function isNumberLiteral(node: Node | undefined): boolean {
  const negated = (node?.["neg"] as { this?: Node } | undefined)?.this;
  const literal = (negated ?? node)?.["literal"] as { literal_type?: string } | undefined;
  return literal?.literal_type === "number";
}
