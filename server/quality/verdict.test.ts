import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseThreshold, type Threshold } from "../sodacl/threshold.ts";
import { judgeNumber, judgeValue, percentage } from "./verdict.ts";

function threshold(text: string): Threshold {
  const result = parseThreshold(text);
  if ("problem" in result) throw new Error(result.problem.message);
  return result.threshold;
}

describe("a threshold on the check line says when the check passes", () => {
  test.each([
    ["< 5", [4.99], [5, 6]],
    ["<= 5", [5], [5.01]],
    ["= 5", [5], [4, 5.0001]],
    ["!= 5", [4], [5]],
    ["<> 5", [4], [5]],
    [">= 5%", [5, 6], [4]],
    ["> -5", [-4], [-5]],
    ["between 1 and 5", [1, 3, 5], [0, 6]],
    ["between (1 and 5)", [1.1, 4.9], [1, 5]],
    ["between (1 and 5]", [5], [1]],
    ["not between 1 and 5", [0, 6], [1, 5]],
    ["not between (1 and 5)", [1, 5], [1.1]],
  ])("%s", (text, passing, failing) => {
    const pass = threshold(text);
    expect(passing.map((value) => judgeNumber(value, { pass }))).toEqual(passing.map(() => "pass"));
    expect(failing.map((value) => judgeNumber(value, { pass }))).toEqual(failing.map(() => "fail"));
  });
});

test("zones say when it does not, and fail comes before warn; a threshold on the line wins", () => {
  const zones = { warn: threshold("> 2"), fail: threshold("> 5") };
  expect([2, 3, 6].map((value) => judgeNumber(value, zones))).toEqual(["pass", "warn", "fail"]);
  expect(judgeNumber(6, { ...zones, pass: threshold("< 10") })).toBe("pass");
});

test.each([
  [null, "not_evaluated", "There is no value to compare"],
  ["abc", "error", "A number is needed"],
  [7, "fail", "It is 7; the check allows less than 5 %."],
  [3, "pass", "It is 3; the check allows less than 5 %."],
  [1234.56789, "fail", "It is 1,234.5679"],
])("a measured %s: %s", (value, outcome, message) => {
  const verdict = judgeValue(value, { pass: threshold("< 5%") }, (measured) => `It is ${measured}`);
  expect(verdict).toMatchObject({ outcome, value, message: expect.stringContaining(message) as string });
});

test.each([
  ["= 0", "allows 0"],
  ["between (1 and 5]", "allows 1 to 5 (without 1)"],
  ["not between 1 and 5", "allows anything but 1 to 5"],
])("%s is said as %j", (text, words) => {
  expect(judgeValue(9, { pass: threshold(text) }, String).message).toContain(words);
});

test("zones are said as well", () => {
  const { message } = judgeValue(9, { warn: threshold("> 2"), fail: threshold(">= 5") }, String);
  expect(message).toBe("9; the check fails when that is at least 5 and warns when that is more than 2.");
});

const bounds = fc.integer({ min: -20, max: 20 });
const thresholds = fc.oneof(
  fc
    .tuple(fc.constantFrom("<", "<=", "=", ">=", ">", "!="), bounds)
    .map(([comparator, bound]) => `${comparator} ${bound}`),
  fc
    .tuple(fc.constantFrom("", "(", "["), fc.constantFrom("", ")", "]"), bounds, bounds)
    .map(
      ([open, close, one, other]) =>
        `between ${open}${Math.min(one, other)} and ${Math.max(one, other)}${close}`,
    ),
);
const opposites: Readonly<Record<string, string>> = {
  "<": ">=",
  "<=": ">",
  "=": "!=",
  ">=": "<",
  ">": "<=",
  "!=": "=",
};

function negate(text: string): string {
  return text.startsWith("between")
    ? `not ${text}`
    : text.replace(/^\S+/, (comparator) => opposites[comparator] ?? "");
}

test("of a check and its negation exactly one passes, and a zone is the negation of a line", () => {
  fc.assert(
    fc.property(thresholds, fc.oneof(bounds, fc.double({ noNaN: true })), (text, value) => {
      const outcome = judgeNumber(value, { pass: threshold(text) });
      expect(judgeNumber(value, { pass: threshold(negate(text)) })).not.toBe(outcome);
      expect(judgeNumber(value, { fail: threshold(negate(text)) })).toBe(outcome);
    }),
  );
});

describe("percentages", () => {
  test.each([
    [0, 0, 0],
    [0, 7, 0],
    [3, 9, 33.33],
    [6, 9, 66.67],
    [40, 320, 12.5],
    [1, 800, 0.12],
    [3, 800, 0.38],
    [7, 7, 100],
  ])("%d of %d are %d", (part, whole, percent) => {
    expect(percentage(part, whole)).toBe(percent);
  });

  test("are the nearest hundredth, and never outside 0 to 100", () => {
    fc.assert(
      fc.property(fc.nat(1_000_000), fc.integer({ min: 1, max: 1_000_000 }), (one, other) => {
        const [part, whole] = [Math.min(one, other), other];
        const percent = percentage(part, whole);
        expect(Math.abs(percent - (100 * part) / whole)).toBeLessThanOrEqual(0.005 + 1e-9);
        expect(percent).toBeGreaterThanOrEqual(0);
        expect(percent).toBeLessThanOrEqual(100);
        expect(Number(percent.toFixed(2))).toBe(percent);
      }),
    );
  });
});
