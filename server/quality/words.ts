import type { Bound, Threshold } from "../sodacl/threshold.ts";
import type { Limits } from "./verdict.ts";

const numbers = new Intl.NumberFormat("en-US", { maximumFractionDigits: 4 });

export function formatNumber(value: number): string {
  return numbers.format(value);
}

/** "3 rows", "1 row". */
export function rows(count: number): string {
  return `${formatNumber(count)} ${count === 1 ? "row" : "rows"}`;
}

/** "2 days 4 hours", by the two largest units. */
export function formatDuration(milliseconds: number): string {
  const sign = milliseconds < 0 ? "-" : "";
  let seconds = Math.floor(Math.abs(milliseconds) / 1000);
  const parts: string[] = [];
  for (const [unit, size] of units) {
    const count = Math.floor(seconds / size);
    seconds -= count * size;
    if (count > 0) parts.push(`${formatNumber(count)} ${unit}${count === 1 ? "" : "s"}`);
  }
  return sign + (parts.slice(0, 2).join(" ") || "0 seconds");
}

const units = [
  ["day", 86_400],
  ["hour", 3_600],
  ["minute", 60],
  ["second", 1],
] as const;

/** "allows less than 1 %", "fails when that is more than 5 and warns when that is more than 2". */
export function describeLimits({ pass, warn, fail }: Limits): string {
  if (pass) return `allows ${describeThreshold(pass)}`;
  const zones = [
    fail && `fails when that is ${describeThreshold(fail)}`,
    warn && `warns when that is ${describeThreshold(warn)}`,
  ];
  return zones.filter((zone) => zone !== undefined).join(" and ");
}

function describeThreshold(threshold: Threshold): string {
  if (threshold.form === "comparison") {
    const bound = describeBound(threshold.value);
    return `${comparisons[threshold.comparator]}${bound}`;
  }
  const { low, high, lowIncluded, highIncluded, negated } = threshold;
  const ends = [!lowIncluded && describeBound(low), !highIncluded && describeBound(high)].filter(Boolean);
  const without = ends.length > 0 ? ` (without ${ends.join(" and ")})` : "";
  return `${negated ? "anything but " : ""}${describeBound(low)} to ${describeBound(high)}${without}`;
}

const comparisons = {
  "<": "less than ",
  "<=": "at most ",
  "=": "",
  ">=": "at least ",
  ">": "more than ",
  "!=": "anything but ",
};

function describeBound(bound: Bound): string {
  if (bound.kind === "variable") return bound.text;
  if (bound.kind === "duration") return formatDuration(bound.value);
  return formatNumber(bound.value) + (bound.percent ? " %" : "");
}
