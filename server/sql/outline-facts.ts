import { expression, isNode, nodes } from "./ast.ts";
import type { Node } from "./ast.ts";
import { functionName } from "./function-names.ts";
import { argumentTypes } from "./outline-functions.ts";
import {
  argumentsOf,
  castType,
  keepingColumn,
  limitOf,
  literalOf,
  literalType,
  pathOf,
} from "./outline-values.ts";
import type { KeptColumn } from "./outline-values.ts";
import type { ColumnFact, Literal, QueryOutline, SelectOutline } from "./outline.ts";
import { queryKinds } from "./relations.ts";

export type Facts = Pick<SelectOutline, "facts" | "equalities" | "subqueries">;

/**
 * What a SELECT asks of columns.
 * @param values expressions that it computes
 * @param conditions expressions that every row must meet
 * @param outline reads the queries that stand within
 */
export function readFacts(
  values: readonly Node[],
  conditions: readonly Node[],
  outline: (query: Node) => QueryOutline,
): Facts {
  const reader = new FactReader(outline);
  for (const condition of conditions) reader.condition(condition, true);
  for (const value of values) reader.value(value);
  const { facts, equalities, subqueries } = reader;
  return { facts, equalities, subqueries };
}

class FactReader {
  readonly facts: ColumnFact[] = [];
  readonly equalities: { left: readonly string[]; right: readonly string[] }[] = [];
  readonly subqueries: { query: QueryOutline; among?: readonly string[] }[] = [];
  readonly #outline: (query: Node) => QueryOutline;

  constructor(outline: (query: Node) => QueryOutline) {
    this.#outline = outline;
  }

  /** @param required rows that do not meet it are left out */
  condition(node: unknown, required: boolean): void {
    const found = expression(node);
    if (!found) return;
    const { kind, body } = found;
    if (kind === "and" || kind === "paren" || kind === "or") {
      for (const part of argumentsOf(node)) this.condition(part, required);
      return;
    }
    if (kind === "not") return this.#not(body["this"], required);
    const column = keepingColumn(node);
    if (column) this.#say(column, { type: "boolean", ...(required && { values: [true] }), required });
    else if (kind in comparators) this.#compare(kind as Comparator, body, required);
    else if (kind === "in") this.#among(body, body["not"] === true, required);
    else if (kind === "between") this.#between(body, required);
    else if (kind === "is_null") this.#presence(body, body["not"] !== true, required);
    else if (kind === "like" || kind === "i_like" || kind === "ilike") this.#like(body, required);
    this.value(node);
  }

  /** Names the columns of an expression, and what its functions say of them. */
  value(node: unknown): void {
    if (Array.isArray(node)) return node.forEach((part) => this.value(part));
    if (!isNode(node)) return;
    const path = pathOf(node);
    if (path) return void this.facts.push({ column: path });
    const found = expression(node);
    if (!found) return Object.values(node).forEach((part) => this.value(part));
    const { kind, body } = found;
    if (kind === "star") return;
    if (queryKinds.has(kind)) return void this.subqueries.push({ query: this.#outline(node) });
    if (kind === "case") return this.#case(body);
    if (kind in comparators) this.#compare(kind as Comparator, body, false);
    this.#call(node, functionName(kind, body) ?? kind);
    Object.values(body).forEach((part) => this.value(part));
  }

  /** The values that CASE tells apart are values that the column may have. */
  #case(body: Node): void {
    const operand = keepingColumn(body["operand"] ?? body["this"]);
    for (const when of Array.isArray(body["whens"]) ? (body["whens"] as unknown[]) : []) {
      const [condition, result] = Array.isArray(when) ? (when as unknown[]) : [undefined, when];
      const value = literalOf(condition);
      if (operand && value !== undefined) this.#say(operand, { values: [value] });
      else this.condition(condition, false);
      this.value(result);
    }
    this.value(body["operand"]);
    this.value(body["else_"]);
  }

  #call(node: Node, name: string): void {
    const args = argumentsOf(node);
    const kept = keepingColumn(node);
    if (kept?.pattern) this.#say(kept, { type: "text", pattern: kept.pattern });
    const cast = name.includes("cast") ? castType(expression(node)?.body["to"]) : undefined;
    if (cast && args[0]) this.#typed(args[0], cast);
    if (kept?.pattern) return;
    for (const [argument, type] of argumentTypes(name, args)) this.#typed(argument, type);
  }

  #typed(node: Node, type: NonNullable<ColumnFact["type"]>): void {
    const path = pathOf(node);
    if (path) this.facts.push({ column: path, type });
  }

  #not(negated: unknown, required: boolean): void {
    const found = expression(negated);
    if (found?.kind === "paren") return this.#not(found.body["this"], required);
    if (found?.kind === "is_null") this.#presence(found.body, found.body["not"] === true, required);
    else if (found?.kind === "in") this.#among(found.body, found.body["not"] !== true, required);
    else {
      const column = keepingColumn(negated);
      if (column) this.#say(column, { type: "boolean", values: [false], required });
    }
    this.value(negated);
  }

  #compare(kind: Comparator, { left, right }: Node, required: boolean): void {
    const [one, other] = [keepingColumn(left), keepingColumn(right)];
    if (one && other) {
      if (kind === "eq") this.equalities.push({ left: one.path, right: other.path });
      return;
    }
    if (one) this.#limited(one, kind, right, required);
    else if (other) this.#limited(other, comparators[kind], left, required);
    else this.#yearOf(kind, left, right, required);
  }

  #limited(column: KeptColumn, kind: Comparator, literal: unknown, required: boolean): void {
    const limit = limitOf(literal);
    if (limit === undefined) return;
    const type = typeof limit === "object" ? undefined : literalType(literal);
    // A plain text says nothing of a column that is read as a date.
    const said = column.type === undefined && type !== undefined ? { type } : {};
    if (typeof limit !== "object" && kind === "eq") this.#say(column, { ...said, values: [limit], required });
    else if (typeof limit !== "object" && kind === "neq")
      this.#say(column, { ...said, excluded: [limit], required });
    else {
      const exclusive = kind === "gt" || kind === "lt";
      if (kind !== "lt" && kind !== "lte" && kind !== "neq")
        this.#say(column, { ...said, atLeast: limit, exclusive, required });
      if (kind !== "gt" && kind !== "gte" && kind !== "neq")
        this.#say(column, { ...said, atMost: limit, exclusive, required });
    }
  }

  /** `year(d) = 2021` */
  #yearOf(kind: Comparator, left: unknown, right: unknown, required: boolean): void {
    const found = expression(left);
    const column =
      found && functionName(found.kind, found.body) === "year"
        ? keepingColumn(argumentsOf(left)[0])
        : undefined;
    const year = literalOf(right);
    if (!column || typeof year !== "number") return;
    if (kind !== "lt" && kind !== "lte")
      this.#say(column, { atLeast: `${year + (kind === "gt" ? 1 : 0)}-01-01`, required });
    if (kind !== "gt" && kind !== "gte")
      this.#say(column, { atMost: `${year - (kind === "lt" ? 1 : 0)}-12-31`, required });
  }

  #between({ this: operand, low, high, not }: Node, required: boolean): void {
    const column = keepingColumn(operand);
    const [from, to] = [limitOf(low), limitOf(high)];
    if (!column || not === true) return;
    const type = literalType(low);
    const said = column.type === undefined && type !== undefined ? { type } : {};
    if (from !== undefined) this.#say(column, { ...said, atLeast: from, required });
    if (to !== undefined) this.#say(column, { ...said, atMost: to, required });
  }

  #among({ this: operand, expressions, query }: Node, negated: boolean, required: boolean): void {
    const column = keepingColumn(operand);
    if (column && isNode(query) && !negated) {
      this.subqueries.push({ query: this.#outline(query), among: column.path });
    } else if (isNode(query)) this.subqueries.push({ query: this.#outline(query) });
    if (!column) return;
    const literals = nodes(expressions).flatMap((item): Literal[] => {
      const literal = literalOf(item);
      return literal === undefined ? [] : [literal];
    });
    if (literals.length === 0) return;
    const type = literalType(nodes(expressions)[0]);
    const said = column.type === undefined && type !== undefined ? { type } : {};
    this.#say(column, { ...said, ...(negated ? { excluded: literals } : { values: literals }), required });
  }

  #presence({ this: operand }: Node, isNull: boolean, required: boolean): void {
    const column = keepingColumn(operand);
    if (column) this.#say(column, { presence: isNull ? "sometimes" : "always", required });
  }

  #like({ left, right, not }: Node, required: boolean): void {
    const column = keepingColumn(left);
    const like = literalOf(right);
    if (!column || typeof like !== "string") return;
    this.#say(column, { type: "text", ...(not !== true && { like }), required });
  }

  #say({ path, type, pattern }: KeptColumn, said: Omit<ColumnFact, "column">): void {
    this.facts.push({ ...(type && { type }), ...(pattern && { pattern }), ...said, column: path });
  }
}

/** Comparisons, and what each is with its sides changed. */
const comparators = { eq: "eq", neq: "neq", lt: "gt", lte: "gte", gt: "lt", gte: "lte" } as const;

type Comparator = keyof typeof comparators;
