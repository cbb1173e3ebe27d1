import type { Severity } from "../text/problem.ts";
import type { OffsetRange } from "../text/range.ts";
import type { FreshnessLine, MetricLine } from "./check-line.ts";
import type { MetricConfiguration, Zones } from "./configuration.ts";
import { metrics } from "./metrics.ts";
import type { ReadCheck } from "./read-check.ts";
import type { SchemaConfiguration } from "./schema-configuration.ts";
import type { Bound, Threshold } from "./threshold.ts";

/** A check that can be read, and yet is refused, or does not do what it seems to. */
export interface Mistake {
  readonly kind: "refused" | "ineffective";
  readonly severity: Severity;
  readonly message: string;
  /** A range of the line, or the configuration key. */
  readonly at: OffsetRange | string;
}

export function findMistakes(check: ReadCheck): readonly Mistake[] {
  switch (check.type) {
    case "metric":
      return [
        ...inThresholds(check.line.threshold, check.configuration, "number"),
        ...inMetric(check.line, check.configuration),
      ];
    case "freshness":
      return [
        ...inThresholds(check.line.threshold, check.configuration, "duration"),
        ...inFreshness(check.line, check.configuration),
      ];
    case "failed rows":
      return inThresholds(undefined, check.configuration, "number");
    case "schema":
      return inSchema(check.configuration);
    default:
      return [];
  }
}

/** Whether nothing says when the check passes. */
export function lacksThreshold(line: MetricLine | FreshnessLine, { warn, fail }: Zones): boolean {
  return !line.threshold && !warn && !fail && !(line.type === "metric" && line.against === "a learnt model");
}

function inThresholds(
  threshold: Threshold | undefined,
  { warn, fail }: Zones,
  kind: "number" | "duration",
): Mistake[] {
  const mistakes: Mistake[] = [];
  const places: [Threshold | undefined, OffsetRange | string][] = [
    [threshold, threshold?.range ?? "warn"],
    [warn, "warn"],
    [fail, "fail"],
  ];
  for (const [each, at] of places) {
    if (!each) continue;
    const wrong = boundsOf(each).find((bound) => bound.kind !== kind && bound.kind !== "variable");
    if (wrong) {
      const message =
        kind === "number"
          ? "This check measures a number, so its threshold must be a number and not a duration."
          : "Freshness is a duration: write the threshold as days, hours and minutes, such as `1d6h`.";
      mistakes.push({ kind: "refused", severity: "error", message, at });
    } else if (each.form === "between" && isBelow(each.high, each.low)) {
      const message = "The lower bound must not be above the upper one.";
      mistakes.push({ kind: "refused", severity: "error", message, at });
    }
  }
  if (threshold && (warn ?? fail)) {
    const at = warn ? "warn" : "fail";
    const message = `\`${at}\` has no effect: the threshold on the check line wins. Remove one of them.`;
    mistakes.push({ kind: "ineffective", severity: "warning", message, at });
  }
  return mistakes;
}

function inMetric(line: MetricLine, configuration: MetricConfiguration): Mistake[] {
  const { metric, threshold, columns, against } = line;
  const shape = metrics.get(metric.name);
  const mistakes: Mistake[] = [];
  if (lacksThreshold(line, configuration)) {
    const message = "This check never says when it passes: add a threshold, or `warn` or `fail` below it.";
    mistakes.push({ kind: "refused", severity: "error", message, at: metric.range });
  }
  const extra = columns[1];
  if (shape?.columns === "one" && extra) {
    const message = `\`${metric.name}\` takes one column; the others are ignored.`;
    mistakes.push({ kind: "ineffective", severity: "warning", message, at: extra.range });
  }
  if (/^invalid_/.test(metric.name) && !definesValidity(configuration) && !against) {
    const message = `\`${metric.name}\` counts nothing until a key such as \`valid regex\` or \`invalid values\` says what is invalid.`;
    mistakes.push({ kind: "ineffective", severity: "hint", message, at: metric.range });
  }
  if (shape?.percent && !against) mistakes.push(...beyondHundred(line, configuration));
  if (!threshold || !shape?.countable || against || mistakes.some(({ at }) => at === threshold.range))
    return mistakes;
  const highest = shape.percent ? 100 : Infinity;
  if (!isSatisfiable(threshold, 0, highest)) {
    const domain = shape.percent ? "between 0 and 100" : "never below 0";
    const message = `This can't ever pass: \`${metric.name}\` is ${domain}.`;
    mistakes.push({ kind: "ineffective", severity: "error", message, at: threshold.range });
  } else if (shape.percent && isFraction(threshold)) {
    const message = `\`${metric.name}\` is measured in percent: this threshold is below 1 %. Add \`%\` if that is meant.`;
    mistakes.push({ kind: "ineffective", severity: "hint", message, at: threshold.range });
  }
  return mistakes;
}

/** Bounds of a percentage that no percentage reaches. */
function beyondHundred({ metric, threshold }: MetricLine, { warn, fail }: Zones): Mistake[] {
  const places: [Threshold | undefined, OffsetRange | string][] = [
    [threshold, threshold?.range ?? metric.range],
    [warn, "warn"],
    [fail, "fail"],
  ];
  return places.flatMap(([each, at]) => {
    const bound = each && boundsOf(each).find((one) => one.kind === "number" && one.value > 100);
    // A threshold on the line that can't be met is said to be so.
    if (!bound || (at === threshold?.range && each && !isSatisfiable(each, 0, 100))) return [];
    const message = `\`${metric.name}\` is never above 100 %, so this bound says nothing; write one from 0 to 100.`;
    return [{ kind: "ineffective" as const, severity: "warning" as const, message, at }];
  });
}

/** Whether a configuration of the check itself says what is valid; a stand-alone file may say it for the column. */
function definesValidity({ validity }: MetricConfiguration): boolean {
  return Object.keys(validity).some((key) => key.startsWith("valid") || key.startsWith("invalid"));
}

function inFreshness(line: FreshnessLine, configuration: MetricConfiguration): Mistake[] {
  const { threshold, column } = line;
  const never =
    "A freshness check fails when the newest row is older than its limit, so it needs `< 1d` or, below it, `fail: when > 1d`.";
  if (lacksThreshold(line, configuration)) {
    return [{ kind: "ineffective", severity: "warning", message: never, at: column.range }];
  }
  if (threshold?.form === "comparison" && threshold.comparator.startsWith(">")) {
    return [
      {
        kind: "ineffective",
        severity: "warning",
        message: `This never fails. ${never}`,
        at: threshold.range,
      },
    ];
  }
  return (["warn", "fail"] as const).flatMap((key) => {
    const zone = configuration[key];
    if (zone?.form !== "comparison" || !zone.comparator.startsWith("<")) return [];
    const message = `\`${key}\` has no effect: only \`when >\` and a duration is looked at in a freshness check.`;
    return [{ kind: "ineffective" as const, severity: "warning" as const, message, at: key }];
  });
}

function inSchema({ warn, fail }: SchemaConfiguration): Mistake[] {
  return [["warn", warn] as const, ["fail", fail] as const].flatMap(([key, validations]) => {
    const wildcard = validations?.required.find((column) => /[%*]/.test(column));
    if (wildcard === undefined) return [];
    const message = `Required columns are compared letter by letter: no column is called \`${wildcard}\`.`;
    return [{ kind: "ineffective" as const, severity: "warning" as const, message, at: key }];
  });
}

function boundsOf(threshold: Threshold): readonly Bound[] {
  return threshold.form === "between" ? [threshold.low, threshold.high] : [threshold.value];
}

function isBelow(one: Bound, other: Bound): boolean {
  return one.kind !== "variable" && other.kind !== "variable" && one.value < other.value;
}

/** Whether some number from `low` to `high` meets the threshold. */
function isSatisfiable(threshold: Threshold, low: number, high: number): boolean {
  if (boundsOf(threshold).some((bound) => bound.kind !== "number")) return true;
  if (threshold.form === "between") {
    return (
      threshold.negated || (Number(valueOf(threshold.high)) >= low && Number(valueOf(threshold.low)) <= high)
    );
  }
  const value = Number(valueOf(threshold.value));
  switch (threshold.comparator) {
    case "<":
      return low < value;
    case "<=":
      return low <= value;
    case ">":
      return high > value;
    case ">=":
      return high >= value;
    case "=":
      return low <= value && value <= high;
    case "!=":
      return true;
  }
}

function isFraction(threshold: Threshold): boolean {
  return boundsOf(threshold).some(
    (bound) => bound.kind === "number" && !bound.percent && bound.value > 0 && bound.value < 1,
  );
}

function valueOf(bound: Bound): number | undefined {
  return bound.kind === "variable" ? undefined : bound.value;
}
