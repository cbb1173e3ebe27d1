import { EngineError, quoteLiteral, type Engine, type Table } from "../engine/engine.ts";
import { selectRows } from "./context.ts";
import type { CheckedTable, Measured, Measurement } from "./plan.ts";

export interface MeasureOptions {
  readonly signal?: AbortSignal;
  readonly timeoutMilliseconds?: number;
}

/**
 * Runs what checks of a dataset need: all aggregates over its rows in one scan, every other query by itself, equal
 * ones once. A failing measurement leaves the others alone; only cancelling throws.
 * @returns results by the measurement's SQL
 */
export async function measure(
  engine: Engine,
  table: CheckedTable,
  measurements: readonly Measurement[],
  options: MeasureOptions = {},
): Promise<ReadonlyMap<string, Measured>> {
  const results = new Map<string, Measured>();
  const aggregates = new Set(measurements.filter(({ over }) => over === "rows").map(({ sql }) => sql));
  if (aggregates.size > 0) await aggregate(engine, table, [...aggregates], options, results);
  for (const { over, sql, limit = 1 } of measurements) {
    if (over === "rows" || results.has(sql)) continue;
    results.set(sql, await attempt(() => engine.select(sql, { ...options, limit })));
  }
  return results;
}

/** Patterns that the engine can't run, with its reason. */
export async function findUnrunnable(
  engine: Engine,
  patterns: Iterable<string>,
  options: MeasureOptions = {},
): Promise<ReadonlyMap<string, string>> {
  const distinct = [...new Set(patterns)];
  const unrunnable = new Map<string, string>();
  if (distinct.length === 0) return unrunnable;
  const probe = (pattern: string) => `regexp_matches('', ${quoteLiteral(pattern)})`;
  const all = await attempt(() => engine.query(`SELECT ${distinct.map(probe).join(", ")}`, options));
  if (!("error" in all)) return unrunnable;
  for (const pattern of distinct) {
    const one = await attempt(() => engine.query(`SELECT ${probe(pattern)}`, options));
    if ("error" in one) unrunnable.set(pattern, one.error);
  }
  return unrunnable;
}

/** One query for all; where one of them can't run, halves find it. */
async function aggregate(
  engine: Engine,
  table: CheckedTable,
  expressions: readonly string[],
  options: MeasureOptions,
  results: Map<string, Measured>,
): Promise<void> {
  const columns = expressions.map((sql, index) => `${sql} AS m${index}`).join(", ");
  const result = await attempt(() => engine.select(selectRows(table, columns), { ...options, limit: 1 }));
  const [first = "", ...others] = expressions;
  if (!("error" in result)) {
    expressions.forEach((sql, index) => results.set(sql, columnOf(result, index)));
  } else if (others.length === 0 || !result.isolated) {
    for (const sql of [first, ...others]) results.set(sql, result);
  } else {
    const middle = expressions.length >> 1;
    await aggregate(engine, table, expressions.slice(0, middle), options, results);
    await aggregate(engine, table, expressions.slice(middle), options, results);
  }
}

function columnOf({ columns, rows }: Table, index: number): Table {
  return { columns: columns.slice(index, index + 1), rows: rows.map((row) => row.slice(index, index + 1)) };
}

/** A result, or the engine's reason; `isolated`: it lies in the SQL, so other SQL may run. */
async function attempt(
  run: () => Promise<Table>,
): Promise<Table | { readonly error: string; readonly isolated: boolean }> {
  try {
    return await run();
  } catch (error) {
    if (!(error instanceof EngineError) || error.kind === "cancelled") throw error;
    return { error: error.message, isolated: error.kind === "sql" || error.kind === "refused" };
  }
}
