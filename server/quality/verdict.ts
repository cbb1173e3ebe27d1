import type { Zones } from "../sodacl/configuration.ts";
import type { Bound, Threshold } from "../sodacl/threshold.ts";
import { describeLimits, formatNumber } from "./words.ts";

/** `not_evaluated`: there is nothing to judge; `error`: the check could not be read or run. */
export type Outcome = "pass" | "warn" | "fail" | "error" | "not_evaluated";

export interface Verdict {
  readonly outcome: Outcome;
  readonly value: number | string | null;
  /** For a person: what was measured and what the check allows. */
  readonly message: string;
  /** Number of rows at fault, where rows are. */
  readonly failing?: number;
  /** Verdicts on groups of rows (`group by`). */
  readonly groups?: readonly { readonly line: string; readonly name: string; readonly verdict: Verdict }[];
}

/** When a check passes, or when it warns and fails. A threshold on the check line wins over zones. */
export interface Limits extends Zones {
  readonly pass?: Threshold;
}

/** Outcome of a number. */
export function judgeNumber(value: number, { pass, warn, fail }: Limits): "pass" | "warn" | "fail" {
  if (pass) return meets(value, pass) ? "pass" : "fail";
  if (fail && meets(value, fail)) return "fail";
  return warn && meets(value, warn) ? "warn" : "pass";
}

/** Verdict on a measured value, which may be NULL or no number. */
export function judgeValue(
  value: number | string | null,
  limits: Limits,
  describe: (value: string) => string,
): Verdict {
  if (value === null) {
    return { outcome: "not_evaluated", value, message: "There is no value to compare: no row has one." };
  }
  if (typeof value !== "number") {
    return {
      outcome: "error",
      value,
      message: `A number is needed to compare with, and this is \`${value}\`.`,
    };
  }
  const unknown = unknownBound(limits);
  if (unknown) return failure(`The value of ${unknown} is not known here.`);
  const outcome = judgeNumber(value, limits);
  const measured = describe(formatNumber(value));
  return { outcome, value, message: `${measured}; the check ${describeLimits(limits)}.` };
}

/** Verdict on a number of rows of which none should be there, unless zones say otherwise. */
export function judgeFailingRows(count: number, zones: Zones, describe: (count: string) => string): Verdict {
  const zoned = zones.warn !== undefined || zones.fail !== undefined;
  const limits: Limits = zoned ? zones : { pass: zero };
  return { ...judgeValue(count, limits, describe), failing: count };
}

export function failure(message: string): Verdict {
  return { outcome: "error", value: null, message };
}

export function notEvaluated(message: string): Verdict {
  return { outcome: "not_evaluated", value: null, message };
}

/** `part` as percent of `whole`, to two decimals, ties to even; 0 of nothing is 0. */
export function percentage(part: number, whole: number): number {
  if (part === 0 || whole === 0) return 0;
  const percent = (part * 100) / whole;
  // Only odd eighths are ties that a binary number holds exactly.
  if ((percent * 8) % 2 !== 1) return Number(percent.toFixed(2));
  const hundredths = Math.floor(percent * 100);
  return (hundredths % 2 === 0 ? hundredths : hundredths + 1) / 100;
}

const zero: Threshold = {
  form: "comparison",
  comparator: "=",
  value: { kind: "number", value: 0, percent: false },
  range: { start: 0, end: 0 },
};

function meets(value: number, threshold: Threshold): boolean {
  if (threshold.form === "between") {
    const low = numberOf(threshold.low);
    const high = numberOf(threshold.high);
    const inside =
      (threshold.lowIncluded ? value >= low : value > low) &&
      (threshold.highIncluded ? value <= high : value < high);
    return inside !== threshold.negated;
  }
  const bound = numberOf(threshold.value);
  switch (threshold.comparator) {
    case "<":
      return value < bound;
    case "<=":
      return value <= bound;
    case "=":
      return value === bound;
    case ">=":
      return value >= bound;
    case ">":
      return value > bound;
    case "!=":
      return value !== bound;
  }
}

function numberOf(bound: Bound): number {
  return bound.kind === "variable" ? NaN : bound.value;
}

function unknownBound({ pass, warn, fail }: Limits): string | undefined {
  for (const threshold of [pass, warn, fail]) {
    if (!threshold) continue;
    const bounds = threshold.form === "between" ? [threshold.low, threshold.high] : [threshold.value];
    const variable = bounds.find((bound) => bound.kind === "variable");
    if (variable) return variable.text;
  }
  return undefined;
}
