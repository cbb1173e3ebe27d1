import { Cursor, Malformed, type TextProblem } from "./cursor.ts";
import type { OffsetRange } from "../text/range.ts";

/** A condition on a measured number. On a check line it says when the check passes, after `when` when it does not. */
export type Threshold = Comparison | Between;

export interface Comparison {
  readonly form: "comparison";
  readonly comparator: Comparator;
  readonly value: Bound;
  readonly range: OffsetRange;
}

export interface Between {
  readonly form: "between";
  readonly negated: boolean;
  readonly low: Bound;
  readonly high: Bound;
  readonly lowIncluded: boolean;
  readonly highIncluded: boolean;
  readonly range: OffsetRange;
}

export type Comparator = "<" | "<=" | "=" | ">=" | ">" | "!=";

export type Bound =
  | { readonly kind: "number"; readonly value: number; readonly percent: boolean }
  /** In milliseconds. */
  | { readonly kind: "duration"; readonly value: number }
  /** Holds `${…}`, whose value is known only when the check runs. */
  | { readonly kind: "variable"; readonly text: string };

/** Reads the condition after `when` in `warn: when > 5`. Ranges are offsets into the text. */
export function parseThreshold(text: string): { threshold: Threshold } | { problem: TextProblem } {
  const cursor = new Cursor(text);
  try {
    const threshold = readThreshold(cursor);
    cursor.end();
    return { threshold };
  } catch (error) {
    if (error instanceof Malformed) return { problem: error.problem };
    throw error;
  }
}

/** Reads a threshold where the cursor stands; throws `Malformed`. */
export function readThreshold(cursor: Cursor): Threshold {
  const start = cursor.position;
  const negated = cursor.take("not ");
  if (negated || cursor.startsWith("between")) return readBetween(cursor, start, negated);
  const written = cursor.match(/[<>=!]+/y);
  if (written === undefined) {
    cursor.fail("A comparison must stand here: `<`, `<=`, `=`, `>=`, `>`, `!=` or `between … and …`.");
  }
  const comparator = comparators.get(written);
  if (!comparator) {
    const meant = misspelt[written];
    cursor.fail(
      `\`${written}\` is no comparison${meant ? `; write \`${meant}\`` : ""}.`,
      { start, end: cursor.position },
      meant && {
        title: `Change to ${meant}`,
        newText: cursor.text.slice(0, start) + meant + cursor.text.slice(cursor.position),
      },
    );
  }
  cursor.blank();
  const value = readBound(cursor);
  return { form: "comparison", comparator, value, range: { start, end: cursor.position } };
}

/** What people write for `written`, by the habits of programming languages. */
export const misspelt: Readonly<Record<string, Comparator>> = {
  "==": "=",
  "=<": "<=",
  "=>": ">=",
  "===": "=",
};

const comparators: ReadonlyMap<string, Comparator> = new Map([
  ["<", "<"],
  ["<=", "<="],
  ["=", "="],
  [">=", ">="],
  [">", ">"],
  ["!=", "!="],
  ["<>", "!="],
]);

function readBetween(cursor: Cursor, start: number, negated: boolean): Between {
  cursor.expect("between", "`between` must stand here.");
  cursor.blank();
  const lowIncluded = !cursor.take("(");
  if (lowIncluded) cursor.take("[");
  const low = readBound(cursor);
  if (/[,;]|\.\./y.test(cursor.text.slice(cursor.position))) {
    cursor.fail("`and` must stand here, between the two bounds.");
  }
  cursor.blank();
  cursor.expect("and", "`and` must stand here, between the two bounds.");
  cursor.blank();
  const high = readBound(cursor);
  const highIncluded = !cursor.take(")");
  if (highIncluded) cursor.take("]");
  const range = { start, end: cursor.position };
  return { form: "between", negated, low, high, lowIncluded, highIncluded, range };
}

function readBound(cursor: Cursor): Bound {
  const start = cursor.position;
  const grouped = cursor.match(/\d{1,3}(?:,\d{3})+(?!\w)/y);
  if (grouped !== undefined) failGrouped(cursor, start, grouped);
  const text = cursor.match(/[^\s<=>()[\],]+/y) ?? "";
  const number = /^([+-]?(?:\d+\.?\d*|\.\d+)|\d+[eE][+-]?\d+)(%?)$/.exec(text);
  if (number) {
    const percent = number[2] === "%" || cursor.take(" %");
    return { kind: "number", value: Number(number[1]), percent };
  }
  const duration = parseDuration(text);
  if (duration !== undefined) return { kind: "duration", value: duration };
  if (text.includes("${")) return { kind: "variable", text };
  const range = text === "" ? undefined : { start, end: cursor.position };
  const missingUnit = /^(?:\d+[dhm])+\d+$/.test(text);
  cursor.fail(
    missingUnit
      ? `The unit is missing at the end of \`${text}\`: write \`d\`, \`h\` or \`m\` after it.`
      : "A number (or a duration such as `1d6h`) must stand here.",
    range,
  );
}

/** `1,000` */
function failGrouped(cursor: Cursor, start: number, grouped: string): never {
  const number = grouped.replaceAll(",", "");
  cursor.fail(
    "A number must be written without commas.",
    { start, end: cursor.position },
    {
      title: `Change to ${number}`,
      newText: cursor.text.slice(0, start) + number + cursor.text.slice(cursor.position),
    },
  );
}

/** Milliseconds of a duration such as `1d6h30m`. */
export function parseDuration(text: string): number | undefined {
  if (!/^(?:\d+[dhm])+$/.test(text)) return undefined;
  let total = 0;
  for (const [, count, unit] of text.matchAll(/(\d+)([dhm])/g)) {
    total += Number(count) * (unit === "d" ? day : unit === "h" ? hour : minute);
  }
  return total;
}

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
