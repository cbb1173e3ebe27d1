import type { SqlTranslation } from "../sql/sql.ts";
import type { OwnSql } from "../sodacl/configuration.ts";
import type { CheckedTable } from "./plan.ts";

/** Rewrites SQL of the author's, in the dialect of the source, for the engine. */
export type TranslateSql = (
  text: string,
  form: "statement" | "expression" | "predicate",
) => Promise<Pick<SqlTranslation, "sql" | "error">>;

/** What planning a check can ask for. */
export interface PlanContext {
  readonly table: CheckedTable;
  /** Another table as a check names it, and a filter of it; undefined: there are no data of it. */
  readonly findTable: (name: string, filter: string | undefined) => Promise<CheckedTable | undefined>;
  readonly translate: TranslateSql;
  /** Text of a file that a check names, relative to the manifest; undefined: it can't be read. */
  readonly readText?: (path: string) => Promise<string | undefined>;
  /** What freshness is measured against, where no variable says otherwise. */
  readonly now: Date;
  readonly variables: Readonly<Record<string, string>>;
}

export type Sql = { readonly sql: string } | { readonly error: string };

export async function translated(
  context: PlanContext,
  text: string,
  form: "statement" | "expression" | "predicate",
): Promise<Sql> {
  const { sql, error } = await context.translate(form === "statement" ? withoutTerminator(text) : text, form);
  if (sql === undefined) return { error: error?.message ?? "This SQL can't be run here." };
  return { sql };
}

function withoutTerminator(statement: string): string {
  let text = statement.trimEnd();
  while (text.endsWith(";")) text = text.slice(0, -1).trimEnd();
  return text;
}

/** A query of the author's, in place or in a file. */
export async function translatedQuery(context: PlanContext, { form, text }: OwnSql): Promise<Sql> {
  if (form !== "file") return translated(context, text, "statement");
  const query = await context.readText?.(text);
  if (query === undefined) return { error: `The file \`${text}\` can't be read.` };
  return translated(context, query, "statement");
}

/** Joins conditions with AND, each in parentheses (a trailing comment in one can't reach the next). */
export function allOf(...conditions: readonly (string | undefined)[]): string {
  return conditions.flatMap((each) => (each === undefined ? [] : [`(${each}\n)`])).join(" AND ");
}

/** SELECT of a table's rows that meet the conditions, the table's own included. */
export function selectRows(
  table: CheckedTable,
  what: string,
  ...conditions: readonly (string | undefined)[]
): string {
  const where = allOf(table.where, ...conditions);
  return `SELECT ${what} FROM ${table.relation}${where ? ` WHERE ${where}` : ""}`;
}

/** Rows that meet all conditions. */
export function countWhere(...conditions: readonly (string | undefined)[]): string {
  const condition = allOf(...conditions);
  return condition ? `count(*) FILTER (WHERE ${condition})` : "count(*)";
}
