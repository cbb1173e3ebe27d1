import { expression, isNode, nodes } from "../ast.ts";
import type { Node } from "../ast.ts";
import { functionName } from "../function-names.ts";
import { aggregate } from "./aggregates.ts";
import { argumentsOf } from "./arguments.ts";
import { literalType, sparkCast } from "./conversions.ts";
import { isGenerator, lateralView, selectItem } from "./generators.ts";
import { hasListedGroupingSets, rewriteQuery } from "./queries.ts";
import { scalars } from "./scalar.ts";
import { cast } from "./typed.ts";
import type { Typed } from "./typed.ts";

/** Writes an expression in Spark's SQL: the name of an output column that was given none. */
export type WriteSpark = (expression: Node) => string;

export interface DuckDbStatement {
  readonly statement: Node;
  /** Functions that have a counterpart, though not with these arguments. */
  readonly refused: readonly string[];
}

/**
 * Spark's tree as one that means the same in DuckDB, together with the macros of `macros.sql.ts`. Functions without
 * any counterpart are not looked for here: `fidelity.ts` knows them by name.
 */
export function sparkToDuckDb(statement: Node, write?: WriteSpark): DuckDbStatement {
  // Rewrites look at arguments more than once; without this the work would double with every level of nesting.
  const done = new Map<Node, Typed>();
  const refused: string[] = [];

  function rewrite(value: unknown): unknown {
    if (Array.isArray(value)) return value.map(rewrite);
    if (!isNode(value)) return value;
    return expression(value) ? typed(value).node : rewriteParts(value);
  }

  function rewriteParts(part: Node): Node {
    const parts = Object.fromEntries(Object.entries(part).map(([key, value]) => [key, rewrite(value)]));
    if (isOrdered(part)) return { ...parts, nulls_first: part["nulls_first"] ?? part["desc"] !== true };
    return isIdentifier(part) ? { ...parts, quoted: true } : parts;
  }

  function typed(node: Node): Typed {
    const known = done.get(node);
    if (known) return known;
    const rewritten = rewriteExpression(node);
    done.set(node, rewritten);
    return rewritten;
  }

  function rewriteExpression(node: Node): Typed {
    const { kind, body } = expression(node) ?? { kind: "", body: node };
    const operand = isNode(body["this"]) ? body["this"] : undefined;
    if (node[kind] === null) return { node };
    if (kind === "select") return { node: rewriteSelect(body) };
    if (kind === "literal" || kind === "boolean") return { node, type: literalType(node) };
    if ((kind === "paren" || kind === "neg") && operand) {
      const inner = typed(operand);
      return { node: { [kind]: { ...body, this: inner.node } }, type: inner.type };
    }
    if ((kind === "cast" || kind === "try_cast") && operand && isNode(body["to"])) {
      const converted = sparkCast(typed(operand), body["to"]);
      if (!converted) refused.push(kind);
      return converted ?? { node };
    }
    if (kind === "window_function" && operand) return { node: rewriteWindow(body, operand) };
    if (kind === "lambda") return { node: { lambda: { ...rewriteParts(body), colon: true } } };
    if (kind === "add" || kind === "sub") return dayArithmetic(kind, body);
    return rewriteCall(kind, body, node);
  }

  /** Calls of functions and uses of operators; everything else keeps its form. */
  function rewriteCall(kind: string, body: Node, node: Node): Typed {
    const parts = rewriteParts(body);
    const unchanged = { node: { [kind]: parts } };
    const name = functionName(kind, body);
    if (name === undefined) return unchanged;
    const aggregated = aggregate(name, parts);
    if (aggregated) {
      const type = name.startsWith("collect_") ? "array" : undefined;
      return { node: aggregated.finish(aggregated.core), type };
    }
    if (isGenerator(node)) refused.push(name);
    if (!Object.hasOwn(scalars, name)) return unchanged;
    const scalar = scalars[name]?.(argumentsOf(kind, body).map(typed), parts);
    if (!scalar) refused.push(name);
    return scalar ?? unchanged;
  }

  function rewriteSelect(select: Node): Node {
    const items = nodes(select["expressions"]).flatMap((item) => selectItem(item, typed, write));
    const views = nodes(select["lateral_views"])
      .map((view) => lateralView(view, typed))
      .filter(isNode);
    const complete = views.length === nodes(select["lateral_views"]).length;
    const rest = rewriteParts({
      ...select,
      expressions: [],
      lateral_views: complete ? [] : select["lateral_views"],
    });
    if (hasListedGroupingSets(select)) refused.push("grouping sets");
    return { select: rewriteQuery({ ...rest, expressions: items }, complete ? views : []) };
  }

  function rewriteWindow(body: Node, inner: Node): Node {
    const rest = rewriteParts({ ...body, this: null });
    const { kind, body: called } = expression(inner) ?? { kind: "", body: inner };
    if (inner[kind] === null) return { window_function: { ...rest, this: inner } };
    const aggregated = aggregate(functionName(kind, called) ?? "", rewriteParts(called));
    if (!aggregated) return { window_function: { ...rest, this: { [kind]: rewriteParts(called) } } };
    return aggregated.finish({ window_function: { ...rest, this: aggregated.core } });
  }

  /** A date plus a number of days, months or years is a date in Spark and a timestamp in DuckDB. */
  function dayArithmetic(kind: string, body: Node): Typed {
    const node = { [kind]: rewriteParts(body) };
    const left = isNode(body["left"]) ? typed(body["left"]) : undefined;
    const right = expression(body["right"]);
    if (left?.type !== "date" || right?.kind !== "interval") return { node };
    const unit = isNode(right.body["unit"]) ? right.body["unit"]["unit"] : undefined;
    if (!/^(Day|Week|Month|Quarter|Year)$/.test(String(unit))) return { node, type: "timestamp" };
    return { node: cast(node, "DATE"), type: "date" };
  }

  return { statement: typed(statement).node, refused };
}

function isOrdered(part: Node): boolean {
  return "desc" in part && "nulls_first" in part;
}

/** Quoting all names keeps DuckDB's reserved words out; it ignores the case of quoted names as well. */
function isIdentifier(part: Node): boolean {
  return (
    typeof part["name"] === "string" && "quoted" in part && "trailing_comments" in part && !("args" in part)
  );
}
