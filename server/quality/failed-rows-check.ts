import type { FailedRowsConfiguration } from "../sodacl/configuration.ts";
import { countWhere, selectRows, translated, translatedQuery, type PlanContext } from "./context.ts";
import type { Measurement, Plan, Settled } from "./plan.ts";
import { numberIn } from "./values.ts";
import { failure, judgeFailingRows } from "./verdict.ts";

/** Rows that a condition or a query of the author's finds, of which there should be none. */
export async function planFailedRows(
  configuration: FailedRowsConfiguration,
  context: PlanContext,
): Promise<Plan | Settled> {
  const { condition, query, samplesLimit } = configuration;
  const found = condition
    ? await translated(context, condition, "predicate")
    : query
      ? await translatedQuery(context, query)
      : { error: "There is neither a `fail condition` nor a `fail query`." };
  if ("error" in found) return { labels: configuration, verdict: failure(found.error) };
  const measurement: Measurement = condition
    ? { over: "rows", sql: countWhere(found.sql) }
    : { over: "itself", sql: `SELECT count(*) FROM (${found.sql}\n)` };
  return {
    labels: configuration,
    measurements: [measurement],
    judge: ([result]) =>
      judgeFailingRows(
        numberIn(result),
        configuration,
        (count) => `${count} ${count === "1" ? "failing row was" : "failing rows were"} found`,
      ),
    failingRows: {
      sql: condition ? selectRows(context.table, "*", found.sql) : found.sql,
      limit: samplesLimit,
    },
  };
}
