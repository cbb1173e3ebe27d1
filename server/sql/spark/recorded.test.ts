import { DuckDBInstance } from "@duckdb/node-api";
import type { DuckDBConnection } from "@duckdb/node-api";
import { beforeAll, expect, test } from "vitest";
import { loadParser } from "../parser.ts";
import type { Parser } from "../parser.ts";
import { translate } from "../translate.ts";
import cases from "./cases.json" with { type: "json" };
import { approximations, exactFunctions } from "./fidelity.ts";
import { sparkMacros } from "./macros.sql.ts";
import recorded from "./spark.recorded.json" with { type: "json" };

/** What `record.py` wrote: rows as JSON, with types in Spark's spelling, or the class of Spark's refusal. */
interface Answer {
  readonly types?: readonly string[];
  readonly rows?: readonly (readonly unknown[])[];
  readonly error?: string;
}

const answers: Readonly<Record<string, Answer>> = recorded.answers;
const casesByFunction: Readonly<Record<string, readonly string[]>> = cases;

/** Clauses of a query rather than functions. */
const clauses = "query";

/** Approximate for what no recording can show: order, chance, and sizes beyond a few rows. */
const sameWithinCases: ReadonlySet<string> = new Set([
  "any_value",
  "approx_count_distinct",
  "approx_percentile",
  "collect_list",
  "collect_set",
  "first",
  "get_json_object",
  "last",
  "rand",
]);

let parser: Parser;
let connection: DuckDBConnection;

beforeAll(async () => {
  parser = await loadParser();
  connection = await (await DuckDBInstance.create(":memory:")).connect();
  await connection.run("SET TimeZone = 'UTC'");
  await connection.run(sparkMacros(new Date("2024-06-15T10:20:30.123Z")));
});

test.each([...exactFunctions, clauses])("%s agrees with Spark in every recorded case", async (name) => {
  const statements = casesByFunction[name] ?? [];
  expect(statements.length).toBeGreaterThan(0);
  expect(await disagreements(statements)).toEqual([]);
});

test.each(Object.keys(approximations).filter((name) => !sameWithinCases.has(name)))(
  "%s is called approximate because a recorded case differs",
  async (name) => {
    expect(await disagreements(casesByFunction[name] ?? [])).not.toEqual([]);
  },
);

test("every recorded function is listed, and every case has an answer", () => {
  const listed = new Set([...exactFunctions, ...Object.keys(approximations), clauses]);
  expect(Object.keys(casesByFunction).filter((name) => !listed.has(name))).toEqual([]);
  expect([...exactFunctions].filter((name) => Object.hasOwn(approximations, name))).toEqual([]);
  const unanswered = Object.values(casesByFunction)
    .flat()
    .filter((sql) => answers[sql]?.rows === undefined);
  expect(unanswered).toEqual([]);
});

async function disagreements(statements: readonly string[]): Promise<readonly object[]> {
  const found: object[] = [];
  for (const sql of statements) {
    const spark = sparkAnswer(sql);
    const duckdb = await duckdbAnswer(sql);
    if (JSON.stringify(spark) !== JSON.stringify(duckdb)) found.push({ sql, spark, duckdb });
  }
  return found;
}

function sparkAnswer(sql: string): object | string {
  const { types = [], rows = [], error } = answers[sql] ?? { error: "not recorded" };
  return error ?? comparable(types, rows);
}

async function duckdbAnswer(sql: string): Promise<object | string> {
  const text = /^(SELECT|WITH)/.test(sql) ? sql : `SELECT ${sql} AS r`;
  const translation = translate(parser, { text, dialect: "spark", form: "statement" });
  if (translation.sql === undefined) return translation.error?.message ?? "";
  try {
    const reader = await connection.runAndReadAll(translation.sql);
    return comparable(reader.columnTypes().map(String), reader.getRowsJson());
  } catch (error) {
    return `${String(error)} in ${translation.sql}`;
  }
}

/** Families of types and values in one spelling; the family of a column that holds only NULL says nothing. */
function comparable(types: readonly string[], rows: readonly (readonly unknown[])[]): object {
  const families = types.map((type, column) =>
    rows.every((row) => row[column] === null) ? "null" : familyOf(type.toLowerCase()),
  );
  return {
    families,
    rows: rows.map((row) => row.map((value, column) => plain(value, families[column] ?? ""))),
  };
}

/** Whole numbers and decimals are one family, doubles and floats another. */
function familyOf(type: string): string {
  if (/^array|\[\]$/.test(type)) return "array";
  if (/^(map|struct)/.test(type)) return type.slice(0, 3);
  if (/^(tinyint|smallint|int|bigint|hugeint|decimal)/.test(type)) return "exact number";
  if (/^(double|float)/.test(type)) return "double";
  return /^(string|varchar)/.test(type) ? "text" : type;
}

function plain(value: unknown, family: string): unknown {
  if (value === null || typeof value === "boolean") return value;
  if (family === "exact number") return withoutTrailingZeros(String(value));
  if (family === "double") return digits(Number(specialNumbers[String(value).toLowerCase()] ?? value));
  if (family === "timestamp") return withoutTrailingZeros(String(value));
  if (family === "map" && Array.isArray(value)) return value.map((entry) => Object.values(entry as object));
  if (family === "array" && Array.isArray(value))
    return value.map((item: unknown) => (item === null ? null : String(item)));
  return value;
}

/** Doubles agree when their first 13 digits do: sums depend on their order. */
function digits(value: number): string {
  return Number.isFinite(value) ? String(Number(value.toPrecision(13))) : String(value);
}

const specialNumbers: Readonly<Record<string, string>> = {
  inf: "Infinity",
  "-inf": "-Infinity",
  infinity: "Infinity",
};

function withoutTrailingZeros(text: string): string {
  return text.includes(".") ? text.replace(/\.?0+$/, "") : text;
}
