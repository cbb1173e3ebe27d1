import type { MetricLine } from "../sodacl/check-line.ts";
import type { MetricConfiguration, OwnSql } from "../sodacl/configuration.ts";
import type { Table } from "../engine/engine.ts";
import { translated, translatedQuery, type PlanContext } from "./context.ts";
import type { Measurement, Plan, Settled } from "./plan.ts";
import { toValue } from "./values.ts";
import { failure, judgeValue, type Limits } from "./verdict.ts";

/** A metric of the author's own: an aggregate over the dataset's rows, or a query that yields it. */
export async function planOwnMetric(
  line: MetricLine,
  configuration: MetricConfiguration,
  own: OwnSql,
  limits: Limits,
  context: PlanContext,
): Promise<Plan | Settled> {
  const sql =
    own.form === "expression"
      ? await translated(context, own.text, "expression")
      : await translatedQuery(context, own);
  if ("error" in sql) return { labels: configuration, verdict: failure(sql.error) };
  const failing = configuration.failedRows && (await translatedQuery(context, configuration.failedRows));
  if (failing && "error" in failing) return { labels: configuration, verdict: failure(failing.error) };
  const measurement: Measurement =
    own.form === "expression" ? { over: "rows", sql: `(${sql.sql}\n)` } : { over: "itself", sql: sql.sql };
  return {
    labels: configuration,
    measurements: [measurement],
    judge: ([result]) =>
      judgeValue(lastValue(result), limits, (value) => `\`${line.metric.name}\` is ${value}`),
    failingRows: failing && { sql: failing.sql, limit: configuration.samplesLimit },
  };
}

/** The first row's last value that is not NULL, as the platform takes it; usually there is one column. */
function lastValue(table: Table | undefined): number | string | null {
  const cells = table?.rows[0] ?? [];
  const index = cells.findLastIndex((cell) => cell !== null);
  return index < 0 ? null : toValue(cells[index] ?? null, table?.columns[index]?.type ?? "");
}
