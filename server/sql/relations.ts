import { bodyOf, expression, extent, identifier, isNode, nodes } from "./ast.ts";
import type { Node } from "./ast.ts";
import type { SqlDialect } from "../schema/dialect.ts";
import type { SqlRelation } from "./sql.ts";

/** Tables and views that a statement reads, CTE names left out, in textual order. */
export function relationsOf(statement: Node, dialect: SqlDialect): readonly SqlRelation[] {
  const found: SqlRelation[] = [];
  visitTables(statement, (table) => {
    const relation = toRelation(table, dialect);
    if (relation) found.push(relation);
  });
  const relations = found.sort((a, b) => a.start - b.start);
  return dialect === "bigquery"
    ? relations.filter((relation) => !isArrayColumn(relation, relations))
    : relations;
}

/** BigQuery joins an array with its row: in `FROM orders o, o.items` the second is a column of the first. */
function isArrayColumn({ name }: SqlRelation, relations: readonly SqlRelation[]): boolean {
  const owner = name.length > 1 ? name[0] : undefined;
  return owner !== undefined && relations.some((other) => (other.alias ?? other.name.at(-1)) === owner);
}

/** Calls `enter` with the body of every table that a statement reads and that is not a CTE in scope there. */
export function visitTables(statement: Node, enter: (table: Node) => void): void {
  for (const part of readParts(statement)) visit(part, new Set(), enter);
}

/** Dotted parts of a table's name, without quotes. */
export function tableName(table: Node, dialect: SqlDialect): readonly string[] {
  const parts = [table["catalog"], table["schema"], table["name"]].flatMap(nameParts);
  const only = parts[0];
  // BigQuery quotes the whole path as one: `project.dataset.table`.
  return dialect === "bigquery" && parts.length === 1 && only !== undefined ? only.split(".") : parts;
}

/** More than three parts come as one identifier with dots in it. */
function nameParts(part: unknown): readonly string[] {
  const name = identifier(part)?.name;
  if (name === undefined || !isNode(part)) return [];
  return part["quoted"] === true ? [name] : name.split(".");
}

/** Length of the parts that were put together, and lost their place by that, with the dot behind them. */
function unplacedLength(catalog: unknown): number {
  const found = identifier(catalog);
  return found && !found.span && found.name.includes(".") ? found.name.length + 1 : 0;
}

function toRelation(table: Node, dialect: SqlDialect): SqlRelation | undefined {
  const name = tableName(table, dialect);
  const span = extent([table["catalog"], table["schema"], table["name"]]);
  if (name.length === 0 || !span) return undefined;
  const start = span.start - unplacedLength(table["catalog"]);
  return { name, start, end: span.end, alias: identifier(table["alias"])?.name };
}

function visit(value: unknown, ctes: ReadonlySet<string>, enter: (table: Node) => void): void {
  if (Array.isArray(value)) {
    for (const item of value) visit(item, ctes, enter);
    return;
  }
  if (!isNode(value)) return;
  const table = bodyOf(value, "table");
  if (table) {
    if (!isCte(table, ctes)) enter(table);
    return;
  }
  const body = expression(value)?.body ?? value;
  const inScope = isNode(body["with"]) ? visitWith(body["with"], ctes, enter) : ctes;
  for (const [key, part] of Object.entries(body)) {
    if (key !== "with") visit(part, inScope, enter);
  }
}

/** A CTE sees those before it, and itself when recursive. Returns what the statement after `WITH` sees. */
function visitWith(
  clause: Node,
  outer: ReadonlySet<string>,
  enter: (table: Node) => void,
): ReadonlySet<string> {
  const inScope = new Set(outer);
  for (const cte of nodes(clause["ctes"])) {
    const name = identifier(cte["alias"])?.name.toLowerCase();
    const own =
      clause["recursive"] === true && name !== undefined ? new Set([...inScope, name]) : new Set(inScope);
    visit(cte["this"], own, enter);
    if (name !== undefined) inScope.add(name);
  }
  return inScope;
}

function isCte(table: Node, ctes: ReadonlySet<string>): boolean {
  if (table["schema"] || table["catalog"]) return false;
  const name = identifier(table["name"])?.name.toLowerCase();
  return name !== undefined && ctes.has(name);
}

/** The parts of a statement that read; of a query it is the whole. What a statement writes is not read. */
export function readParts(statement: Node): readonly unknown[] {
  const found = expression(statement);
  if (!found) return [];
  if (queryKinds.has(found.kind)) return [statement];
  const { kind, body } = found;
  const parts = readingParts[kind];
  // The parts of one statement share its WITH clause.
  return parts ? [Object.fromEntries(["with", ...parts].map((part) => [part, body[part]]))] : [];
}

export const queryKinds: ReadonlySet<string> = new Set([
  "select",
  "union",
  "intersect",
  "except",
  "subquery",
  "values",
  "pivot",
  "unpivot",
]);

const readingParts: Readonly<Record<string, readonly string[]>> = {
  insert: ["query", "source"],
  cache: ["query"],
  create_view: ["query"],
  create_table: ["as_select"],
  merge: ["using", "on", "whens"],
  delete: ["where_clause", "using"],
  update: ["from_clause", "where_clause", "set"],
};
