import type { FreshnessLine } from "../sodacl/check-line.ts";
import type { MetricConfiguration } from "../sodacl/configuration.ts";
import type { Bound, Threshold } from "../sodacl/threshold.ts";
import { findColumn } from "./columns.ts";
import { allOf, translated, type PlanContext } from "./context.ts";
import type { Plan, Settled } from "./plan.ts";
import { valueIn } from "./values.ts";
import { failure, type Verdict } from "./verdict.ts";
import { formatDuration } from "./words.ts";

/** Age of the newest row, in milliseconds; no rows are a failure. */
export async function planFreshness(
  line: FreshnessLine,
  configuration: MetricConfiguration,
  context: PlanContext,
): Promise<Plan | Settled> {
  const settle = (verdict: Verdict): Settled => ({ labels: configuration, verdict });
  const column = findColumn(context.table.columns, line.column);
  if ("error" in column) return settle(failure(column.error));
  const now = readNow(line, context);
  if (typeof now !== "number") return settle(now);
  const filter =
    configuration.filter === undefined
      ? undefined
      : await translated(context, configuration.filter, "predicate");
  if (filter && "error" in filter) return settle(failure(filter.error));
  if (column.type !== undefined && !/^(?:DATE|TIMESTAMP)/.test(column.type)) {
    return settle(failure(`\`${column.name}\` holds ${column.type}: freshness needs a date or a timestamp.`));
  }
  const limits = readLimits(line, configuration);
  const condition = allOf(filter?.sql);
  return {
    labels: configuration,
    measurements: [
      { over: "rows", sql: `epoch_us(max(${column.sql})${condition && ` FILTER (WHERE ${condition})`})` },
    ],
    judge: ([newest]) => {
      const microseconds = valueIn(newest);
      if (typeof microseconds !== "number") {
        return {
          outcome: "fail",
          value: null,
          message: `No row has a \`${column.name}\`, so nothing is fresh.`,
        };
      }
      // A date stands for the end of its day.
      const end = column.type === "DATE" ? microseconds + dayInMicroseconds - 1 : microseconds;
      return judgeAge(now - end / 1000, limits, column.name);
    },
  };
}

interface AgeLimits {
  readonly warn?: number;
  readonly fail?: number;
}

function judgeAge(age: number, { warn, fail }: AgeLimits, column: string): Verdict {
  const outcome =
    fail !== undefined && age > fail ? "fail" : warn !== undefined && age > warn ? "warn" : "pass";
  const allowed = [
    fail !== undefined && `fails beyond ${formatDuration(fail)}`,
    warn !== undefined && `warns beyond ${formatDuration(warn)}`,
  ].filter(Boolean);
  const message = `The newest \`${column}\` is ${formatDuration(age)} old; the check ${allowed.join(" and ") || "never fails"}.`;
  return { outcome, value: Math.round(age), message };
}

function readLimits({ threshold }: FreshnessLine, { warn, fail }: MetricConfiguration): AgeLimits {
  if (threshold) return { fail: oldestPassing(threshold) };
  return { warn: warn && oldestOutside(warn), fail: fail && oldestOutside(fail) };
}

/** The age beyond which a threshold on the line fails: it is all that the platform takes from one. */
function oldestPassing(threshold: Threshold): number | undefined {
  if (threshold.form === "between") return durationOf(threshold.negated ? threshold.low : threshold.high);
  return threshold.comparator.startsWith(">") ? undefined : durationOf(threshold.value);
}

/** The age beyond which a condition after `when` holds. */
function oldestOutside(threshold: Threshold): number | undefined {
  if (threshold.form === "between") return durationOf(threshold.negated ? threshold.high : threshold.low);
  return threshold.comparator.startsWith("<") ? undefined : durationOf(threshold.value);
}

function durationOf(bound: Bound): number | undefined {
  return bound.kind === "duration" ? bound.value : undefined;
}

/** Milliseconds since 1970; a verdict when the check's variable holds no time. */
function readNow({ variable }: FreshnessLine, { now, variables }: PlanContext): number | Verdict {
  const name = variable?.name ?? "NOW";
  const text = variables[name];
  if (text === undefined && name === "NOW") return now.getTime();
  if (text === undefined) {
    return {
      outcome: "fail",
      value: null,
      message: `The variable ${name} has no value here, so no age can be told.`,
    };
  }
  return (
    parseTime(text) ?? failure(`The value of ${name}, \`${text}\`, is no time such as 2024-01-31 12:00:00.`)
  );
}

/** ISO 8601 with a blank or `T`; UTC without an offset. */
export function parseTime(text: string): number | undefined {
  const parts = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d(?::\d\d(?:\.\d+)?)?) ?(Z|[+-]\d\d:?\d\d)?)?$/.exec(
    text.trim(),
  );
  if (!parts) return undefined;
  const [, date = "", time = "00:00", zone = "Z"] = parts;
  const milliseconds = Date.parse(`${date}T${time}${zone.replace(/^(...)(\d\d)$/, "$1:$2")}`);
  return Number.isNaN(milliseconds) ? undefined : milliseconds;
}

const dayInMicroseconds = 86_400_000_000;
