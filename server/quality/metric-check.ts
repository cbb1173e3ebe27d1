import type { MetricLine } from "../sodacl/check-line.ts";
import type { MetricConfiguration, Validity } from "../sodacl/configuration.ts";
import { findColumn, type FoundColumn } from "./columns.ts";
import { allOf, countWhere, selectRows, translated, type PlanContext } from "./context.ts";
import { planDuplicates } from "./duplicate-check.ts";
import { planOwnMetric } from "./own-metric.ts";
import type { Plan, Settled } from "./plan.ts";
import { numberIn, valueIn } from "./values.ts";
import { hasNumericFormat, patternsOf, textAsNumber, valueConditions } from "./validity.ts";
import { failure, judgeValue, notEvaluated, percentage, type Limits } from "./verdict.ts";
import { formatNumber, rows } from "./words.ts";

/** Checks of a number that a metric, built-in or the author's own, measures. */
export async function planMetric(
  line: MetricLine,
  configuration: MetricConfiguration,
  context: PlanContext,
): Promise<Plan | Settled> {
  const labels = configuration;
  const settle = (verdict: Settled["verdict"]): Settled => ({ labels, verdict });
  if (line.against) return settle(notEvaluated(unavailable[line.against]));
  const limits: Limits = { ...configuration, pass: line.threshold };
  if (!limits.pass && !limits.warn && !limits.fail) {
    return settle(failure("This check has no threshold, so nothing says when it passes."));
  }
  if (configuration.own) return planOwnMetric(line, configuration, configuration.own, limits, context);
  const metric = line.metric.name;
  const filter = await readFilter(configuration, context);
  if (filter && "error" in filter) return settle(failure(filter.error));
  if (/^duplicate_/.test(metric)) return planDuplicates(line, configuration, limits, filter?.sql, context);
  if (metric === "row_count") return planRowCount(labels, limits, filter?.sql);
  const [identifier] = line.columns;
  if (!identifier) return settle(failure(`There is no column to measure \`${metric}\` of.`));
  const column = findColumn(context.table.columns, identifier);
  if ("error" in column) return settle(failure(column.error));
  const counted = counts[metric];
  if (counted) return planCount(line, configuration, limits, filter?.sql, column, context);
  return planAggregate(line, configuration, limits, filter?.sql, column);
}

const unavailable = {
  "earlier measurements":
    "This check compares with earlier measurements: it needs history, and there is none here.",
  "a learnt model":
    "This check compares with a model of earlier measurements: it needs history, and there is none here.",
  "a reference distribution":
    "This check compares with a reference distribution: like checks that need history, it is not evaluated here.",
};

async function readFilter({ filter }: MetricConfiguration, context: PlanContext) {
  return filter === undefined ? undefined : translated(context, filter, "predicate");
}

function planRowCount(labels: MetricConfiguration, limits: Limits, filter: string | undefined): Plan {
  return {
    labels,
    measurements: [{ over: "rows", sql: countWhere(filter) }],
    judge: ([count]) => judgeValue(valueIn(count), limits, (value) => `There are ${value} rows`),
  };
}

/** What each counted kind of value is called, after "12 of 1,000 rows have". */
const counts: Readonly<
  Record<string, { readonly kind: "missing" | "invalid" | "valid"; readonly noun: string }>
> = {
  missing_count: { kind: "missing", noun: "no" },
  missing_percent: { kind: "missing", noun: "no" },
  invalid_count: { kind: "invalid", noun: "an invalid" },
  invalid_percent: { kind: "invalid", noun: "an invalid" },
  valid_count: { kind: "valid", noun: "a valid" },
};

function planCount(
  line: MetricLine,
  configuration: MetricConfiguration,
  limits: Limits,
  filter: string | undefined,
  column: FoundColumn,
  context: PlanContext,
): Plan {
  const { kind, noun } = counts[line.metric.name] ?? { kind: "valid", noun: "a valid" };
  const condition = valueConditions(column.sql, configuration.validity)[kind];
  const percent = line.metric.name.endsWith("_percent");
  return {
    labels: configuration,
    patterns: patternsOf(configuration.validity),
    measurements: [
      { over: "rows", sql: countWhere(filter, condition) },
      { over: "rows", sql: countWhere(filter) },
    ],
    judge: ([counted, all]) => {
      const count = numberIn(counted);
      const total = numberIn(all);
      const value = percent ? percentage(count, total) : count;
      const share = percent ? ` (${formatNumber(value)} %)` : "";
      const measured = `${formatNumber(count)} of ${rows(total)} have ${noun} \`${column.name}\`${share}`;
      return { ...judgeValue(value, limits, () => measured), failing: kind === "valid" ? undefined : count };
    },
    failingRows:
      kind === "valid"
        ? undefined
        : { sql: selectRows(context.table, "*", filter, condition), limit: configuration.samplesLimit },
  };
}

/** Aggregates of values: SQL by the SQL of the value. */
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

function planAggregate(
  line: MetricLine,
  configuration: MetricConfiguration,
  limits: Limits,
  filter: string | undefined,
  column: FoundColumn,
): Plan | Settled {
  const metric = line.metric.name;
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
