import type { Validity } from "../sodacl/configuration.ts";
import type { FoundColumn } from "./columns.ts";
import { allOf } from "./context.ts";
import type { MetricSetting } from "./metric-setting.ts";
import type { Plan, Settled } from "./plan.ts";
import { valueIn } from "./values.ts";
import { hasNumericFormat, patternsOf, textAsNumber, valueConditions } from "./validity.ts";
import { failure, judgeValue } from "./verdict.ts";

/** Aggregates of a column's values: SQL by the SQL of the value. */
const aggregates: Readonly<Record<string, (value: string, fraction: number) => string>> = {
  avg: (value) => `avg(${value})`,
  sum: (value) => `sum(${value})`,
  min: (value) => `min(${value})`,
  max: (value) => `max(${value})`,
  avg_length: (value) => `avg(length(${value}))`,
  min_length: (value) => `min(length(${value}))`,
  max_length: (value) => `max(length(${value}))`,
  stddev: (value) => `stddev(${value})`,
  stddev_pop: (value) => `stddev_pop(${value})`,
  stddev_samp: (value) => `stddev_samp(${value})`,
  variance: (value) => `variance(${value})`,
  var_pop: (value) => `var_pop(${value})`,
  var_samp: (value) => `var_samp(${value})`,
  percentile: (value, fraction) => `quantile_disc(${value}, ${fraction})`,
};

/** Averages, extremes, lengths and the like, of values that are neither missing nor invalid. */
export function planAggregate(setting: MetricSetting, column: FoundColumn): Plan | Settled {
  const { metric, line, configuration, limits, filter } = setting;
  const aggregate = aggregates[metric];
  if (!aggregate) return { labels: configuration, verdict: failure(`There is no metric \`${metric}\`.`) };
  const value = valueExpression(column, configuration.validity, filter);
  return {
    labels: configuration,
    patterns: patternsOf(configuration.validity),
    measurements: [{ over: "rows", sql: aggregate(value, line.fraction ?? 0.5) }],
    judge: ([measured]) =>
      judgeValue(valueIn(measured), limits, (number) => `\`${metric}\` of \`${column.name}\` is ${number}`),
  };
}

/** The column's values that count: neither filtered out nor missing nor invalid, as numbers where a format says so. */
function valueExpression(column: FoundColumn, validity: Validity, filter: string | undefined): string {
  const { valid, configured } = valueConditions(column.sql, validity);
  const condition = allOf(configured ? valid : undefined, filter);
  const value = condition ? `CASE WHEN ${condition} THEN ${column.sql} END` : column.sql;
  return hasNumericFormat(validity) ? textAsNumber(value, "CAST") : value;
}
