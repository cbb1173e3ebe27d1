import { existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { startEngine } from "./client.ts";
import type { EngineStart } from "./client.ts";
import type { Engine } from "./engine.ts";

let folder: string;
const engines: Engine[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "engine-"));
  mkdirSync(join(folder, "samples"));
  writeFileSync(join(folder, "samples", "shoes.csv"), "id,name\n1,runner\n2,hiker\n");
  writeFileSync(join(folder, "outside.csv"), "secret\n42\n");
});

afterEach(async () => {
  await Promise.all(engines.splice(0).map((engine) => engine.close()));
  rmSync(folder, { recursive: true, force: true });
});

function start(options: Partial<EngineStart> = {}): Engine {
  const engine = startEngine({
    database: ":memory:",
    folders: [join(folder, "samples")],
    temporaryFolder: join(folder, "spill"),
    memoryLimit: "500MB",
    ...options,
  });
  engines.push(engine);
  return engine;
}

const endless = "SELECT count(*) FROM range(1000000000) a, range(1000000000) b WHERE a.range + b.range = 7";

describe("values", () => {
  test.each([
    ["9007199254740991", 9007199254740991],
    ["9007199254740993", "9007199254740993"],
    ["170141183460469231731687303715884105727", "170141183460469231731687303715884105727"],
    ["12345678901234567.89::DECIMAL(20,2)", "12345678901234567.89"],
    ["1.5::DOUBLE", 1.5],
    ["'NaN'::DOUBLE", "NaN"],
    ["TIMESTAMP '2024-02-29 10:11:12.000001'", "2024-02-29 10:11:12.000001"],
    ["TIMESTAMPTZ '2024-02-29 10:00:00+02'", "2024-02-29 08:00:00+00"],
    ["DATE '2024-02-29'", "2024-02-29"],
    ["[1::BIGINT, NULL, 9007199254740993]", [1, null, "9007199254740993"]],
    ["{a: 1, b: {c: 'x'}}", { a: 1, b: { c: "x" } }],
    ["NULL", null],
    ["'👟'", "👟"],
  ])("%s loses no digit", async (expression, cell) => {
    expect((await start().query(`SELECT ${expression} AS v`)).rows).toEqual([[cell]]);
  });

  test("columns carry the engine's type names, and a limit leaves the number of rows open", async () => {
    const table = await start().query("SELECT range AS n, 1.25 AS d FROM range(10000)", { limit: 2 });
    expect(table.columns).toEqual([
      { name: "n", type: "BIGINT" },
      { name: "d", type: "DECIMAL(3,2)" },
    ]);
    expect(table.rows).toEqual([
      [0, "1.25"],
      [1, "1.25"],
    ]);
    expect(table.rowCount).toBeUndefined();
  });
});

describe("text of the user's", () => {
  test("becomes a table, and duplicate columns keep their own names beside it", async () => {
    const engine = start();
    const table = await engine.select("SELECT 1 AS id, 2 AS ID, 3 AS x -- end", { into: '"t#1"', limit: 1 });
    expect(table.columns.map(({ name }) => name)).toEqual(["id", "ID_1", "x"]);
    expect(table.repeatedNames).toEqual(["id", "ID", "x"]);
    expect(table.rowCount).toBe(1);
    expect((await engine.query('FROM "t#1"')).rows).toEqual([[1, 2, 3]]);
  });

  test("becomes a view without running", async () => {
    const engine = start();
    const table = await engine.select(endless, { into: '"v#1"', as: "view" });
    expect(table.columns).toEqual([{ name: "count_star()", type: "BIGINT" }]);
    expect(table.rows).toEqual([]);
  });

  test.each([
    "",
    " -- nothing",
    "SELECT 1; SELECT 2",
    "SELECT 1); DROP TABLE t; (SELECT 2",
    "CREATE TABLE t AS SELECT 1",
    "COPY (SELECT 1) TO 'x.csv'",
    "PRAGMA enable_profiling",
    "/* a */ -- b\n pragma version",
    "EXPLAIN ANALYZE SELECT 1",
    "SET memory_limit = '8GB'",
    "ATTACH ':memory:' AS other",
    "INSTALL httpfs",
  ])("%j does not run", async (sql) => {
    await expect(start().select(sql)).rejects.toMatchObject({
      name: "EngineError",
      kind: expect.stringMatching(/refused|sql/) as string,
    });
  });

  test("names the place of a mistake in UTF-16 offsets of the text given", async () => {
    const sql = "SELECT '👟é' AS s, nosuch FROM (SELECT 1 AS id)";
    const error = {
      kind: "sql",
      message: 'There is no column "nosuch" here; there is id.',
      offset: sql.indexOf("nosuch"),
    };
    await expect(start().select(sql)).rejects.toMatchObject(error);
    await expect(start().select(sql, { into: "t" })).rejects.toMatchObject(error);
  });
});

describe("sandbox", () => {
  test("reads the sample folder", async () => {
    const table = await start().query(`FROM read_csv('${join(folder, "samples", "shoes.csv")}')`);
    expect(table.rows).toEqual([
      [1, "runner"],
      [2, "hiker"],
    ]);
  });

  test("refuses every way out of it", async () => {
    symlinkSync(join(folder, "outside.csv"), join(folder, "samples", "link.csv"));
    const engine = start();
    const outside = [
      `FROM read_csv('${join(folder, "outside.csv")}')`,
      `FROM read_csv('${join(folder, "samples", "..", "outside.csv")}')`,
      `FROM read_csv('${join(folder, "samples")}/../outside.csv')`,
      `FROM read_csv('${join(folder, "samples", "link.csv")}')`,
      `FROM '${join(folder, "outside.csv")}'`,
      "FROM glob('/etc/*')",
      "FROM read_text('/etc/hostname')",
      "FROM read_parquet('https://localhost:1/x.parquet')",
    ];
    for (const sql of outside) await expect(engine.select(sql), sql).rejects.toMatchObject({ kind: "sql" });
    for (const sql of ["SET memory_limit = '8GB'", `COPY (SELECT 1) TO '${join(folder, "x.csv")}'`]) {
      await expect(engine.execute(sql), sql).rejects.toMatchObject({ kind: "sql" });
    }
    expect(existsSync(join(folder, "x.csv"))).toBe(false);
  });
});

describe("limits", () => {
  test("a query that needs more memory than it may is an error, and the engine goes on", async () => {
    const engine = start({ memoryLimit: "60MB" });
    const greedy = "SELECT list(repeat('x', 1000) || range) FROM range(1000000)";
    await expect(engine.select(greedy)).rejects.toMatchObject({ kind: "out-of-memory" });
    expect((await engine.query("SELECT 1")).rows).toEqual([[1]]);
  });

  test("a time limit stops the query, and the process stays", async () => {
    const engine = start();
    await engine.execute("CREATE TABLE kept AS SELECT 1 AS id");
    await expect(engine.select(endless, { timeoutMilliseconds: 50 })).rejects.toMatchObject({
      kind: "timeout",
    });
    expect((await engine.query("FROM kept")).rows).toEqual([[1]]);
  });

  test("an abort signal cancels the running query, and one given up before runs nothing", async () => {
    const engine = start();
    const controller = new AbortController();
    const running = engine.select(endless, { signal: controller.signal });
    const waiting = engine.query("SELECT 2");
    setTimeout(() => controller.abort(), 20);
    await expect(running).rejects.toMatchObject({ kind: "cancelled" });
    expect((await waiting).rows).toEqual([[2]]);
    await expect(engine.query("SELECT 1", { signal: AbortSignal.abort() })).rejects.toMatchObject({
      kind: "cancelled",
    });
  });
});

describe("process", () => {
  test("a killed process fails the running call only; the next one starts another and sets it up", async () => {
    const entry = join(folder, "entry.mjs");
    const worker = pathToFileURL(join(import.meta.dirname, "worker.ts")).href;
    writeFileSync(
      entry,
      `import ${JSON.stringify(worker)};\nprocess.on("message", (m) => m.sql === "die" && process.kill(process.pid, "SIGKILL"));\n`,
    );
    const engine = start({ entry, setup: "CREATE MACRO twice(x) AS x * 2" });
    await engine.query("SELECT 1");
    await expect(engine.query("die")).rejects.toMatchObject({
      kind: "crashed",
      // Windows knows no signals: there a killed process ends with 1.
      message: expect.stringMatching(/ended unexpectedly \((SIGKILL|1)\)/) as string,
    });
    expect((await engine.query("SELECT twice(21)")).rows).toEqual([[42]]);
  });

  test("a process that can't start is an error of the call", async () => {
    await expect(start({ entry: join(folder, "missing.js") }).query("SELECT 1")).rejects.toMatchObject({
      kind: "crashed",
    });
  });

  test("a database file belongs to one process, and is complete when it is closed", async () => {
    const database = join(folder, "lake.duckdb");
    const first = start({ database });
    await first.execute("CREATE TABLE t AS SELECT 7 AS id");
    await expect(start({ database }).query("FROM t")).rejects.toMatchObject({
      kind: "locked",
      message: expect.stringContaining("in use by another process") as string,
    });
    await first.close();
    expect(existsSync(`${database}.wal`)).toBe(false);
    expect((await start({ database }).query("FROM lake.t")).rows).toEqual([[7]]);
  });
});
