import { expect, test } from "vitest";
import { rangeInFile, spanInSource } from "./place.ts";

const unknown = (column: string): string => `There is no column "${column}" here; there is a, b.`;

test.each([
  [
    "the column that the message names",
    "select a, `nosuch` from t",
    'SELECT "a", "nosuch" FROM "t#1"',
    12,
    unknown("nosuch"),
    "`nosuch`",
  ],
  [
    "not the one that was meant instead",
    "select amout, amount from t",
    'SELECT "amout", "amount" FROM "t#1"',
    7,
    'There is no column "amout" here; did you mean "amount"?',
    "amout",
  ],
  ["whatever its case", "select NoSuch from t", 'SELECT "nosuch" FROM "t#1"', 7, unknown("nosuch"), "NoSuch"],
  [
    "the one of several that stands at the same number",
    "select x, f(x) from t where x = 1",
    'SELECT "x", g("x") FROM "t#1" WHERE "x" = 1',
    34,
    unknown("x"),
    "x",
  ],
  [
    "behind its qualifier",
    "select o.nosuch from t o",
    'SELECT "o"."nosuch" FROM "t#1" AS "o"',
    7,
    'Table "o" does not have a column named "nosuch".',
    "nosuch",
  ],
  [
    "what stands at the offset",
    "select frob(a) from t",
    'SELECT frob("a") FROM "t#1"',
    7,
    "Scalar Function with name frob does not exist.",
    "frob",
  ],
])("finds %s", (_, source, translated, offset, message, expected) => {
  const span = spanInSource(source, translated, offset, message);
  expect(source.slice(span?.start, span?.end)).toBe(expected);
});

test("counts occurrences, so that the third x is the third", () => {
  const source = "select x, f(x) from t where x = 1";
  expect(spanInSource(source, 'SELECT "x", g("x") FROM "t#1" WHERE "x" = 1', 36, unknown("x"))?.start).toBe(
    28,
  );
});

test.each([
  ["without an offset", "select nosuch", "SELECT nosuch", undefined, unknown("nosuch")],
  ["when the name was made by the translation", "select a", "SELECT spark_date(a)", 7, "spark_date fails"],
  [
    "when the name stands only in a text",
    "select 'nosuch', a, a",
    "SELECT 'nosuch', a",
    17,
    unknown("nosuch"),
  ],
])("finds nothing %s", (_, source, translated, offset, message) => {
  expect(spanInSource(source, translated, offset, message)).toBeUndefined();
});

test("a place in a block scalar's SQL becomes a place in the file", () => {
  const text = "sql: |\n    select\n      nosuch\n";
  const source = text.slice(5);
  const sql = {
    dialect: "spark",
    form: "statement",
    value: "select\n  nosuch\n",
    source,
    range: { start: 5, end: text.length },
  } as const;
  const { start, end } = rangeInFile(sql, { start: 9, end: 15 });
  expect(text.slice(start, end)).toBe("nosuch");
  expect(rangeInFile(sql, undefined)).toEqual(sql.range);
});
