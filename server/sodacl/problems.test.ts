import { describe, expect, test } from "vitest";
import type { CheckItem } from "./check-item.ts";
import { checkColumns } from "./columns.ts";
import { sodaProblems } from "./problems.ts";

/** A check as it stands in a file, from its first to its last character. */
function checkIn(text: string, written: string, configuration: CheckItem["configuration"] = {}): CheckItem {
  const start = text.indexOf(written);
  const range = { start, end: start + written.length };
  const value = /^["']/.test(written) ? written.slice(1, -1) : written;
  const ranges = Object.keys(configuration).map((key) => [
    key,
    { start: text.indexOf(key), end: text.length },
  ]);
  return {
    line: { value, range },
    configuration,
    configurationRanges: Object.fromEntries(ranges) as never,
    range,
  };
}

describe("a line that can't be read", () => {
  test.each([
    ["- row_count >  0", "row_count >  0", "- row_count > 0"],
    ["- 'row_count == 0'", "'row_count == 0'", "- 'row_count = 0'"],
    ['- "missing_cuont(a) = 0"', '"missing_cuont(a) = 0"', '- "missing_count(a) = 0"'],
  ])("%s", (text, written, fixed) => {
    const [problem] = sodaProblems(checkIn(text, written), text);
    expect(problem).toMatchObject({ rule: "malformed-check", severity: "error" });
    const [edit] = problem?.fixes?.[0]?.edits ?? [];
    expect(edit && text.slice(0, edit.range.start) + edit.newText + text.slice(edit.range.end)).toBe(fixed);
  });

  test("is marked as a whole, without a fix, where it is written with escapes", () => {
    const text = String.raw`- "row\u005fcount >  0"`;
    const check = checkIn(text, text.slice(2));
    const [problem] = sodaProblems({ ...check, line: { ...check.line, value: "row_count >  0" } }, text);
    expect(problem).toMatchObject({ range: check.line.range });
    expect(problem?.fixes).toBeUndefined();
  });

  test("gets no fix that would need other quotes", () => {
    const text = '- "missing_count(filter) = 0"';
    expect(sodaProblems(checkIn(text, text.slice(2)), text)[0]?.fixes).toBeUndefined();
  });
});

describe("what a check that can be read does not do", () => {
  test.each<[string, Readonly<Record<string, unknown>>, string]>([
    [
      "missing_count(a) < 0",
      {},
      "error ineffective-check: This can't ever pass: `missing_count` is never below 0.",
    ],
    [
      "invalid_percent(a) > 100",
      { "valid min": 1 },
      "error ineffective-check: This can't ever pass: `invalid_percent` is between 0 and 100.",
    ],
    ["missing_percent(a) < 120%", {}, "warning ineffective-check: `missing_percent` is never above 100 %"],
    [
      "missing_percent(a)",
      { fail: "when > 120%" },
      "warning ineffective-check: `missing_percent` is never above",
    ],
    [
      "missing_percent(a)",
      { warn: "when between 90 and 101" },
      "warning ineffective-check: `missing_percent` is",
    ],
    ["duplicate_percent(a) < 0.10", {}, "hint ineffective-check: `duplicate_percent` is measured in percent"],
    [
      "row_count > 0",
      { warn: "when > 27" },
      "warning ineffective-check: `warn` has no effect: the threshold on the check line wins.",
    ],
    ["missing_count(a, b) = 0", {}, "warning ineffective-check: `missing_count` takes one column"],
    ["invalid_count(a) = 0", {}, "hint ineffective-check: `invalid_count` counts nothing until"],
    ["freshness(a) > 1d", {}, "warning ineffective-check: This never fails."],
    ["freshness(a)", { fail: "when < 1d" }, "warning ineffective-check: `fail` has no effect"],
    ["freshness(a) < 5", {}, "error malformed-check: Freshness is a duration"],
    ["row_count > 1d", {}, "error malformed-check: This check measures a number"],
    [
      "row_count between 9 and 3",
      {},
      "error malformed-check: The lower bound must not be above the upper one.",
    ],
    ["missing_count(a)", {}, "error malformed-check: This check never says when it passes"],
    [
      "row_count > 0",
      { "valid values": [1, "2"] },
      "error malformed-check: The value of `valid values` must be",
    ],
    [
      "schema",
      { fail: { "when required column missing": ["%_id"] } },
      "warning ineffective-check: Required columns are compared letter by letter",
    ],
  ])("%s %j", (line, configuration, expected) => {
    const text = `- ${line}: ${Object.keys(configuration).join(" ")}`;
    const problems = sodaProblems(checkIn(text, line, configuration), text);
    expect(problems.map(({ severity, rule, message }) => `${severity} ${rule}: ${message}`)).toEqual([
      expect.stringContaining(expected),
    ]);
  });

  test.each<[string, Readonly<Record<string, unknown>>]>([
    ["row_count > 0", { name: "Rows" }],
    ["invalid_percent(a) < 1%", { "valid format": "email" }],
    ["duplicate_percent(a) < 0.5 %", {}],
    ["missing_percent(a) <= 100%", {}],
    ["missing_count(a) < 120", {}],
    ["change percent for row_count < 150", {}],
    ["missing_count(a)", { fail: "when > 5", warn: "when > ${limit}" }],
    ["freshness(a) < ${limit}", {}],
    ["surface > 5", { "surface expression": "sum(width * height)" }],
    ["anomaly detection for row_count", {}],
    // The manifest's schema speaks of these.
    ["row_count > 0", { valid_regex: "x" }],
    ["attributes", {}],
    ["missing_count({{ column }}) >  0", {}],
  ])("nothing: %s %j", (line, configuration) => {
    expect(sodaProblems(checkIn(`- ${line}`, line, configuration))).toEqual([]);
  });
});

test("columns that a check reads have their places in the file", () => {
  const text = '- values in (city, "zip code") must exist in cities (name, code)';
  const columns = checkColumns(checkIn(text, text.slice(2)), text);
  expect(columns.map(({ name, table, range }) => [text.slice(range.start, range.end), name, table])).toEqual([
    ["city", "city", undefined],
    ['"zip code"', "zip code", undefined],
    ["name", "name", "cities"],
    ["code", "code", "cities"],
  ]);
  expect(checkColumns(checkIn("- sum(a*b) > 0", "sum(a*b) > 0"))).toEqual([]);
  expect(checkColumns(checkIn("- missing_count(${c}) > 0", "missing_count(${c}) > 0"))).toEqual([]);
});
