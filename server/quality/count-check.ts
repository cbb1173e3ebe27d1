import type { FoundColumn } from "./columns.ts";
import { countWhere, selectRows } from "./context.ts";
import type { MetricSetting } from "./metric-setting.ts";
import type { Plan } from "./plan.ts";
import { numberIn } from "./values.ts";
import { patternsOf, valueConditions } from "./validity.ts";
import { judgeValue, percentage } from "./verdict.ts";
import { formatNumber, rows } from "./words.ts";

/** What is counted, and how the values are called after "12 of 1,000 rows have". */
const counted = {
  missing_count: { kind: "missing", noun: "no" },
  missing_percent: { kind: "missing", noun: "no" },
  invalid_count: { kind: "invalid", noun: "an invalid" },
  invalid_percent: { kind: "invalid", noun: "an invalid" },
  valid_count: { kind: "valid", noun: "a valid" },
} as const;

export function isCounted(metric: string): metric is keyof typeof counted {
  return Object.hasOwn(counted, metric);
}

/** Rows whose value of a column is missing, invalid or valid, by number or in percent of all. */
export function planCount(metric: keyof typeof counted, setting: MetricSetting, column: FoundColumn): Plan {
  const { configuration, limits, filter, table } = setting;
  const { kind, noun } = counted[metric];
  const condition = valueConditions(column.sql, configuration.validity)[kind];
  const percent = metric.endsWith("_percent");
  return {
    labels: configuration,
    patterns: patternsOf(configuration.validity),
    measurements: [
      { over: "rows", sql: countValues(column, condition, filter) },
      { over: "rows", sql: countWhere(filter) },
    ],
    judge: ([some, all]) => {
      const count = numberIn(some);
      const total = numberIn(all);
      const value = percent ? percentage(count, total) : count;
      const share = percent ? ` (${formatNumber(value)} %)` : "";
      const measured = `${formatNumber(count)} of ${rows(total)} have ${noun} \`${column.name}\`${share}`;
      return { ...judgeValue(value, limits, () => measured), failing: kind === "valid" ? undefined : count };
    },
    failingRows:
      kind === "valid"
        ? undefined
        : { sql: selectRows(table, "*", filter, condition), limit: configuration.samplesLimit },
  };
}

/** Columns know their NULLs: to count them is much cheaper than to put a condition to every value. */
function countValues({ sql }: FoundColumn, condition: string, filter: string | undefined): string {
  if (filter === undefined && condition === `${sql} IS NULL`) return `count(*) - count(${sql})`;
  return countWhere(filter, condition);
}
