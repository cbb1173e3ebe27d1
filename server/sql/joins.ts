import { bodyOf, expression, identifier, isNode, nodes } from "./ast.ts";
import type { Node } from "./ast.ts";
import { cteColumns, sourceOf } from "./columns.ts";
import type { CteColumns, Source, WriteSql } from "./columns.ts";
import { commaItem, createFromWriter } from "./from-sql.ts";
import type { CteScope, FromItem, WriteFrom } from "./from-sql.ts";
import { conditionsOf, equalities } from "./join-keys.ts";
import { joinSpan } from "./join-span.ts";
import type { Token } from "./parser.ts";
import type { SqlJoin } from "./sql.ts";
import type { SqlDialect } from "../schema/dialect.ts";

export interface JoinOptions {
  readonly dialect: SqlDialect;
  readonly tokens: readonly Token[];
  /** Length of the text: the span of a join without any name in it. */
  readonly length: number;
  readonly write: WriteSql;
}

/** Joins of the outermost SELECT (of each, under a set operation) and of every CTE, in the order SQL runs them. */
export function joinsOf(statement: Node, options: JoinOptions): readonly SqlJoin[] {
  const context = { ...options, writeFrom: createFromWriter(options.write) };
  return queryJoins(statement, { cte: undefined, ctes: [], recursive: false, columns: new Map() }, context);
}

interface JoinContext extends JoinOptions {
  readonly writeFrom: WriteFrom;
}

/** Where a SELECT stands: the CTE it is in, and the CTEs it sees. */
interface Scope extends CteScope {
  readonly cte: string | undefined;
  readonly columns: CteColumns;
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
    ...from.map(commaItem),
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
    commaItem(left),
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
  const { write, writeFrom } = context;
  const written = keys.map((key) => ({ left: write(key.left), right: write(key.right) }));
  const keysOf = (items: readonly FromItem[], side: "left" | "right") =>
    written.length === 0
      ? undefined
      : writeFrom(
          items,
          written.map((key, index) => `${key[side]} AS key${index + 1}`),
          scope,
        );
  return [
    {
      ...joinSpan(join, right.at(-1)?.join ?? join, context.tokens, context.length),
      kind,
      cte: scope.cte,
      right: rightSources[0]?.name ?? "subquery",
      keys: written,
      residual: residual.map((condition) => write(condition)),
      natural: String(join["kind"]).startsWith("Natural") || undefined,
      leftSql: writeFrom(left, ["*"], scope),
      rightSql: writeFrom(right, ["*"], scope),
      leftKeysSql: keysOf(left, "left"),
      rightKeysSql: keysOf(right, "right"),
      resultSql: writeFrom([...left, ...right], ["*"], scope),
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
