import { DuckDBInstance } from "@duckdb/node-api";
import type { DuckDBConnection } from "@duckdb/node-api";
import { beforeAll, describe, expect, test } from "vitest";
import type { SqlDialect } from "../schema/dialect.ts";
import { loadParser } from "./parser.ts";
import type { Parser } from "./parser.ts";
import { sparkMacros } from "./spark/macros.sql.ts";
import type { SqlTranslation, TranslateRequest } from "./sql.ts";
import { translate } from "./translate.ts";

let parser: Parser;
let connection: DuckDBConnection;

beforeAll(async () => {
  parser = await loadParser();
  connection = await (await DuckDBInstance.create(":memory:")).connect();
  await connection.run(sparkMacros(new Date("2024-06-15T10:20:30.123Z")));
});

function translated(text: string, request: Partial<TranslateRequest> = {}): SqlTranslation {
  return translate(parser, { text, dialect: "spark", form: "statement", ...request });
}

async function rows(sql: string | undefined): Promise<unknown> {
  return (await connection.runAndReadAll(sql ?? "")).getRowsJson();
}

test("relations are renamed where they are read, and nowhere else", () => {
  const relations = { orders: '"main"."step orders"', "sales.items": '"lake"."sales"."items"' };
  const { sql } = translated(
    "WITH w AS (SELECT * FROM orders) SELECT orders.id, sales.items.sku, w.orders FROM orders JOIN sales.items ON true JOIN w ON true",
    { relations },
  );
  expect(sql).toBe(
    'WITH "w" AS (SELECT * FROM "main"."step orders" AS "orders") SELECT "orders"."id", "items"."sku", "w"."orders" ' +
      'FROM "main"."step orders" AS "orders" JOIN "lake"."sales"."items" AS "items" ON TRUE JOIN "w" ON TRUE',
  );
});

test("a CTE hides a relation of the same name, but not in its own definition", () => {
  const { sql } = translated("WITH t AS (SELECT * FROM t) SELECT * FROM t", { relations: { t: '"raw"' } });
  expect(sql).toBe('WITH "t" AS (SELECT * FROM "raw" AS "t") SELECT * FROM "t"');
});

describe("only the given relations are read", () => {
  const relations = { orders: '"o"', "crm.raw.orders": '"o"' };
  const at = (text: string, dialect: SqlDialect, form: TranslateRequest["form"] = "statement") =>
    translated(text, { dialect, form, relations });

  test.each<[text: string, name: string]>([
    ["SELECT * FROM ordres", "ordres"],
    ["SELECT * FROM '/etc/passwd'", "/etc/passwd"],
    ['SELECT * FROM orders JOIN "x.csv" ON true', "x.csv"],
    ["SELECT * FROM information_schema.tables", "information_schema.tables"],
    ["SELECT (SELECT max(id) FROM raw.orders) FROM orders", "raw.orders"],
    ["WITH o AS (SELECT * FROM o) SELECT * FROM o", "o"],
    ["SELECT * FROM orders UNION SELECT * FROM others", "others"],
  ])("%s", (text, name) => {
    const start = text.indexOf(name, text.indexOf("FROM"));
    for (const dialect of ["spark", "trino"] as const) {
      const { sql, error } = at(text.replaceAll('"', dialect === "spark" ? "`" : '"'), dialect);
      expect(sql).toBeUndefined();
      expect(error?.message).toBe(`There is no table or view "${name}" here.`);
      const quote = /["']/.test(text[start - 1] ?? "") ? 1 : 0;
      expect(error?.span).toEqual({ start: start - quote, end: start + name.length + quote });
    }
  });

  test("in snippets too, at their place in the snippet", () => {
    expect(at("id IN (SELECT id FROM others)", "trino", "predicate").error).toEqual({
      message: 'There is no table or view "others" here.',
      span: { start: 22, end: 28 },
    });
  });

  test.each([
    ["SELECT * FROM read_csv('/etc/passwd')", "read_csv"],
    ["SELECT * FROM orders JOIN read_text('x') AS t ON true", "read_text"],
    ["SELECT * FROM orders, LATERAL glob('*')", "glob"],
    ["SELECT * FROM TABLE(query('SELECT 1'))", "query"],
    ["SELECT (SELECT count(*) FROM duckdb_settings())", "duckdb_settings"],
  ])("no function reads anything else: %s", (text, name) => {
    expect(at(text, "trino").error?.message).toBe(
      `The function \`${name}\` is not run here; SQL reads tables and views, and nothing else.`,
    );
  });

  test.each([
    "SELECT * FROM orders CROSS JOIN UNNEST(tags) AS t (tag)",
    "SELECT * FROM generate_series(1, 3)",
  ])("rows that are made of values are no matter: %s", (text) =>
    expect(at(text, "trino").error).toBeUndefined(),
  );
});

test("names of relations are found whatever their case, and quotes in new names survive", () => {
  const { sql } = translated("SELECT * FROM `Orders`", { relations: { orders: '"a ""b"""' } });
  expect(sql).toBe('SELECT * FROM "a ""b""" AS "Orders"');
});

test("characters beyond the Basic Multilingual Plane survive", async () => {
  const text = "SELECT '👟' AS `größe 👟`, 名前 -- 👟\nFROM VALUES (1) AS t (名前)";
  expect(await rows(translated(text).sql)).toEqual([["👟", 1]]);
});

test("reserved words and case of names survive", async () => {
  const { sql } = translated("SELECT desc AS `Order`, t.user FROM VALUES (1, 2) AS t (desc, user)");
  expect(await rows(sql)).toEqual([[1, 2]]);
});

test("the clock is the run's", async () => {
  const { sql } = translated(
    "SELECT current_date, current_timestamp() AS n, date_sub(current_date(), 90) AS d",
  );
  expect(await rows(sql)).toEqual([["2024-06-15", "2024-06-15 10:20:30.123", "2024-03-17"]]);
});

test("two analyses of one customer table agree with what Spark would say", async () => {
  const text = `
    WITH activity AS (
      SELECT c.id, max(t.day) AS last_day FROM customers c LEFT JOIN visits t ON cast(c.id AS string) = t.customer GROUP BY c.id
    )
    SELECT CASE WHEN last_day < date_sub(current_date, 90) THEN 'gone' ELSE 'here' END AS state, count(*) AS n
    FROM activity GROUP BY CASE WHEN last_day < date_sub(current_date, 90) THEN 'gone' ELSE 'here' END ORDER BY state`;
  await connection.run("CREATE OR REPLACE TABLE c AS SELECT * FROM (VALUES (1), (2), (3)) AS t (id)");
  await connection.run(
    "CREATE OR REPLACE TABLE v AS SELECT * FROM (VALUES ('1', TIMESTAMP '2024-06-01'), ('2', TIMESTAMP '2024-01-01')) AS t (customer, day)",
  );
  const { sql } = translated(text, { relations: { customers: '"c"', visits: '"v"' } });
  expect(await rows(sql)).toEqual([
    ["gone", "1"],
    ["here", "2"],
  ]);
});

test.each<[dialect: SqlDialect, text: string, expected: unknown]>([
  [
    "trino",
    "SELECT try_cast('x' AS bigint), strpos('abc', 'c'), format_datetime(DATE '2024-01-02', 'yyyy')",
    undefined,
  ],
  ["trino", "SELECT approx_distinct(x), arbitrary(x) FROM (VALUES 1) AS t (x)", [["1", 1]]],
  [
    "bigquery",
    "SELECT IF(true, 1, 2), SAFE_CAST('x' AS INT64), DATE_DIFF(DATE '2024-03-01', DATE '2024-02-01', DAY)",
    [[1, null, "29"]],
  ],
  ["postgres", "SELECT '5'::int + 1, coalesce(NULL, 'a') || 'b'", [[6, "ab"]]],
  [
    "snowflake",
    "SELECT IFF(true, 1, 2), NVL(NULL, 3), DATEADD(day, 1, DATE '2024-01-01')::date",
    [[1, 3, "2024-01-02"]],
  ],
  ["duckdb", "SELECT list_sum([1, 2])", [["3"]]],
])("%s: %s", async (dialect, text, expected) => {
  const { sql, error } = translated(text, { dialect });
  expect(error).toBeUndefined();
  if (expected) expect(await rows(sql)).toEqual(expected);
});

test("snippets stay snippets", () => {
  expect(translated("a / 2", { form: "expression" }).sql).toBe('SPARK_DIVIDE("a", 2)');
  expect(translated("a > 1 AND b", { form: "predicate" }).sql).toBe('"a" > 1 AND "b"');
});

/** The mark is where the error stands, if it has a place. */
test.each([
  ["SELECT a b «c» FROM t", "not expected"],
  ["SELECT * FROM «${{table}}»", "The value of ${{table}} is not known"],
  ["SELECT «soundex»(a) FROM t", "`soundex` has no counterpart"],
  ["SELECT «date_format»(a, b) FROM t", "with these arguments"],
  ["CACHE TABLE t", "not a query"],
  ["CLEAR CACHE", "not a query"],
  ["SELECT 1; SELECT 2", "Only one statement"],
  ["", "no SQL"],
  ["SELECT 2.5BD", "2.5BD"],
  [`SELECT ${"(".repeat(60)}1${")".repeat(60)}`, "too deeply nested"],
  ["SELECT * FROM t «TABLESAMPLE» (10 PERCENT)", "`tablesample` has no counterpart"],
  ["SELECT * FROM t VERSION AS OF 3", "`as of` has no counterpart"],
  ["SELECT «transform»(a, (x, i) -> x + i) FROM t", "with these arguments"],
  ["SELECT «struct»(*) FROM t", "with these arguments"],
  ["SELECT a FROM t WHERE a «LIKE» ANY ('x', 'y')", "with these arguments"],
  ["SELECT «cast»(a AS BINARY) FROM t", "with these arguments"],
  ["SELECT a FROM t WHERE NOT a ILIKE 'x'", "not understood"],
  ["SELECT * FROM «explode»(array(1))", "with these arguments"],
  ["SELECT a FROM t GROUP BY a, b GROUPING SETS ((a), (b))", "with these arguments"],
  ["SELECT * FROM (SELECT a, b FROM t) «PIVOT» (sum(a) FOR b IN ('x'))", "`pivot` has no counterpart"],
])("%s is refused", (text, message) => {
  const sql = text.replace(/[«»]/g, "");
  const { error, sql: written } = translated(sql);
  expect(written).toBeUndefined();
  expect(error?.message).toContain(message);
  const { start, end } = error?.span ?? { start: 0, end: 0 };
  const mark = error?.span ? `${sql.slice(0, start)}«${sql.slice(start, end)}»${sql.slice(end)}` : sql;
  expect(mark).toBe(text);
});

test("a place in a snippet is a place in its own text", () => {
  expect(translated("1 + soundex(a)", { form: "expression" }).error?.span).toEqual({ start: 4, end: 11 });
});
