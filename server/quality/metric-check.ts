import type { MetricLine } from "../sodacl/check-line.ts";
import type { MetricConfiguration } from "../sodacl/configuration.ts";
import { planAggregate } from "./aggregate-check.ts";
import { findColumn } from "./columns.ts";
import { countWhere, translated, type PlanContext } from "./context.ts";
import { isCounted, planCount } from "./count-check.ts";
import { planDuplicates } from "./duplicate-check.ts";
import type { MetricSetting } from "./metric-setting.ts";
import { planOwnMetric } from "./own-metric.ts";
import type { Plan, Settled } from "./plan.ts";
import { valueIn } from "./values.ts";
import { failure, judgeValue, notEvaluated, type Limits } from "./verdict.ts";

/** Checks of a number that a metric, built-in or the author's own, measures. */
export async function planMetric(
  line: MetricLine,
  configuration: MetricConfiguration,
  context: PlanContext,
): Promise<Plan | Settled> {
  const settle = (verdict: Settled["verdict"]): Settled => ({ labels: configuration, verdict });
  if (line.against) return settle(notEvaluated(unavailable[line.against]));
  const limits: Limits = { ...configuration, pass: line.threshold };
  if (!limits.pass && !limits.warn && !limits.fail) {
    return settle(failure("This check has no threshold, so nothing says when it passes."));
  }
  if (configuration.own) return planOwnMetric(line, configuration, configuration.own, limits, context);
  const filter =
    configuration.filter === undefined
      ? undefined
      : await translated(context, configuration.filter, "predicate");
  if (filter && "error" in filter) return settle(failure(filter.error));
  const metric = line.metric.name;
  const setting: MetricSetting = {
    metric,
    line,
    configuration,
    limits,
    filter: filter?.sql,
    table: context.table,
  };
  if (metric === "row_count") return planRowCount(setting);
  return metric.startsWith("duplicate_") ? planDuplicates(setting) : planOfOneColumn(setting);
}

const unavailable = {
  "earlier measurements":
    "This check compares with earlier measurements: it needs history, and there is none here.",
  "a learnt model":
    "This check compares with a model of earlier measurements: it needs history, and there is none here.",
  "a reference distribution":
    "This check compares with a reference distribution: like checks that need history, it is not evaluated here.",
};

function planRowCount({ configuration, limits, filter }: MetricSetting): Plan {
  return {
    labels: configuration,
    measurements: [{ over: "rows", sql: countWhere(filter) }],
    judge: ([count]) =>
      judgeValue(valueIn(count), limits, (value) =>
        value === "1" ? "There is 1 row" : `There are ${value} rows`,
      ),
  };
}

/** The platform takes the first column and ignores others. */
function planOfOneColumn(setting: MetricSetting): Plan | Settled {
  const { metric, line, table, configuration: labels } = setting;
  const [identifier] = line.columns;
  if (!identifier) return { labels, verdict: failure(`There is no column to measure \`${metric}\` of.`) };
  const column = findColumn(table.columns, identifier);
  if ("error" in column) return { labels, verdict: failure(column.error) };
  return isCounted(metric) ? planCount(metric, setting, column) : planAggregate(setting, column);
}
