import { EngineError } from "../engine/engine.ts";
import type { Engine, QueryOptions } from "../engine/engine.ts";
import type { SqlJoin } from "../sql/sql.ts";
import type { JoinFigures } from "./results.ts";

/** Rows of a join's result that are kept to be shown. */
const shownRows = 20;

/** The first rows of what a join makes; undefined where they can't be had, which spoils no figure. */
export async function firstJoinedRows(
  engine: Engine,
  relation: string,
  options: QueryOptions,
): Promise<JoinFigures["firstRows"]> {
  try {
    const { columns, rows } = await engine.query(`FROM ${relation} LIMIT ${shownRows}`, options);
    return { columns, rows };
  } catch (error) {
    if (error instanceof EngineError && error.kind !== "cancelled") return undefined;
    throw error;
  }
}

/** Names by which the condition of a join can speak of its left side: those of all relations joined so far. */
export function aliasesOf(join: SqlJoin, joins: readonly SqlJoin[]): readonly string[] {
  const before = joins.find((other) => other !== join && other.resultSql === join.leftSql);
  if (before) return [...aliasesOf(before, joins), before.right];
  return [lastName(join.leftSql)];
}

/**
 * From `SELECT * FROM …`, a query that gives each row a number and each of its relations as one structure, so that
 * `o.id` still means what it did when the rows stand in a table.
 */
export function selectingRows(selectAll: string, aliases: readonly string[]): string {
  const star = starOf(selectAll);
  const items = [
    "row_number() OVER (ORDER BY 1) AS row_id",
    ...aliases.map((alias) => `\`${alias}\` AS \`${alias}\``),
  ];
  return selectAll.slice(0, star) + items.join(", ") + selectAll.slice(star + 1);
}

/** The alias of the only relation, or else its name: what stands last. */
function lastName(selectAll: string): string {
  return /[`"]?([\p{L}\p{N}_$]+)[`"]?\s*$/u.exec(selectAll)?.[1] ?? "left";
}

/** Where the star of the outermost SELECT stands: the first outside parentheses and quotes. */
function starOf(sql: string): number {
  let depth = 0;
  for (let index = 0; index < sql.length; index++) {
    const character = sql[index] ?? "";
    if ("'\"`".includes(character)) index = closing(sql, index, character);
    else if (character === "(") depth++;
    else if (character === ")") depth--;
    else if (character === "*" && depth === 0) return index;
  }
  return sql.length;
}

function closing(sql: string, start: number, quote: string): number {
  const end = sql.indexOf(quote, start + 1);
  return end < 0 ? sql.length : end;
}
