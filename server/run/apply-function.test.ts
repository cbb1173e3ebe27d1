import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Table } from "../engine/engine.ts";
import { findFunction, flareFunctions, obstacleOf } from "../flare/functions/index.ts";
import { createInProcessSqlService } from "../sql/in-process.ts";
import { defaultConfig } from "../workspace/config.ts";
import { isFailure } from "./failure.ts";
import { runStep } from "./flare-step.ts";
import { openSession } from "./session.ts";
import type { Session } from "./session.ts";

let session: Session;
let root: string;

beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), "functions-"));
  const project = { root, config: defaultConfig, files: [], readText: async () => undefined };
  session = await openSession({ project, sql: createInProcessSqlService(), memoryLimit: "500MB" });
});

afterAll(async () => {
  await session.close();
  rmSync(root, { recursive: true, force: true });
});

const range = { start: 0, end: 0 };

type Call = Readonly<Record<string, unknown>> & { readonly name: string };

interface Applied {
  readonly columns?: readonly string[];
  readonly rows?: Table["rows"];
  readonly notes?: readonly string[];
  readonly error?: string;
}

/** Runs functions over the rows of a SELECT. */
async function apply(select: string, ...calls: readonly Call[]): Promise<Applied> {
  const result = await runStep(session, {
    name: "step",
    relation: '"step"',
    sql: { dialect: "spark", form: "statement", value: select, source: select, range },
    relations: {},
    functions: calls.map(({ name, ...parameters }) => ({ name: { value: name, range }, parameters, range })),
    range,
  });
  if (isFailure(result)) return { error: result.message };
  const { columns, rows } = result.table;
  return { columns: columns.map(({ name }) => name), rows, notes: result.verdict.notes };
}

const one = (values: string): string => `SELECT ${values}`;

describe("names of columns", () => {
  test.each<[string, string[], Call, string[]]>([
    [
      "cleanse_column_names",
      ["Order  Id!", " Total (EUR) ", "already_fine", "A-B"],
      { name: "cleanse_column_names" },
      ["order__id_", "total__eur_", "already_fine", "a_b"],
    ],
    [
      "change_column_case lower",
      ["Id", "ORDER_DATE"],
      { name: "change_column_case", case: "lower" },
      ["id", "order_date"],
    ],
    [
      "change_column_case upper",
      ["Id", "order_date"],
      { name: "change_column_case", case: "UPPER" },
      ["ID", "ORDER_DATE"],
    ],
    [
      "snake_case",
      ["orderId", "COVERED_ENCOUNTERS", "httpURLPath"],
      { name: "snake_case" },
      ["order_id", "covered_encounters", "http_url_path"],
    ],
    [
      "columns_replace",
      ["src_id", "src_name", "other"],
      { name: "columns_replace", sedExpression: "s/^src_//" },
      ["id", "name", "other"],
    ],
    ["rename, case aside", ["Id", "b"], { name: "rename", column: "ID", asColumn: "key" }, ["key", "b"]],
    ["rename of what is not there", ["a"], { name: "rename", column: "zzz", asColumn: "key" }, ["a"]],
    [
      "rename_all by the original names",
      ["a", "b"],
      { name: "rename_all", columns: { a: "b", b: "a", c: "d" } },
      ["b", "a"],
    ],
    ["swap", ["a", "b"], { name: "swap", columnA: "a", columnB: "B" }, ["B", "a"]],
    ["drop, also of what is not there", ["a", "b", "c"], { name: "drop", columns: ["B", "zzz"] }, ["a", "c"]],
    ["select in its own order", ["a", "b", "c"], { name: "select", columns: ["c", "a"] }, ["c", "a"]],
  ])("%s", async (_, before, call, after) => {
    const columns = before.map((name, index) => `${index} AS \`${name}\``).join(", ");
    const result = await apply(one(columns), call);
    expect(result.columns).toEqual(after);
    const order =
      { swap: [0, 1], select: [2, 0], drop: [0, 2] }[call.name] ?? before.map((_, index) => index);
    expect(result.rows).toEqual([order]);
  });

  test("names that collide are warned of, and drop removes all of them", async () => {
    const cleansed = await apply(one("1 AS `a b`, 2 AS `a-b`, 3 AS c"), { name: "cleanse_column_names" });
    expect(cleansed).toMatchObject({ columns: ["a_b", "a_b_1", "c"], rows: [[1, 2, 3]] });
    expect(cleansed.notes).toEqual([
      'cleanse_column_names: Several columns are named "a_b" now; a later use of that name is ambiguous.',
    ]);
    const drop = { name: "drop", columns: ["a_b"] };
    expect(
      await apply(one("1 AS `a b`, 2 AS `a-b`, 3 AS c"), { name: "cleanse_column_names" }, drop),
    ).toMatchObject({
      columns: ["c"],
      rows: [[3]],
    });
    const joined = "SELECT * FROM (SELECT 1 AS id, 2 AS a) x JOIN (SELECT 1 AS id, 3 AS b) y ON x.id = y.id";
    expect(await apply(joined, { name: "drop", columns: ["id"] })).toMatchObject({
      columns: ["a", "b"],
      rows: [[2, 3]],
    });
  });
});

describe("values", () => {
  test.each<[string, string, Call, unknown[][]]>([
    ["add_column", "1 AS a", { name: "add_column", column: "b", value: "7", type: "long" }, [[1, 7]]],
    [
      "add_column in place",
      "1 AS a, 2 AS b",
      { name: "add_column", column: "A", value: "x", type: "string" },
      [["x", 2]],
    ],
    ["set_column", "1 AS a", { name: "set_column", column: "b", value: "it's" }, [[1, "it's"]]],
    ["copy", "1 AS a", { name: "copy", fromColumn: "a", toColumn: "b" }, [[1, 1]]],
    [
      "set_type as Spark casts",
      "'12.7' AS a, 'x' AS b",
      { name: "set_type", columns: { a: "int", b: "integer" } },
      [[12, null]],
    ],
    [
      "set_type of dates",
      "'2024-02-30' AS a, '2024-02-29' AS b",
      { name: "set_type", columns: { a: "date", b: "date" } },
      [[null, "2024-02-29"]],
    ],
    [
      "set_variable",
      "2 AS a, 3 AS b",
      { name: "set_variable", column: "c", expression: "a * b + 1" },
      [[2, 3, 7]],
    ],
    ["change_case lower", "'Ab C' AS a", { name: "change_case", column: "a", case: "lower" }, [["ab c"]]],
    [
      "change_case title",
      "'hELLO wORLD' AS a",
      { name: "change_case", column: "a", case: "title" },
      [["Hello World"]],
    ],
    ["trim", "'  x  ' AS a", { name: "trim", column: "a", method: "trim" }, [["x"]]],
    ["ltrim", "'  x  ' AS a", { name: "trim", column: "a", method: "ltrim" }, [["x  "]]],
    [
      "fill_null_or_empty",
      "'' AS a, CAST(NULL AS STRING) AS b, 'z' AS c",
      { name: "fill_null_or_empty", columns: { a: "1", b: "2", c: "3" } },
      [["1", "2", "z"]],
    ],
    [
      "find_and_replace of all",
      "'$1,234.5$' AS a",
      { name: "find_and_replace", column: "a", sedExpression: "s/[$,]//g" },
      [["1234.5"]],
    ],
    [
      "find_and_replace of the first",
      "'a-b-c' AS a",
      { name: "find_and_replace", column: "a", sedExpression: "s/-/+/" },
      [["a+b-c"]],
    ],
    [
      "find_and_replace with groups",
      "'Ann Lee' AS a",
      { name: "find_and_replace", column: "a", sedExpression: "s|(\\w+) (\\w+)|$2, $1|" },
      [["Lee, Ann"]],
    ],
    [
      "merge",
      "'a' AS x, CAST(NULL AS STRING) AS y, 3 AS z",
      { name: "merge", separator: "-", columns: ["x", "y", "z"], asColumn: "m" },
      [["a", null, 3, "a-3"]],
    ],
    [
      "hash MD5",
      "'hello' AS a",
      { name: "hash", column: "a", algo: "MD5" },
      [["5d41402abc4b2a76b9719d911017c592"]],
    ],
    [
      "hash SHA-1",
      "'hello' AS a",
      { name: "hash", column: "a", algo: "SHA-1" },
      [["aaf4c61ddcc5e8a2dabede0f3b482cd9aea9434d"]],
    ],
    ["hash of NULL", "CAST(NULL AS STRING) AS a", { name: "hash", column: "a", algo: "SHA-256" }, [[null]]],
    [
      "mask_number",
      "'999-65-3251' AS a",
      { name: "mask_number", column: "a", pattern: "XXX-XX-####" },
      [["XXX-XX-3251"]],
    ],
    [
      "cut_character",
      "'2019-02-17' AS a",
      { name: "cut_character", column: "a", asColumn: "y", startIndex: 1, endIndex: 4 },
      [["2019-02-17", "2019"]],
    ],
    [
      "diff_date",
      "'2020-03-01' AS a, '2019-02-24' AS b",
      { name: "diff_date", columnA: "a", columnB: "b", asColumn: "d" },
      [["2020-03-01", "2019-02-24", 371]],
    ],
    [
      "epoch_to_timestamp",
      "'1709541360' AS a",
      { name: "epoch_to_timestamp", column: "a", asColumn: "t" },
      [["1709541360", "2024-03-04 08:36:00"]],
    ],
    [
      "format_unix_date",
      "178976646 AS a",
      { name: "format_unix_date", column: "a", format: "yyyy-MM-dd'T'HH:mm:ss" },
      [["1975-09-03T11:44:06"]],
    ],
    [
      "format_date",
      "'2024-02-29' AS a",
      { name: "format_date", column: "a", format: "dd/MM/yyyy" },
      [["29/02/2024"]],
    ],
    [
      "split_email",
      "'ann@x.org' AS e",
      { name: "split_email", column: "e" },
      [["ann@x.org", "ann", "x.org"]],
    ],
    ["split_email of no address", "'ann' AS e", { name: "split_email", column: "e" }, [["ann", null, null]]],
    [
      "split_url",
      "'https://me@x.org:8080/a/b.html?q=1#f' AS u",
      { name: "split_url", column: "u" },
      [
        [
          "https://me@x.org:8080/a/b.html?q=1#f",
          "https",
          "me@x.org:8080",
          "x.org",
          8080,
          "/a/b.html",
          "/a/b.html?q=1",
          "q=1",
        ],
      ],
    ],
    [
      "split_url without port",
      "'http://x.org' AS u",
      { name: "split_url", column: "u" },
      [["http://x.org", "http", "x.org", "x.org", null, "", "", null]],
    ],
    [
      "split_url of no URL",
      "'www.x.org' AS u",
      { name: "split_url", column: "u" },
      [["www.x.org", null, null, null, null, null, null, null]],
    ],
    [
      "encode base32",
      "'21244' AS a",
      { name: "encode", algo: "base32", column: "a", asColumn: "b" },
      [["21244", "GIYTENBU"]],
    ],
    [
      "encode base32 with padding",
      "'f' AS a",
      { name: "encode", algo: "base32", column: "a", asColumn: "b" },
      [["f", "MY======"]],
    ],
    [
      "decode base32",
      "'GIYTENBU' AS a",
      { name: "decode", algo: "base32", column: "a", asColumn: "b" },
      [["GIYTENBU", "21244"]],
    ],
    [
      "decode base32 with padding",
      "'MZXW6YTBOI======' AS a",
      { name: "decode", algo: "base32", column: "a", asColumn: "b" },
      [["MZXW6YTBOI======", "foobar"]],
    ],
    [
      "encode base64",
      "'é' AS a",
      { name: "encode", algo: "base64", column: "a", asColumn: "b" },
      [["é", "w6k="]],
    ],
    [
      "decode hex",
      "'c3a9' AS a",
      { name: "decode", algo: "hex", column: "a", asColumn: "b" },
      [["c3a9", "é"]],
    ],
    [
      "decode of rubbish",
      "'!!' AS a",
      { name: "decode", algo: "base64", column: "a", asColumn: "b" },
      [["!!", null]],
    ],
  ])("%s", async (_, values, call, rows) => {
    expect(await apply(one(values), call)).toMatchObject({ rows });
  });

  test.each([
    ["2020-03-01T05:07:38Z", "2020-03-01"],
    ["2020-03-01T23:30:00-05:00", "2020-03-02"],
    ["2020/03/01", "2020-03-01"],
    ["2020.03.01 10:11", "2020-03-01"],
    ["01/03/2020", "2020-03-01"],
    ["13.02.2020", "2020-02-13"],
    ["02/13/2020", "2020-02-13"],
    ["1/3/20", "2020-03-01"],
    ["20200301", "2020-03-01"],
    ["12 Mar 2020", "2020-03-12"],
    ["March 12th, 2020", "2020-03-12"],
    ["1583020800", "2020-03-01"],
    ["1583020800000", "2020-03-01"],
    ["soon", null],
  ])("any_date reads %s", async (text, date) => {
    const call = { name: "any_date", column: "a", asColumn: "d" };
    expect((await apply(one(`'${text}' AS a`), call)).rows).toEqual([[text, date]]);
  });

  test.each([
    ["Asia/Kolkata", "2020-03-01 10:37:38"],
    ["America/New_York", "2020-03-01 00:07:38"],
    [undefined, "2020-03-01 05:07:38"],
  ])("any_timestamp in %s", async (timezone, expected) => {
    const call = { name: "any_timestamp", column: "a", asColumn: "t", ...(timezone && { timezone }) };
    expect((await apply(one("'2020-03-01T05:07:38Z' AS a"), call)).rows).toEqual([
      ["2020-03-01T05:07:38Z", expected],
    ]);
  });

  test("generate_uuid gives every row another one", async () => {
    const { rows = [] } = await apply("SELECT explode(sequence(1, 50)) AS n", {
      name: "generate_uuid",
      asColumn: "id",
    });
    expect(new Set(rows.map(([, id]) => id)).size).toBe(50);
    expect(rows[0]?.[1]).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  });
});

describe("rows", () => {
  const sales =
    "SELECT * FROM VALUES ('Shoe', 'NO', 2), ('Shoe', 'IT', 3), ('Sock', 'NO', 5), ('Shoe', 'NO', 1) AS t(product, country, amount)";

  test("pivot makes a column of each value, NULL where there is none", async () => {
    const call = {
      name: "pivot",
      groupBy: ["product", "country"],
      column: "country",
      aggregateExpression: "sum(amount) AS amount",
    };
    const { columns, rows = [] } = await apply(sales, call);
    expect(columns).toEqual(["product", "IT", "NO"]);
    expect([...rows].sort()).toEqual([
      ["Shoe", 3, 3],
      ["Sock", null, 5],
    ]);
  });

  test("pivot by listed values, in their order", async () => {
    const call = {
      name: "pivot",
      groupBy: ["product"],
      column: "country",
      values: ["NO", "DE"],
      aggregateExpression: "count(amount) AS amount",
    };
    const { columns, rows = [] } = await apply(sales, call);
    expect(columns).toEqual(["product", "NO", "DE"]);
    expect([...rows].sort()).toEqual([
      ["Shoe", 2, null],
      ["Sock", 1, null],
    ]);
  });

  test("unpivot melts columns and keeps NULL", async () => {
    const call = {
      name: "unpivot",
      columns: "*",
      pivotColumns: ["id"],
      keyColumnName: "k",
      valueColumnName: "v",
    };
    expect(await apply(one("7 AS id, 1 AS a, CAST(NULL AS INT) AS b"), call)).toMatchObject({
      columns: ["id", "k", "v"],
      rows: [
        [7, "a", 1],
        [7, "b", null],
      ],
    });
  });

  test("drop_duplicates keeps whole rows, one for each key", async () => {
    const { rows = [] } = await apply(sales, { name: "drop_duplicates", columns: ["product"] });
    expect(rows.map(([product]) => product).sort()).toEqual(["Shoe", "Sock"]);
    expect(rows.every(([, country]) => country !== null)).toBe(true);
  });

  const lists =
    "SELECT 1 AS id, array(10, 20) AS l UNION ALL SELECT 2, CAST(array() AS array<int>) UNION ALL SELECT 3, NULL";

  test("flatten loses empty arrays, flatten_outer keeps them", async () => {
    const inner = await apply(lists, { name: "flatten", column: "l", asColumn: "x" });
    expect(inner.rows?.map(([id, , x]) => [id, x])).toEqual([
      [1, 10],
      [1, 20],
    ]);
    const outer = await apply(lists, { name: "flatten_outer", column: "l", asColumn: "x" });
    expect(outer.rows?.map(([id, , x]) => [id, x])).toEqual([
      [1, 10],
      [1, 20],
      [2, null],
      [3, null],
    ]);
  });

  test("unfurl takes arrays and structures apart, and drop removes what they came from", async () => {
    const nested =
      "SELECT 1 AS id, array(named_struct('id', 5, 'v', 'x'), named_struct('id', 6, 'v', 'y')) AS metrics";
    const result = await apply(
      nested,
      { name: "unfurl", expression: "explode(metrics) as metric" },
      { name: "rename", column: "id", asColumn: "own_id" },
      { name: "unfurl", expression: "metric.*" },
      { name: "unfurl", expression: "own_id + 1 as next" },
      { name: "drop", columns: ["metrics", "metric"] },
    );
    expect(result).toMatchObject({
      columns: ["own_id", "id", "v", "next"],
      rows: [
        [1, 5, "x", 2],
        [1, 6, "y", 2],
      ],
    });
  });
});

describe("mistakes", () => {
  test.each<[string, Call, string]>([
    [
      "a column that is not there",
      { name: "trim", column: "nmae", method: "trim" },
      'There is no column "nmae" here; did you mean "name"?',
    ],
    [
      "a type that is not there",
      { name: "set_type", columns: { name: "number" } },
      '"number" is no type that set_type knows.',
    ],
    [
      "an unknown literal type",
      { name: "add_column", column: "c", value: 1, type: "list" },
      'Invalid datatype found: "list".',
    ],
    [
      "half a substitution",
      { name: "find_and_replace", column: "name", sedExpression: "s/a" },
      '"s/a" is no substitution; write it as s/pattern/replacement/g.',
    ],
    [
      "a column to explode that is no array",
      { name: "unfurl", expression: "explode(name) as x" },
      '"name" is VARCHAR and no array, so it can\'t be exploded.',
    ],
    [
      "an aggregate of another form",
      { name: "pivot", groupBy: ["id"], column: "name", aggregateExpression: "sum(id + 1)" },
      "The aggregateExpression of pivot must have the form",
    ],
    [
      "columns of two types to melt",
      { name: "unpivot", columns: "*", pivotColumns: [], keyColumnName: "k", valueColumnName: "v" },
      "The columns of unpivot must have one type",
    ],
    [
      "a time zone that is not there",
      { name: "any_timestamp", column: "name", asColumn: "t", timezone: "Mars/Base" },
      "Mars/Base",
    ],
  ])("%s", async (_, call, message) => {
    expect((await apply(one("1 AS id, 'x' AS name"), call)).error).toContain(message);
  });

  test.each<[Call, string]>([
    [{ name: "parse_html", column: "a" }, "HTML parser"],
    [{ name: "trimm", column: "a" }, 'There is no Flare function "trimm"; did you mean "trim"?'],
    [{ name: "trim", column: "a" }, "The function trim needs method."],
    [{ name: "hash", column: "a", algo: "SHA-512" }, "The engine has no SHA-512."],
    [{ name: "find_and_replace", column: "a", sedExpression: "s/(?<=x)y//" }, "looks around"],
    [{ name: "any_date", column: "a", asColumn: "b", rules: ["(?<year>\\d+)"] }, "can't run here"],
  ])("is known before anything runs: %j", ({ name, ...parameters }, message) => {
    expect(obstacleOf(name, parameters)).toContain(message);
  });
});

test("every function of the list is either run or said not to be", () => {
  const fidelities = flareFunctions();
  expect(fidelities.length).toBe(42);
  for (const { name, fidelity } of fidelities)
    expect(findFunction(name) === undefined, name).toBe(fidelity === "unsupported");
});
