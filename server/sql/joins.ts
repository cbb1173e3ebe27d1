import { bodyOf, expression, identifier, isNode, nodes } from "./ast.ts";
import type { Node } from "./ast.ts";
import { cteColumns, sourceOf } from "./columns.ts";
import type { CteColumns, Source, WriteSql } from "./columns.ts";
import { conditionsOf, equalities } from "./join-keys.ts";
import { joinSpan } from "./join-span.ts";
import type { Token } from "./parser.ts";
import { aliasedNode, emptySelect, identifierNode, joinNode, star } from "./select.ts";
import type { SqlJoin } from "./sql.ts";
import type { SqlDialect } from "../schema/dialect.ts";

export interface JoinContext {
  readonly dialect: SqlDialect;
  readonly tokens: readonly Token[];
  /** Length of the text: the span of a join without any name in it. */
  readonly length: number;
  readonly write: WriteSql;
}

/** Joins of the outermost SELECT (of each, under a set operation) and of every CTE, in the order SQL runs them. */
export function joinsOf(statement: Node, context: JoinContext): readonly SqlJoin[] {
  return queryJoins(statement, { cte: undefined, ctes: [], recursive: false, columns: new Map() }, context);
}

/** Where a SELECT stands: the CTE it is in, and the CTEs it sees. */
interface Scope {
  readonly cte: string | undefined;
  readonly ctes: readonly Node[];
  readonly recursive: boolean;
  readonly columns: CteColumns;
}

/** One item of a FROM clause: the first relation, or a join that brings in another. */
interface FromItem {
  readonly relation: Node;
  readonly join: Node;
}

function queryJoins(query: unknown, outer: Scope, context: JoinContext): readonly SqlJoin[] {
  const found = expression(query);
  if (!found) return [];
  const { kind, body } = found;
  const joins: SqlJoin[] = [];
  let scope = outer;
  if (isNode(body["with"])) {
    const clause = body["with"];
    const recursive = clause["recursive"] === true;
    for (const cte of nodes(clause["ctes"])) {
      joins.push(...queryJoins(cte["this"], { ...scope, cte: identifier(cte["alias"])?.name }, context));
      const columns = cteColumns({ ...clause, ctes: [cte] }, context.write, scope.columns);
      scope = { ...scope, ctes: [...scope.ctes, cte], recursive: scope.recursive || recursive, columns };
    }
  }
  if (kind === "select") joins.push(...selectJoins(body, scope, context));
  if (kind === "subquery") joins.push(...queryJoins(body["this"], scope, context));
  if (kind === "union" || kind === "intersect" || kind === "except") {
    joins.push(...queryJoins(body["left"], scope, context), ...queryJoins(body["right"], scope, context));
  }
  return joins;
}

function selectJoins(select: Node, scope: Scope, context: JoinContext): readonly SqlJoin[] {
  const joined = nodes(select["joins"]);
  // `a JOIN b JOIN c ON … ON …`: the library lists these in an order of its own.
  if (joined.some((join) => join["deferred_condition"] === true)) return [];
  const from = isNode(select["from"]) ? nodes(select["from"]["expressions"]) : [];
  const items = [
    ...from.map((relation): FromItem => ({ relation, join: joinNode("Implicit", relation) })),
    ...joined.map((join): FromItem => ({ relation: isNode(join["this"]) ? join["this"] : {}, join })),
  ];
  return treeJoins(items, scope, context);
}

/**
 * Joins of a FROM clause. In Spark a comma is a join like any other; elsewhere it binds less than JOIN, so that
 * each stretch between commas is joined first.
 */
function treeJoins(items: readonly FromItem[], scope: Scope, context: JoinContext): readonly SqlJoin[] {
  const stretches: FromItem[][] = [];
  for (const item of items) {
    const startsStretch = stretches.length === 0 || (context.dialect !== "spark" && isComma(item.join));
    if (startsStretch) stretches.push([item]);
    else stretches.at(-1)?.push(item);
  }
  const joins: SqlJoin[] = [];
  const before: FromItem[] = [];
  for (const stretch of stretches) {
    for (const [index, item] of stretch.entries()) {
      joins.push(...nestedJoins(item.relation, scope, context));
      if (index > 0) joins.push(...oneJoin(stretch.slice(0, index), [item], item.join, scope, context));
    }
    const first = stretch[0];
    if (before.length > 0 && first) joins.push(...oneJoin(before, stretch, first.join, scope, context));
    before.push(...stretch);
  }
  return joins;
}

/** Joins within parentheses: `a JOIN (b JOIN c ON …) ON …`. */
function nestedJoins(relation: Node, scope: Scope, context: JoinContext): readonly SqlJoin[] {
  const nested = bodyOf(relation, "joined_table");
  return nested ? treeJoins(nestedItems(nested), scope, context) : [];
}

function nestedItems(nested: Node): readonly FromItem[] {
  const left = isNode(nested["left"]) ? nested["left"] : {};
  return [
    { relation: left, join: joinNode("Implicit", left) },
    ...nodes(nested["joins"]).map((join) => ({ relation: isNode(join["this"]) ? join["this"] : {}, join })),
  ];
}

function oneJoin(
  left: readonly FromItem[],
  right: readonly FromItem[],
  join: Node,
  scope: Scope,
  context: JoinContext,
): readonly SqlJoin[] {
  const kind = kindOf(join);
  if (kind === undefined || right.some(({ relation }) => dependsOnLeft(relation))) return [];
  const leftSources = left.flatMap((item) => sources(item.relation, scope, context));
  const rightSources = right.flatMap((item) => sources(item.relation, scope, context));
  const conditions = isComma(join) ? [] : conditionsOf(join);
  const { keys, residual } = equalities(join, conditions, leftSources, rightSources);
  const write = (node: Node) => context.write(node);
  const leftKeys = keys.map((key) => key.left);
  const rightKeys = keys.map((key) => key.right);
  const natural = String(join["kind"]).startsWith("Natural");
  return [
    {
      ...joinSpan(join, right.at(-1)?.join ?? join, context.tokens, context.length),
      kind,
      cte: scope.cte,
      right: rightSources[0]?.name ?? "subquery",
      keys: keys.map((key) => ({ left: write(key.left), right: write(key.right) })),
      residual: residual.map(write),
      natural: natural || undefined,
      leftSql: selectFrom(left, [star], scope, context),
      rightSql: selectFrom(right, [star], scope, context),
      leftKeysSql: keys.length > 0 ? selectFrom(left, leftKeys.map(asKey), scope, context) : undefined,
      rightKeysSql: keys.length > 0 ? selectFrom(right, rightKeys.map(asKey), scope, context) : undefined,
      resultSql: selectFrom([...left, ...right], [star], scope, context),
    },
  ];
}

function kindOf(join: Node): SqlJoin["kind"] | undefined {
  const kind = kinds[String(join["kind"])];
  const conditional =
    join["on"] || nodes(join["using"]).length > 0 || String(join["kind"]).startsWith("Natural");
  return kind === "inner" && !conditional ? "cross" : kind;
}

const kinds: Readonly<Record<string, SqlJoin["kind"]>> = {
  Inner: "inner",
  Straight: "inner",
  Natural: "inner",
  Left: "left",
  NaturalLeft: "left",
  Right: "right",
  NaturalRight: "right",
  Full: "full",
  Outer: "full",
  NaturalFull: "full",
  Cross: "cross",
  Implicit: "cross",
  Semi: "semi",
  LeftSemi: "semi",
  Anti: "anti",
  LeftAnti: "anti",
};

function isComma(join: Node): boolean {
  return join["kind"] === "Implicit";
}

/** Lateral subqueries and table functions have no rows of their own: they are computed from the left side. */
function dependsOnLeft(relation: Node): boolean {
  const found = expression(relation);
  if (!found) return true;
  const { kind, body } = found;
  if (kind === "subquery") return body["lateral"] === true;
  if (kind === "alias" || kind === "paren") return !isNode(body["this"]) || dependsOnLeft(body["this"]);
  return !["table", "joined_table", "values", "pivot", "unpivot"].includes(kind);
}

function sources(relation: Node, scope: Scope, context: JoinContext): readonly Source[] {
  const nested = bodyOf(relation, "joined_table");
  if (nested) return nestedItems(nested).flatMap((item) => sources(item.relation, scope, context));
  const inner = bodyOf(relation, "paren")?.["this"];
  if (isNode(inner)) return sources(inner, scope, context);
  return [sourceOf(relation, context.write, scope.columns)];
}

function selectFrom(
  items: readonly FromItem[],
  columns: readonly Node[],
  scope: Scope,
  { write }: JoinContext,
): string {
  const [first, ...rest] = items;
  const from = { expressions: [first?.relation] };
  const joins = rest.map(({ join }) => join);
  const ctes = neededCtes([from, joins, columns], scope.ctes);
  const clause = ctes.length === 0 ? null : { ctes, recursive: scope.recursive, leading_comments: [] };
  return write({ select: { ...emptySelect, expressions: columns, from, joins, with: clause } });
}

/** CTEs that the parts mention, and those that these mention in turn, in their order. */
function neededCtes(parts: unknown, ctes: readonly Node[]): readonly Node[] {
  const wanted = mentionedTables(parts);
  const needed: Node[] = [];
  for (const cte of ctes.toReversed()) {
    const name = identifier(cte["alias"])?.name.toLowerCase();
    if (name === undefined || !wanted.has(name)) continue;
    needed.unshift(cte);
    for (const table of mentionedTables(cte["this"])) wanted.add(table);
  }
  return needed;
}

function mentionedTables(value: unknown): Set<string> {
  const names = new Set<string>();
  const visit = (part: unknown): void => {
    if (Array.isArray(part)) return part.forEach(visit);
    if (!isNode(part)) return;
    const name = identifier(bodyOf(part, "table")?.["name"])?.name;
    if (name !== undefined) names.add(name.toLowerCase());
    Object.values(part).forEach(visit);
  };
  visit(value);
  return names;
}

function asKey(key: Node, index: number): Node {
  return aliasedNode(key, identifierNode(`key${index + 1}`));
}
