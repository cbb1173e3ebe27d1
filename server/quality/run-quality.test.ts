import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { EngineError } from "../engine/engine.ts";
import type { CheckedTable } from "./plan.ts";
import { openTestEngine } from "./testing/engine.ts";
import { runChecks, type WrittenCheck } from "./testing/run.ts";
import { createTable } from "./testing/tables.ts";

const engine = await openTestEngine();
afterAll(() => engine.close());
let customers: CheckedTable;
let cities: CheckedTable;

beforeAll(async () => {
  customers = await createTable(engine, {
    name: "customers",
    columns: [
      { name: "Id", type: "INTEGER" },
      { name: "email", type: "VARCHAR" },
      { name: "city", type: "VARCHAR" },
      { name: "spent", type: "VARCHAR" },
      { name: "n", type: "DECIMAL(9,2)" },
      { name: "joined", type: "TIMESTAMP" },
      { name: "born", type: "DATE" },
    ],
    rows: [
      [1, "ann@example.com", "Bonn", "10 EUR", 1.5, "2024-05-30 12:00:00", "1990-01-01"],
      [2, "bob@example", "Bonn", "2,5 EUR", 2.25, "2024-05-31 00:00:00", "1991-01-01"],
      [3, null, "Köln", "n/a", null, null, null],
      [3, "cy@example.com", null, null, 4, "2024-05-31 18:00:00", "2024-05-31"],
    ],
  });
  cities = await createTable(engine, {
    name: "cities",
    columns: [{ name: "name", type: "VARCHAR" }],
    rows: [["Bonn"], ["Ulm"]],
  });
});

const findTable = (name: string) => Promise.resolve(name === "cities" ? cities : undefined);

describe("what a check says", () => {
  test.each<[WrittenCheck, string, number | null, string]>([
    ["row_count > 3", "pass", 4, "There are 4 rows; the check allows more than 3."],
    ["missing_count(email) = 0", "fail", 1, "1 of 4 rows have no `email`; the check allows 0."],
    [
      "missing_percent(EMAIL) < 5 %",
      "fail",
      25,
      "1 of 4 rows have no `email` (25 %); the check allows less than 5 %.",
    ],
    [
      { "invalid_percent(email) < 1%": { "valid format": "email" } },
      "fail",
      25,
      "1 of 4 rows have an invalid `email` (25 %)",
    ],
    [{ "valid_count(city) = 2": { "valid values": ["Bonn"] } }, "pass", 2, "2 of 4 rows have a valid `city`"],
    ["duplicate_count(id) = 0", "fail", 1, "1 value of `Id` occurs more than once; the check allows 0."],
    [
      "duplicate_percent(id, city) = 0",
      "pass",
      0,
      "0 values of `Id`, `city` occur more than once, 0 % of 4 rows",
    ],
    [
      { "duplicate_count(city) = 0": { filter: "id > 1" } },
      "pass",
      0,
      "0 values of `city` occur more than once",
    ],
    ["duplicate_count(n) = 0", "pass", 0, "0 values of `n` occur more than once"],
    [
      "avg(n) between 2 and 3",
      "pass",
      2.5833333333333335,
      "`avg` of `n` is 2.5833; the check allows 2 to 3.",
    ],
    ["sum(n) = 7.75", "pass", 7.75, "`sum` of `n` is 7.75"],
    ["percentile(n, 0.5) = 2.25", "pass", 2.25, "`percentile` of `n` is 2.25"],
    [{ "sum(spent) = 12.5": { "valid format": "money" } }, "pass", 12.5, "`sum` of `spent` is 12.5"],
    [
      { "missing_count(spent)": { "missing values": ["n/a"], warn: "when > 1", fail: "when > 2" } },
      "warn",
      2,
      "2 of 4 rows have no `spent`; the check fails when that is more than 2",
    ],
    [{ "avg(n) > 0": { filter: "n > 100" } }, "not_evaluated", null, "There is no value to compare"],
    [
      "freshness(joined) < 6h",
      "pass",
      21_600_000,
      "The newest `joined` is 6 hours old; the check fails beyond 6 hours.",
    ],
    ["freshness(born) < 1h", "pass", 0, "The newest `born` is 0 seconds old"],
    [
      { "freshness(joined)": { warn: "when > 1h", fail: "when > 1d" } },
      "warn",
      21_600_000,
      "fails beyond 1 day and warns beyond 1 hour",
    ],
    [
      { "freshness(joined) < 6h": { filter: "FALSE" } },
      "fail",
      null,
      "No row has a `joined`, so nothing is fresh.",
    ],
    [
      { "failed rows": { "fail condition": "n > 2" } },
      "fail",
      2,
      "2 failing rows were found; the check allows 0.",
    ],
    [
      { "failed rows": { "fail query": "SELECT * FROM customers WHERE id = 9;" } },
      "pass",
      0,
      "0 failing rows were found",
    ],
    [
      "values in city must exist in cities name",
      "fail",
      1,
      "1 row has a value of `city` that is not in `cities`",
    ],
    [
      "values in (city) must not exist in cities (name)",
      "fail",
      2,
      "2 rows have a value of `city` that is also in `cities`",
    ],
    ["row_count same as cities", "fail", 2, "There are 4 rows, and `cities` has 2 rows."],
    [{ "spread < 3": { "spread expression": "max(n) - min(n)" } }, "pass", 2.5, "`spread` is 2.5"],
    [{ "spread < 3": { "spread query": "SELECT 7 AS spread" } }, "fail", 7, "`spread` is 7"],
  ])("%j", async (check, outcome, value, message) => {
    const [result] = await runChecks(engine, customers, [check], { findTable });
    expect(result).toMatchObject({ outcome, value, message: expect.stringContaining(message) as string });
  });
});

describe("what can't be run", () => {
  test.each<[WrittenCheck, string]>([
    ["row_count >  0", "This check can't be read. Exactly one blank must stand here."],
    ["missing_count(emial) = 0", "There is no column `emial` here; did you mean `email`?"],
    ["avg(email) > 0", "The check could not be run. "],
    ["max(email) > 0", "A number is needed to compare with, and this is `cy@example.com`."],
    [{ "invalid_count(email) = 0": { "valid regex": "^(?!x).*$" } }, "The pattern can't be run locally: "],
    [{ "invalid_count(email) = 0": { "valid format": "mail" } }, "There is no format `mail`."],
    ["missing_count(email)", "This check has no threshold"],
    ["row_count > ${least}", "The variable least has no value here."],
    ["freshness(email) < 1d", "`email` holds VARCHAR: freshness needs a date or a timestamp."],
    ["values in city must exist in towns name", "There are no sample data of the table `towns`."],
    ["values in city must exist in cities title", "`cities`: There is no column `title` here"],
    [{ "failed rows": { "fail query": "DROP TABLE customers" } }, "The check could not be run. "],
    [{ "failed rows": { "fail condition": "TRUE) OR (nosuch" } }, "The check could not be run. "],
    [{ "spread < 3": { "spread sql_file": "spread.sql" } }, "The file `spread.sql` can't be read."],
  ])("%j", async (check, message) => {
    const [result] = await runChecks(engine, customers, [check], { findTable });
    expect(result).toMatchObject({
      outcome: "error",
      message: expect.stringContaining(message) as string,
    });
  });

  test.each([
    "change for row_count < 5",
    "anomaly detection for row_count",
    "distribution_difference(n) > 0.05",
  ])("%s needs history", async (check) => {
    const [result] = await runChecks(engine, customers, [check]);
    expect(result).toMatchObject({
      outcome: "not_evaluated",
      message: expect.stringContaining("history") as string,
    });
  });

  test("one check that can't run leaves the others alone", async () => {
    const results = await runChecks(engine, customers, [
      "row_count = 4",
      "avg(email) > 0",
      { "row_count = 1": { filter: "nosuch > 1" } },
      "missing_count(city) = 1",
      "sum(city) > 0",
    ]);
    expect(results.map(({ outcome }) => outcome)).toEqual(["pass", "error", "error", "pass", "error"]);
  });

  test("a dataset filter that can't be translated keeps all but the schema from running", async () => {
    const translate = () => Promise.resolve({ error: { message: "No such function." } });
    const schema = { schema: { fail: { "when required column missing": ["city"] } } };
    const results = await runChecks(engine, customers, ["row_count > 0", schema], {
      where: "f(x)",
      translate,
    });
    expect(results.map(({ outcome, message }) => [outcome, message])).toEqual([
      ["error", "No such function."],
      ["pass", "The 7 columns are as they should be."],
    ]);
  });

  test("cancelling rejects", async () => {
    const select = () => Promise.reject(new EngineError("cancelled", "Cancelled."));
    const running = runChecks({ ...engine, select }, customers, ["row_count > 0"]);
    await expect(running).rejects.toMatchObject({ kind: "cancelled" });
  });
});

describe("queries", () => {
  test("all aggregates of a dataset share one scan, whatever their filters", async () => {
    const before = engine.statements.length;
    await runChecks(
      engine,
      customers,
      [
        "row_count > 0",
        "missing_count(email) < 9",
        "missing_percent(email) < 90",
        { "invalid_count(email) < 9": { "valid format": "email", filter: "city = 'Bonn'" } },
        "avg(n) > 0",
        "freshness(joined) < 90d",
        { "failed rows": { "fail condition": "n > 100" } },
        { "spread < 3": { "spread expression": "max(n) - min(n)" } },
      ],
      { where: "id < 100" },
    );
    expect(engine.statements.slice(before)).toHaveLength(1);
  });

  test("filters join with the dataset's, each in parentheses", async () => {
    const filtered = { "row_count = 1": { filter: "city IS NULL OR id = 1 -- or so" } };
    const [result] = await runChecks(engine, customers, [filtered], { where: "id = 1 OR id = 2" });
    expect(result).toMatchObject({ outcome: "pass", value: 1 });
  });

  test("SQL of the author's is translated, and variables are filled in first", async () => {
    const translated: string[] = [];
    const translate = (sql: string, form: string) => {
      translated.push(`${form}: ${sql}`);
      return Promise.resolve({ sql: sql.replace("my_filter", "id > 1") });
    };
    const checks = [{ "row_count > ${least}": { name: "At least ${least}", filter: "${which}" } }];
    const variables = { least: "2", which: "my_filter" };
    const [result] = await runChecks(engine, customers, checks, { translate, variables });
    expect(translated).toEqual(["predicate: my_filter"]);
    expect(result).toMatchObject({
      line: "row_count > ${least}",
      name: "At least 2",
      outcome: "pass",
      value: 3,
    });
  });
});

describe("failing rows", () => {
  test.each<[WrittenCheck, number, readonly number[]]>([
    ["missing_count(email) = 0", 1, [3]],
    [{ "invalid_count(email) = 0": { "valid format": "email" } }, 1, [2]],
    ["duplicate_count(id) = 0", 2, [3, 3]],
    [{ "failed rows": { "fail condition": "n > 1", "samples limit": 2 } }, 3, [1, 2]],
    [{ "failed rows": { "fail query": "SELECT id FROM customers WHERE id > 1" } }, 3, [2, 3, 3]],
    ["values in city must exist in cities name", 1, [3]],
    [{ "missing_count(email) = 0": { "samples limit": 0 } }, 1, []],
    [{ "two = 3": { "two query": "SELECT 2", "failed rows query": "SELECT 9 AS id" } }, 1, [9]],
  ])("%j", async (check, count, ids) => {
    const [result] = await runChecks(engine, customers, [check], { findTable });
    expect(result?.failedRows?.count).toBe(count);
    expect(result?.failedRows?.rows.map(([id]) => id)).toEqual(ids);
  });

  test("are not looked for where a check passes, unless asked to", async () => {
    const checks = ["missing_count(email) < 5"];
    expect((await runChecks(engine, customers, checks))[0]?.failedRows).toBeUndefined();
    expect((await runChecks(engine, customers, checks, { samplePassing: true }))[0]?.failedRows?.count).toBe(
      1,
    );
  });
});

test("a group by is followed by its groups", async () => {
  const results = await runChecks(engine, customers, [
    {
      "group by": {
        query: "SELECT city, count(*) AS people FROM customers GROUP BY city ORDER BY city",
        fields: ["city"],
        checks: [{ people: { name: "People", warn: "when = 1", fail: "when > 1" } }],
      },
    },
  ]);
  expect(results.map(({ name, outcome, value }) => [name, outcome, value])).toEqual([
    ["group by", "fail", null],
    ["People [Bonn]", "fail", 2],
    ["People [Köln]", "warn", 1],
    ["People [None]", "warn", 1],
  ]);
});

test("a group evolution names groups that are missing or must not be there", async () => {
  const query = "SELECT DISTINCT city FROM customers";
  const [result] = await runChecks(engine, customers, [
    {
      "group evolution": {
        query,
        fail: { "when required group missing": ["Ulm"] },
        warn: { "when forbidden group present": ["K%"] },
      },
    },
  ]);
  expect(result).toMatchObject({ outcome: "fail", message: "`Ulm` is missing; `Köln` must not be there." });
});

test("unsupported keys are skipped, as on the platform, and said", async () => {
  const [result] = await runChecks(engine, customers, [{ "row_count > 0": { colour: "red" } }]);
  expect(result).toMatchObject({
    outcome: "pass",
    message: expect.stringContaining("no key `colour`") as string,
  });
});
