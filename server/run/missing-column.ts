import { EngineError, quoteLiteral } from "../engine/engine.ts";
import type { SqlText } from "../manifest/model.ts";
import type { SqlRelation } from "../sql/sql.ts";
import type { Session } from "./session.ts";

/** As many of a table's columns as a message names. */
const namedColumns = 12;

/**
 * What is to be said of a column that SQL asks for in vain: which columns its table has, and which sample they come
 * from. Undefined for other errors, and when it can't be told which table is meant.
 */
export async function explainMissingColumn(
  session: Session,
  sql: SqlText,
  relations: Readonly<Record<string, string>>,
  error: unknown,
): Promise<string | undefined> {
  if (!(error instanceof EngineError) || !error.column) return undefined;
  const { name, owner } = error.column;
  const { value: text, dialect, form } = sql;
  const analysis = await session.sql.analyse({ text, dialect, form });
  const table = tableOf(analysis.relations, owner);
  const relation = table && relations[table.name.join(".").toLowerCase()];
  if (table === undefined || relation === undefined) return undefined;
  try {
    const { columns } = await session.engine.query(`FROM ${relation} LIMIT 0`);
    // Then it is asked for where the table is not in scope.
    if (columns.some((column) => column.name.toLowerCase() === name.toLowerCase())) return undefined;
    const names = columns.slice(0, namedColumns).map((column) => column.name);
    const all = columns.length > namedColumns ? [...names, "…"] : names;
    const origin = (await originOf(session, relation)) ?? "it";
    return `"${owner ?? nameOf(table)}" has no column "${name}"; ${origin} has ${all.join(", ")}.`;
  } catch (failed) {
    if (failed instanceof EngineError) return undefined;
    throw failed;
  }
}

/** The table that a name before a column means; without a name, the only table. */
function tableOf(tables: readonly SqlRelation[], owner: string | undefined): SqlRelation | undefined {
  if (owner === undefined) return tables.length === 1 ? tables[0] : undefined;
  return tables.find((table) => nameOf(table).toLowerCase() === owner.toLowerCase());
}

function nameOf({ name, alias }: SqlRelation): string {
  return alias ?? name.at(-1) ?? "";
}

/** Notes for `explainMissingColumn` which sample a view reads. */
export function originNote(relation: string, path: string): string {
  return `COMMENT ON VIEW ${relation} IS ${quoteLiteral(path)}`;
}

async function originOf({ engine }: Session, relation: string): Promise<string | undefined> {
  const name = relation.slice(1, -1).replaceAll('""', '"');
  const { rows } = await engine.query(
    `SELECT comment FROM duckdb_views() WHERE view_name = ${quoteLiteral(name)} AND comment IS NOT NULL`,
  );
  const comment = rows[0]?.[0];
  return typeof comment === "string" ? comment : undefined;
}
