import { describe, expect, test } from "vitest";
import { ownMetrics, readMetricConfiguration } from "./configuration.ts";
import { readCheck } from "./read-check.ts";

test("a metric check's configuration is read key by key", () => {
  const { configuration, problems } = readMetricConfiguration(
    {
      name: 42,
      attributes: { title: "Emails" },
      warn: "when > 5%",
      fail: "when not between 0 and 10",
      filter: " country = 'US' ",
      "samples limit": "20",
      "missing values": ["N/A", "none"],
      "valid regex": "@",
      "valid min length": 3,
      "valid max": "9.5",
      "include null": true,
    },
    "invalid_percent",
  );
  expect(problems).toEqual([]);
  expect(configuration).toMatchObject({
    name: "42",
    title: "Emails",
    warn: { comparator: ">", value: { kind: "number", value: 5, percent: true } },
    fail: { form: "between", negated: true },
    filter: "country = 'US'",
    samplesLimit: 20,
    validity: {
      missingValues: ["N/A", "none"],
      validRegex: "@",
      validMinLength: 3,
      validMax: 9.5,
      includeNull: true,
    },
  });
});

describe("what is wrong with a configuration", () => {
  test.each<[string, Readonly<Record<string, unknown>>, string, boolean]>([
    [
      "unsupported",
      { valid_regex: "x" },
      "This check has no key `valid_regex`; did you mean `valid regex`?",
      true,
    ],
    [
      "unsupported",
      { "valid formats": "email" },
      "This check has no key `valid formats`; did you mean `valid format`?",
      true,
    ],
    ["unsupported", { colour: "red" }, "This check has no key `colour`; remove it.", true],
    [
      "unusable",
      { "valid values": ["1", 2] },
      "The value of `valid values` must be a list of texts or a list of numbers",
      false,
    ],
    ["unusable", { "valid values": "a" }, "The value of `valid values` must be a list.", true],
    ["unusable", { "valid min": "low" }, "The value of `valid min` must be a number.", true],
    ["unusable", { "valid format": "mail" }, "There is no format `mail`.", true],
    ["unusable", { filter: false }, "The value of `filter` must be a text.", true],
    ["unusable", { warn: "> 5" }, "The value of `warn` must be `when`", true],
    [
      "unusable",
      { warn: "when >5" },
      "The condition of `warn` can't be read. A blank is missing here",
      false,
    ],
    [
      "unusable",
      { "surfaces query": "SELECT 1" },
      "`surfaces query` must begin with the metric of the check line, `surface`.",
      false,
    ],
  ])("%s: %j", (kind, values, message, inSchema) => {
    expect(readMetricConfiguration(values, "surface").problems).toEqual([
      { key: Object.keys(values)[0], kind, inSchema, message: expect.stringContaining(message) as string },
    ]);
  });

  test("a filter does nothing beside a metric of the author's own", () => {
    const { configuration, problems } = readMetricConfiguration(
      { "surface expression": "sum(width * height)", filter: "width > 0" },
      "surface",
    );
    expect(configuration.own).toEqual({ form: "expression", text: "sum(width * height)" });
    expect(problems).toMatchObject([{ key: "filter", kind: "ineffective" }]);
  });
});

test("metrics of the author's own are those with an expression, a query or a file", () => {
  const keys = { "a expression": "", "b query": "", "c sql_file": "", "failed rows query": "", name: "" };
  expect(ownMetrics(keys)).toEqual(["a", "b", "c"]);
});

describe("other checks", () => {
  test.each<[string, Readonly<Record<string, unknown>>, string]>([
    ["failed rows", {}, "A failed rows check needs a `fail condition` or a `fail query`."],
    ["schema", {}, "A schema check without `warn` and `fail` checks nothing."],
    [
      "schema",
      { fail: { "when required columns missing": ["a"] } },
      "did you mean `when required column missing`?",
    ],
    [
      "schema",
      { fail: { "with optional columns": ["a"] } },
      "`with optional columns` needs `when mismatching columns`.",
    ],
    [
      "schema",
      { fail: { "when wrong column index": { a: "first" } } },
      "must be a map of columns to whole numbers.",
    ],
    [
      "schema",
      { warn: { "when schema changes": ["column added"] } },
      "must be `any`, or a list of `column add`",
    ],
    ["group by", { query: "SELECT 1", fields: ["a"] }, "A group by check needs `checks`."],
    ["group evolution", {}, "A group evolution check needs `query`."],
    ["values in a must exist in b c", { filter: "a > 1" }, "This check has no key `filter`; remove it."],
  ])("%s %j", (line, configuration, message) => {
    const result = readCheck(line, configuration);
    const messages = "check" in result ? result.check.problems.map((problem) => problem.message) : [];
    expect(messages).toContainEqual(expect.stringContaining(message));
  });
});
