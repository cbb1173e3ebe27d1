import { expression, identifier, isNode, nodes } from "./ast.ts";
import type { Node } from "./ast.ts";
import type { SqlColumn } from "./sql.ts";

/** Columns of the CTEs in scope, by name in lower case; undefined where the text does not tell. */
export type CteColumns = ReadonlyMap<string, readonly SqlColumn[] | undefined>;

/** Writes an expression as SQL: the name of a column that has none. */
export type WriteSql = (expression: Node) => string;

/**
 * Output columns of a query in order. A `*` is followed into CTEs and subqueries; undefined when it, or a
 * generator without names, leaves them open.
 */
export function outputColumns(
  query: Node,
  write: WriteSql,
  outer: CteColumns = new Map(),
): readonly SqlColumn[] | undefined {
  const found = expression(query);
  if (!found) return undefined;
  const { kind, body } = found;
  const ctes = isNode(body["with"]) ? cteColumns(body["with"], write, outer) : outer;
  if (kind === "select") return selectColumns(body, write, ctes);
  if (kind === "subquery") {
    return renamed(
      isNode(body["this"]) ? outputColumns(body["this"], write, ctes) : undefined,
      body["column_aliases"],
    );
  }
  if (setOperations.has(kind) && isNode(body["left"])) return outputColumns(body["left"], write, ctes);
  if (kind === "values") return valuesColumns(body);
  return undefined;
}

/** Columns that a `WITH` clause's CTEs have, together with those of the scope around it. */
export function cteColumns(clause: Node, write: WriteSql, outer: CteColumns): CteColumns {
  const columns = new Map(outer);
  for (const cte of nodes(clause["ctes"])) {
    const name = identifier(cte["alias"])?.name.toLowerCase();
    if (name === undefined) continue;
    if (clause["recursive"] === true) columns.set(name, undefined);
    const own = isNode(cte["this"]) ? outputColumns(cte["this"], write, columns) : undefined;
    columns.set(name, renamed(own, cte["columns"]));
  }
  return columns;
}

/** What a relation of a FROM clause is called there, and its columns where the text tells. */
export interface Source {
  readonly name: string | undefined;
  readonly columns: readonly SqlColumn[] | undefined;
}

export function sourceOf(relation: unknown, write: WriteSql, ctes: CteColumns): Source {
  const found = expression(relation);
  if (!found) return { name: undefined, columns: undefined };
  const { kind, body } = found;
  if (kind === "table") {
    const own = identifier(body["name"])?.name;
    const known = own === undefined || body["schema"] ? undefined : ctes.get(own.toLowerCase());
    return { name: identifier(body["alias"])?.name ?? own, columns: renamed(known, body["column_aliases"]) };
  }
  const name = identifier(body["alias"])?.name;
  if (kind === "subquery" && isNode(relation)) return { name, columns: outputColumns(relation, write, ctes) };
  if (kind === "values") return { name, columns: valuesColumns(body) };
  return { name, columns: undefined };
}

const setOperations: ReadonlySet<string> = new Set(["union", "intersect", "except"]);

function selectColumns(select: Node, write: WriteSql, ctes: CteColumns): readonly SqlColumn[] | undefined {
  const columns: SqlColumn[] = [];
  for (const item of nodes(select["expressions"])) {
    const found = itemColumns(item, select, write, ctes);
    if (!found) return undefined;
    columns.push(...found);
  }
  return columns;
}

function itemColumns(
  item: Node,
  select: Node,
  write: WriteSql,
  ctes: CteColumns,
): readonly SqlColumn[] | undefined {
  const found = expression(item);
  if (!found) return undefined;
  const { kind, body } = found;
  if (kind === "star") return starColumns(body, select, write, ctes);
  if (kind === "alias") {
    const aliases = nodes(body["column_aliases"]);
    return aliases.length > 0 ? named(aliases) : named([body["alias"]]);
  }
  if (kind === "column") return named([body["name"]]);
  if (kind === "dot") return named([body["field"]]);
  if (isGenerator(item)) return undefined;
  return [{ name: write(item) }];
}

function starColumns(
  star: Node,
  select: Node,
  write: WriteSql,
  ctes: CteColumns,
): readonly SqlColumn[] | undefined {
  if (star["replace"] || star["rename"]) return undefined;
  const sources = fromSources(select, write, ctes);
  const qualifier = identifier(star["table"])?.name.toLowerCase();
  const starred =
    qualifier === undefined ? sources : sources?.filter(({ name }) => name?.toLowerCase() === qualifier);
  if (!starred || starred.length === 0) return undefined;
  const dropped = new Set(nodes(star["except"]).map((name) => identifier(name)?.name.toLowerCase()));
  const columns: SqlColumn[] = [];
  for (const source of starred) {
    if (!source.columns) return undefined;
    // Where the name was given is elsewhere in the text: the star itself is no place to point at.
    columns.push(...source.columns.filter(({ name }) => !dropped.has(name.toLowerCase())));
  }
  return columns;
}

/** Sources whose columns `*` lists; undefined when joins merge columns or generators add some. */
function fromSources(select: Node, write: WriteSql, ctes: CteColumns): readonly Source[] | undefined {
  const joins = nodes(select["joins"]);
  const merges = ({ using, kind }: Node) => nodes(using).length > 0 || String(kind).startsWith("Natural");
  if (nodes(select["lateral_views"]).length > 0 || joins.some(merges)) return undefined;
  const from = isNode(select["from"]) ? nodes(select["from"]["expressions"]) : [];
  const visible = joins.filter(({ kind }) => !/Semi|Anti/.test(String(kind)));
  return [...from, ...visible.map((join) => join["this"])].map((relation) => sourceOf(relation, write, ctes));
}

function valuesColumns(values: Node): readonly SqlColumn[] | undefined {
  const aliases = named(nodes(values["column_aliases"]));
  if (aliases && aliases.length > 0) return aliases;
  const width = nodes(nodes(values["expressions"])[0]?.["expressions"]).length;
  return Array.from({ length: width }, (_, index) => ({ name: `col${index + 1}` }));
}

function renamed(
  columns: readonly SqlColumn[] | undefined,
  aliases: unknown,
): readonly SqlColumn[] | undefined {
  const names = named(nodes(aliases));
  return names && names.length > 0 ? names : columns;
}

function named(identifiers: readonly unknown[]): readonly SqlColumn[] | undefined {
  const columns: SqlColumn[] = [];
  for (const value of identifiers) {
    const found = identifier(value);
    if (!found) return undefined;
    columns.push(found.span ? { name: found.name, span: found.span } : { name: found.name });
  }
  return columns;
}

/** Functions that give several columns, or one with a name of its own. */
function isGenerator(item: Node): boolean {
  const found = expression(item);
  if (!found) return false;
  const name = found.kind === "function" ? String(found.body["name"]).toLowerCase() : found.kind;
  return /^(pos)?explode(_outer)?$|^inline(_outer)?$|^stack$|^json_tuple$|^unnest$/.test(name);
}
