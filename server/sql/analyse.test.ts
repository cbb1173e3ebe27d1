import { beforeAll, expect, test } from "vitest";
import type { SqlDialect } from "../schema/dialect.ts";
import { analyse } from "./analyse.ts";
import { loadParser } from "./parser.ts";
import type { Parser } from "./parser.ts";
import type { SqlAnalysis, SqlRequest } from "./sql.ts";

let parser: Parser;

beforeAll(async () => {
  parser = await loadParser();
});

function analysed(text: string, request: Partial<SqlRequest> = {}): SqlAnalysis {
  return analyse(parser, { text, dialect: "spark", form: "statement", ...request });
}

/** The text with marks around the given places: «x». */
function marked(text: string, places: readonly { readonly start: number; readonly end: number }[]): string {
  return [...places]
    .sort((a, b) => b.start - a.start)
    .reduce(
      (all, { start, end }) => `${all.slice(0, start)}«${all.slice(start, end)}»${all.slice(end)}`,
      text,
    );
}

function unmarked(text: string): string {
  return text.replace(/[«»]/g, "");
}

/** Marks are where the relations stand. */
test.each<[text: string, dialect?: SqlDialect]>([
  ["SELECT 1"],
  ["SELECT * FROM «orders»"],
  ["SELECT o.id FROM «sales.public.orders» AS o"],
  ["SELECT * FROM «`my table`» WHERE x > 1"],
  ["SELECT '👟', a FROM «`laufschuhe 👟`» JOIN «b» ON a = c"],
  ["SELECT * FROM «a», «b» CROSS JOIN «c»"],
  [
    "SELECT * FROM (SELECT * FROM «a») x JOIN (SELECT * FROM «b» WHERE k IN (SELECT k FROM «c»)) y ON x.k = y.k",
  ],
  ["SELECT (SELECT max(v) FROM «a») FROM «b» WHERE EXISTS (SELECT 1 FROM «c»)"],
  ["WITH w AS (SELECT * FROM «a») SELECT * FROM w"],
  ["WITH a AS (SELECT * FROM «a») SELECT * FROM a"],
  ["WITH w AS (SELECT 1), v AS (SELECT * FROM w JOIN «b» ON true) SELECT * FROM v, w"],
  ["SELECT * FROM (WITH w AS (SELECT * FROM «a») SELECT * FROM w) x JOIN «w» ON x.k = w.k"],
  ["WITH w AS (WITH v AS (SELECT * FROM «a») SELECT * FROM v) SELECT * FROM w JOIN «v» ON true"],
  ["WITH RECURSIVE r AS (SELECT 1 AS n UNION ALL SELECT n + 1 FROM r) SELECT * FROM r", "trino"],
  ["WITH w AS (SELECT 1 AS x) SELECT * FROM «lake.w»"],
  ["WITH w AS (SELECT 1 AS x) SELECT x FROM w UNION ALL SELECT x FROM W UNION SELECT x FROM «t»"],
  ["SELECT * FROM «t» LATERAL VIEW explode(items) e AS item"],
  ["SELECT * FROM range(10)"],
  ["FROM «t» SELECT a"],
  ["SELECT * FROM «a» LEFT SEMI JOIN «b» ON a.x = b.x LEFT ANTI JOIN «c» USING (x)"],
  ["INSERT INTO target SELECT * FROM «a»"],
  ["CREATE OR REPLACE TEMPORARY VIEW v AS SELECT * FROM «a»"],
  ["MERGE INTO target t USING «source» s ON t.k = s.k WHEN MATCHED THEN UPDATE SET *"],
  ["CACHE TABLE t"],
  ["CACHE TABLE fresh AS SELECT * FROM «stale»"],
  ["REFRESH TABLE t"],
  ["SET spark.sql.shuffle.partitions = 8"],
  ["SELECT * FROM «t» VERSION AS OF 3"],
  ["SELECT * FROM «`project.data.orders`»", "bigquery"],
  ["SELECT * FROM «data.orders» o, o.items AS i", "bigquery"],
  ["SELECT * FROM «cat.db.orders.snapshots»"],
  ['SELECT * FROM «"Lake"."Orders"» CROSS JOIN UNNEST(items) AS i (item)', "trino"],
  ["SELECT * FROM {{ref}} JOIN «known» ON true"],
  ["SELECT * FROM «t» WHERE day = '${{day}}'"],
])("relations of %s", (text, dialect = "spark") => {
  const { status, relations } = analysed(unmarked(text), { dialect });
  expect(status).toBe("parsed");
  expect(marked(unmarked(text), relations)).toBe(text);
});

test("names of relations have no quotes, and keep their alias", () => {
  const { relations } = analysed("SELECT * FROM cat.`my schema`.t AS x");
  expect(relations).toMatchObject([{ name: ["cat", "my schema", "t"], alias: "x" }]);
  expect(analysed("SELECT * FROM `p.d.t`", { dialect: "bigquery" }).relations).toMatchObject([
    { name: ["p", "d", "t"] },
  ]);
});

test.each<[text: string, columns: readonly string[] | undefined]>([
  ["SELECT a, b.c, s.t.u, x AS y, `q r` FROM t", ["a", "c", "u", "y", "q r"]],
  ["SELECT count(*), a + 1 FROM t", ["COUNT(*)", "a + 1"]],
  ["SELECT * FROM t", undefined],
  ["SELECT t.*, 1 AS one FROM t", undefined],
  ["WITH w AS (SELECT a, b AS c FROM t) SELECT * FROM w", ["a", "c"]],
  ["WITH w (x, y) AS (SELECT a, b FROM t) SELECT w.*, 1 AS z FROM w", ["x", "y", "z"]],
  ["SELECT x.*, y.b FROM (SELECT a FROM t) x JOIN y ON x.a = y.a", ["a", "b"]],
  ["SELECT * FROM (SELECT a FROM t) x JOIN (SELECT b FROM u) y ON x.a = y.b", ["a", "b"]],
  ["SELECT * FROM (SELECT a FROM t) x LEFT SEMI JOIN (SELECT b FROM u) y ON x.a = y.b", ["a"]],
  ["SELECT * FROM (SELECT a FROM t) x JOIN (SELECT a FROM u) y USING (a)", undefined],
  ["SELECT * EXCEPT (b) FROM (SELECT a, b FROM t) x", ["a"]],
  ["SELECT a FROM t UNION ALL SELECT b FROM u", ["a"]],
  ["SELECT * FROM VALUES (1, 2) AS v (k, n)", ["k", "n"]],
  ["SELECT * FROM VALUES (1, 2)", ["col1", "col2"]],
  ["SELECT explode(items) FROM t", undefined],
  ["SELECT explode(items) AS item FROM t", ["item"]],
  ["SELECT posexplode(items) AS (position, item) FROM t", ["position", "item"]],
  ["SELECT * FROM (SELECT a FROM t) x LATERAL VIEW explode(a) e AS item", undefined],
  ["SELECT a, ${{more}} FROM t", undefined],
  ["CACHE TABLE t", undefined],
])("output columns of %s", (text, columns) => {
  expect(analysed(text).columns?.map(({ name }) => name)).toEqual(columns);
});

test("columns stand where they are named", () => {
  const text = "SELECT «a», t.«b», x AS «c» FROM t";
  const places = analysed(unmarked(text)).columns?.flatMap(({ span }) => span ?? []) ?? [];
  expect(marked(unmarked(text), places)).toBe(text);
});

/** Marks are where the functions and operators stand, in order. */
test.each<[text: string, names: readonly string[]]>([
  ["SELECT «count»(*), «Date_Sub»(«current_date», 90) FROM t", ["count", "date_sub", "current_date"]],
  [
    "SELECT a «/» b, a «%» b, a «div» b, «cast»(a AS int), a«[»0], a «||» b FROM t",
    ["/", "%", "div", "cast", "[]", "||"],
  ],
  ["SELECT «ucase»(a), «substr»(a, 1), «locate»('x', a) FROM t", ["ucase", "substr", "locate"]],
  ["SELECT a = 1 AND b <> 2 OR NOT c FROM t AS u (x) WHERE a IN (1, 2)", []],
  ["SELECT «my_function»(a) FROM t", ["my_function"]],
  ["SELECT «row_number»() OVER (PARTITION BY a ORDER BY b) FROM t", ["row_number"]],
])("functions of %s", (text, names) => {
  const { functions } = analysed(unmarked(text));
  expect(functions.map(({ name }) => name)).toEqual(names);
  expect(
    marked(
      unmarked(text),
      functions.flatMap(({ span }) => span ?? []),
    ),
  ).toBe(text);
});

/** Marks are where the error stands. */
test.each<[text: string, message: string]>([
  ["SELECT a b «c» FROM t", '"c" is not expected here.'],
  ["SELECT a«,», b FROM t", '"," is not expected here.'],
  ["SELECT (a «FROM» t", 'Expected ")" before "FROM".'],
  ["SELECT * FROM t «WHERE»", 'The SQL ends after "WHERE", which needs something to follow.'],
  ["SELECT * «FROM»", 'The SQL ends after "FROM", but a table name or a subquery is missing.'],
  ["SELECT a FROM t WHERE x IN (1, «2»", 'The SQL ends after "2", but ")" is missing.'],
  ["SELECT CASE WHEN a THEN b «FROM» t", 'Expected END before "FROM".'],
  ["SELECT cast(a «int») FROM t", 'Expected AS before "int".'],
  ["SELECT «'abc» ", "This text is never closed: its closing quote is missing."],
  ["SELECT '👟' «FROM» WHERE", "The SQL"],
])("syntax error in %s", (text, message) => {
  const { status, error } = analysed(unmarked(text));
  expect(status).toBe("syntax-error");
  expect(error?.message).toContain(message);
});

test.each([
  "SELECT a b «c» FROM t",
  "SELECT '👟', (a «FROM» t",
  "SELECT a FROM t WHERE x IN (1, «2»",
  "SELECT * FROM t «WHERE»",
])("the place of the error in %s", (text) => {
  const { error } = analysed(unmarked(text));
  expect(marked(unmarked(text), error ? [error] : [])).toBe(text);
});

test.each<[why: string, text: string]>([
  ["too deep", `SELECT ${"(".repeat(60)}1${")".repeat(60)}`],
  ["too long a chain", `SELECT ${Array(3000).fill("1").join("+")}`],
  ["beyond the parser's stack", `SELECT ${Array(60_000).fill("1").join("+")}`],
  ["too large", `SELECT '${"x".repeat(300_000)}'`],
  ["template logic", "SELECT {% if x %} a {% endif %} FROM t"],
  ["an error after a placeholder", "SELECT * FROM t WHERE ${{condition}} AND"],
  ["Spark's !", "SELECT * FROM t WHERE !active"],
  ["a WITH clause that the library loses", "WITH w AS (SELECT 1 AS x) (SELECT x FROM w) ORDER BY x"],
])("not analysed: %s", (_, text) => {
  expect(analysed(text)).toMatchObject({ status: "not-analysed", relations: [] });
});

/** Checked against Spark's own parser; those that the library does not know are not analysed, but never wrong. */
test.each([
  "SELECT !a FROM t",
  "SELECT TIMESTAMP_NTZ '2020-01-01 00:00:00'",
  "SELECT 1Y, 2S, 3L, 1.5F, 2.5D, 1E3, X'1C7', r'\\d+'",
  "SELECT INTERVAL 1 DAY 2 HOURS, INTERVAL '1-2' YEAR TO MONTH",
  "SELECT transform(a, (x, i) -> x + i), aggregate(a, 0, (s, x) -> s + x, s -> s * 2) FROM t",
  "SELECT CAST(a AS MAP<STRING, ARRAY<STRUCT<x: INT, y: STRING>>>) FROM t",
  "SELECT SUBSTRING(a FROM 1 FOR 2), TRIM(BOTH 'x' FROM a), POSITION('a' IN b), EXTRACT(DOW FROM d) FROM t",
  "SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY a DESC), lag(a) IGNORE NULLS OVER (ORDER BY b) FROM t",
  "SELECT sum(a) OVER (ORDER BY b RANGE BETWEEN INTERVAL 1 DAY PRECEDING AND CURRENT ROW) FROM t",
  "SELECT a FROM t WHERE a LIKE ANY ('x%', '%y') AND (a, b) IN (SELECT c, d FROM u) AND a IS NOT DISTINCT FROM b",
  "SELECT a, b FROM t GROUP BY a, b GROUPING SETS ((a), (b))",
  "SELECT a FROM t DISTRIBUTE BY b SORT BY a DESC",
  "SELECT * FROM t PIVOT (sum(a) AS s FOR c IN ('x' AS x, 'y'))",
  "SELECT * FROM t UNPIVOT (v FOR k IN (a, b AS bb))",
  "SELECT * FROM t TABLESAMPLE (BUCKET 4 OUT OF 10)",
  "SELECT * FROM a NATURAL FULL OUTER JOIN b LATERAL VIEW OUTER posexplode(x) e AS p, y",
  "SELECT * FROM t FOR SYSTEM_VERSION AS OF 1",
  "SELECT date, type, value, count, first, t.end, t.group_id FROM t",
  "FROM t INSERT INTO x SELECT a INSERT INTO y SELECT b",
  "TABLE t",
  "CREATE TEMPORARY VIEW v USING parquet OPTIONS (path 'x')",
  "CREATE TABLE t USING iceberg PARTITIONED BY (days(ts)) AS SELECT * FROM u",
  "ALTER TABLE t SET TBLPROPERTIES ('a' = 'b')",
  "SET a.b.c = some value with spaces",
  "SET TIME ZONE LOCAL",
  "REFRESH FUNCTION f",
  "MSCK REPAIR TABLE t",
])("no error in %s", (text) => {
  expect(analysed(text).error).toBeUndefined();
});

test.each<[text: string, statements: number]>([
  ["", 0],
  [" ; ", 0],
  ["-- nothing", 0],
  ["SELECT 1;", 1],
  ["SELECT 1; SELECT 2;", 2],
  ["CACHE TABLE t", 1],
  ["CLEAR CACHE", 1],
  ["ADD JAR 'x.jar'", 1],
])("%j has %i statements", (text, statements) => {
  expect(analysed(text)).toMatchObject({ status: "parsed", statements });
});

test.each<[text: string, form: SqlRequest["form"]]>([
  ["{TABLE}.amount / {orders.count}", "expression"],
  ["${TABLE.customer_id} = ${customers.id}", "predicate"],
  ["CASE WHEN {TABLE.amount} > 10 THEN 'big' END", "expression"],
])("Lens snippet %s parses", (text, form) => {
  expect(analysed(text, { dialect: "lens", form })).toMatchObject({ status: "parsed", relations: [] });
});

test("places in a snippet are places in its own text", () => {
  const text = "a > (SELECT «max»(b) FROM t)";
  const { relations, functions } = analysed(unmarked(text), { form: "predicate" });
  expect(
    marked(
      unmarked(text),
      functions.flatMap(({ span }) => span ?? []),
    ),
  ).toBe(text);
  expect(marked(unmarked(text), relations)).toBe("a > (SELECT max(b) FROM «t»)");
  expect(analysed("a > (1 1)", { form: "predicate" }).error).toMatchObject({ start: 7, end: 8 });
});

/** Marks are where the mistake is said to be. */
test.each<[text: string, message: string, dialect?: SqlDialect]>([
  ["SELECT a«,» FROM t", "Nothing follows this comma before FROM; remove it."],
  ["SELECT a FROM t«,» WHERE b", "Nothing follows this comma before WHERE; remove it."],
  ["SELECT a FROM t GROUP BY a«,» HAVING b", "Nothing follows this comma before HAVING; remove it."],
  ["SELECT a «FORM» t", '"FORM" is not expected here; did you mean FROM?'],
  ["«SELCT» a FROM t", '"SELCT" is not expected here; did you mean SELECT?'],
  ["SELECT a FROM t «gruop» BY a", '"gruop" is not expected here; did you mean GROUP?'],
  ["SELECT a FROM t LEFT «JION» u ON b", '"JION" is not expected here; did you mean JOIN?'],
  ["SELECT t.a «max»(b) FROM t", '"max" is not expected here; is a comma missing before it?'],
  ["concat({a}, «{b}»", 'The SQL ends after "{b}", but ")" is missing.', "lens"],
])("the mistake in %s", (text, message, dialect = "spark") => {
  const form = dialect === "lens" ? "expression" : "statement";
  const { error } = analysed(unmarked(text), { dialect, form });
  expect(error?.message).toBe(message);
  expect(marked(unmarked(text), error ? [error] : [])).toBe(text);
});

test.each<[text: string, dialect: SqlDialect]>([
  ["SELECT a, group FROM t", "spark"],
  ["SELECT a, `from` FROM t", "spark"],
  ["SELECT a, FROM t", "bigquery"],
  ["SELECT ${{columns}}, FROM t", "spark"],
])("no comma too much in %s", (text, dialect) => {
  expect(analysed(text, { dialect }).error).toBeUndefined();
});

/** Marks are where columns are named, with the relations that qualify them. */
test.each<[text: string, dialect?: SqlDialect]>([
  ["SELECT «id», «o».«name» FROM orders AS o WHERE «total» > 1"],
  ["SELECT «orders».*, count(DISTINCT «orders».«id») FROM orders"],
  ["WITH big AS (SELECT «id» FROM orders WHERE «total» > 9) SELECT «big».«id» FROM big"],
  ["SELECT «o».«address».city FROM orders o"],
  ["SELECT «`orders`».«`full name`», '👟' FROM orders ORDER BY «id»"],
])("column uses: %s", (text) => {
  const { columnUses } = analysed(unmarked(text));
  const places = columnUses.flatMap(({ start, end, name, qualifier }) => [
    ...(qualifier ? [qualifier] : []),
    ...(name === undefined ? [] : [{ start, end }]),
  ]);
  expect(marked(unmarked(text), places)).toBe(text);
});
