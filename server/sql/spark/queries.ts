import { bodyOf, identifier, isNode, nodes } from "../ast.ts";
import type { Node } from "../ast.ts";
import { joinNode } from "../select.ts";
import { call } from "./typed.ts";

/**
 * The clauses of a SELECT, whose expressions are rewritten already, as DuckDB has them: commas are joins like any
 * other, views follow the joins, and what only steers Spark's execution is dropped.
 */
export function rewriteQuery(select: Node, views: readonly Node[]): Node {
  const [first, ...others] = isNode(select["from"]) ? nodes(select["from"]["expressions"]) : [];
  return {
    ...select,
    from: first ? { expressions: [first] } : select["from"],
    joins: [
      ...others.map((relation) => joinNode("Cross", relation)),
      ...nodes(select["joins"]).map(rewriteJoin),
      ...views,
    ],
    group_by: isNode(select["group_by"]) ? rewriteGroups(select["group_by"]) : select["group_by"],
    limit: isAll(select["limit"]) ? null : select["limit"],
    // Spark sorts within each part of the data; sorting all of it is one of the orders that may come out.
    order_by: select["order_by"] ?? select["sort_by"],
    hint: null,
    distribute_by: null,
    cluster_by: null,
    sort_by: null,
  };
}

/**
 * `GROUP BY a, b GROUPING SETS (…)` groups by the sets, `GROUP BY a, GROUPING SETS (…)` by a and the sets: the
 * library makes them one.
 */
export function hasListedGroupingSets(select: Node): boolean {
  const items = isNode(select["group_by"]) ? nodes(select["group_by"]["expressions"]) : [];
  return items.length > 1 && items.some((item) => bodyOf(item, "function")?.["name"] === "GROUPING SETS");
}

/** `LIMIT ALL`: the library takes it for a column. */
function isAll(limit: unknown): boolean {
  const column = isNode(limit) ? bodyOf(limit["this"], "column") : undefined;
  return identifier(column?.["name"])?.name.toLowerCase() === "all";
}

function rewriteJoin(join: Node): Node {
  const kind = String(join["kind"]);
  const renamed = { ...join, kind: joinKinds[kind] ?? kind };
  const conditional = join["on"] || nodes(join["using"]).length > 0 || kind.startsWith("Natural");
  if (conditional || renamed.kind === "Cross") return renamed;
  // Spark allows every join to go without a condition.
  return kind === "Inner"
    ? { ...renamed, kind: "Cross", use_inner_keyword: false }
    : { ...renamed, on: always };
}

const always: Node = { boolean: { value: true } };

const joinKinds: Readonly<Record<string, string>> = {
  Implicit: "Cross",
  LeftSemi: "Semi",
  LeftAnti: "Anti",
};

/** `GROUP BY a, b WITH ROLLUP` is `GROUP BY ROLLUP (a, b)`. */
function rewriteGroups(groups: Node): Node {
  const items = nodes(groups["expressions"]);
  const last = items.at(-1);
  for (const kind of ["rollup", "cube"]) {
    const modifier = bodyOf(last, kind);
    if (modifier && nodes(modifier["expressions"]).length === 0) {
      return { ...groups, expressions: [call(kind.toUpperCase(), ...items.slice(0, -1))] };
    }
  }
  return groups;
}
