import { EngineError, quoteLiteral } from "../engine/engine.ts";
import type { SqlText } from "../manifest/model.ts";
import type { SqlRelation } from "../sql/sql.ts";
import { nearest } from "../text/nearest.ts";
import type { Session } from "./session.ts";

/** As many of a table's columns as a message names. */
const namedColumns = 12;

/**
 * What is to be said of a column that SQL asks for in vain: the one that was probably meant, else which columns its table
 * has and which sample they come from. Undefined for other errors, and when nothing is known of the tables.
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
  const candidates = analysis.relations.filter(
    (table) => owner === undefined || nameOf(table).toLowerCase() === owner.toLowerCase(),
  );
  try {
    const tables = await Promise.all(candidates.map((table) => lookUp(session, table, relations)));
    return tables.includes(undefined)
      ? undefined
      : explain(
          name,
          tables.flatMap((table) => table ?? []),
        );
  } catch (failed) {
    if (failed instanceof EngineError) return undefined;
    throw failed;
  }
}

/** A table of a query with the columns that it has. */
interface KnownTable {
  readonly name: string;
  readonly columns: readonly string[];
  /** The sample that it reads. */
  readonly origin?: string | undefined;
}

function explain(name: string, tables: readonly KnownTable[]): string | undefined {
  const all = tables.flatMap((table) => table.columns.map((column) => ({ column, table })));
  // Then it is asked for where the table is not in scope.
  if (all.some(({ column }) => column.toLowerCase() === name.toLowerCase())) return undefined;
  const meant = nearest(
    name,
    all.map(({ column }) => column),
  );
  const [table, ...others] = tables;
  if (!table) return undefined;
  if (others.length > 0) {
    const owner = all.find(({ column }) => column === meant)?.table.name;
    return meant && `There is no column "${name}" here; did you mean "${meant}" of "${owner}"?`;
  }
  const { origin, columns } = table;
  const lacks = `"${table.name}" has no column "${name}"`;
  if (meant !== undefined) return `${lacks}; did you mean "${meant}"${origin ? ` of ${origin}` : ""}?`;
  const names = columns.length > namedColumns ? [...columns.slice(0, namedColumns), "…"] : columns;
  return `${lacks}; ${origin ?? "it"} has ${names.join(", ")}.`;
}

/** Undefined: the table is not one that the step knows, such as a common table expression. */
async function lookUp(
  session: Session,
  table: SqlRelation,
  relations: Readonly<Record<string, string>>,
): Promise<KnownTable | undefined> {
  const relation = relations[table.name.join(".").toLowerCase()];
  if (relation === undefined) return undefined;
  const { columns } = await session.engine.query(`FROM ${relation} LIMIT 0`);
  return {
    name: nameOf(table),
    columns: columns.map((column) => column.name),
    origin: await originOf(session, relation),
  };
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
