import { bodyOf, identifier, isNode } from "./ast.ts";
import type { Node } from "./ast.ts";
import type { WriteSql } from "./columns.ts";
import { emptySelect, identifierNode, joinNode, star } from "./select.ts";

/** One item of a FROM clause: the first relation, or a join that brings in another. */
export interface FromItem {
  readonly relation: Node;
  readonly join: Node;
}

/** A relation that begins a FROM clause or follows a comma. */
export function commaItem(relation: Node): FromItem {
  return { relation, join: joinNode("Implicit", relation) };
}

/** CTEs in scope, in their order. */
export interface CteScope {
  readonly ctes: readonly Node[];
  readonly recursive: boolean;
}

/** Writes `SELECT <columns> FROM <items>`, with those CTEs in scope that it needs; columns are SQL already. */
export type WriteFrom = (items: readonly FromItem[], columns: readonly string[], scope: CteScope) => string;

/**
 * The sides of many joins share most of their text: each relation, join and CTE is written once and put
 * together from then on.
 */
export function createFromWriter(write: WriteSql): WriteFrom {
  const relationText = memoized((relation: Node) =>
    withoutPrefix(write(selectFrom(relation)), "SELECT * FROM "),
  );
  const joinText = memoized((join: Node) => withoutPrefix(write(selectFrom(probe, join)), "SELECT * FROM p"));
  const cteText = memoized((cte: Node) => {
    const clause = { ctes: [cte], recursive: false, leading_comments: [] };
    const sql = write({ select: { ...emptySelect, expressions: [star], with: clause } });
    return withoutPrefix(sql, "WITH ").slice(0, -" SELECT *".length);
  });
  const tables = memoized(mentionedTables);

  return (items, columns, { ctes, recursive }) => {
    const [first, ...joined] = items;
    const needed = neededCtes(items, ctes, tables);
    const prefix =
      needed.length === 0 ? "" : `WITH ${recursive ? "RECURSIVE " : ""}${needed.map(cteText).join(", ")} `;
    const from = first
      ? relationText(first.relation) + joined.map(({ join }) => joinText(join)).join("")
      : "";
    return `${prefix}SELECT ${columns.join(", ")} FROM ${from}`;
  };
}

/** A relation to join with, so that a join can be written alone. */
const probe: Node = {
  table: {
    name: identifierNode("p"),
    schema: null,
    catalog: null,
    alias: null,
    alias_explicit_as: false,
    column_aliases: [],
    trailing_comments: [],
    when: null,
    only: false,
    final_: false,
    hints: [],
  },
};

function selectFrom(relation: Node, ...joins: readonly Node[]): Node {
  return { select: { ...emptySelect, expressions: [star], from: { expressions: [relation] }, joins } };
}

function withoutPrefix(sql: string, prefix: string): string {
  return sql.startsWith(prefix) ? sql.slice(prefix.length) : sql;
}

/** CTEs that the items mention, and those that these mention in turn, in their order. */
function neededCtes(
  items: readonly FromItem[],
  ctes: readonly Node[],
  tables: (value: Node) => ReadonlySet<string>,
): readonly Node[] {
  const wanted = new Set(items.flatMap(({ relation, join }) => [...tables(relation), ...tables(join)]));
  const needed: Node[] = [];
  for (const cte of ctes.toReversed()) {
    const name = identifier(cte["alias"])?.name.toLowerCase();
    if (name === undefined || !wanted.has(name)) continue;
    needed.unshift(cte);
    for (const table of tables(cte)) wanted.add(table);
  }
  return needed;
}

function mentionedTables(value: Node): ReadonlySet<string> {
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

function memoized<T>(compute: (node: Node) => T): (node: Node) => T {
  const known = new Map<Node, T>();
  return (node) => {
    const value = known.get(node) ?? compute(node);
    known.set(node, value);
    return value;
  };
}
