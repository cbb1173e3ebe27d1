import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, afterEach, beforeEach, describe, expect, test } from "vitest";
import { startEngine } from "../engine/client.ts";
import { defaultConfig } from "../workspace/config.ts";
import type { Config } from "../workspace/config.ts";
import { findSample, readablePaths } from "./sample-data.ts";

let root: string;
const engineFolder = mkdtempSync(join(tmpdir(), "samples-"));
const engine = startEngine({
  database: ":memory:",
  folders: [engineFolder],
  temporaryFolder: join(engineFolder, "spill"),
  memoryLimit: "500MB",
});

beforeEach(() => {
  root = mkdtempSync(join(engineFolder, "workspace-"));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));
afterAll(async () => {
  await engine.close();
  rmSync(engineFolder, { recursive: true, force: true });
});

function write(files: Record<string, string>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
}

function find(dataset: string, config: Partial<Config> = {}) {
  return findSample({ root, config: { ...defaultConfig, ...config } }, dataset);
}

async function read(dataset: string, config: Partial<Config> = {}) {
  const sample = await find(dataset, config);
  if (sample.status !== "found") return sample.message;
  const { columns, rows } = await engine.query(`FROM ${await sample.open(engine)}`);
  return { columns: columns.map(({ name, type }) => `${name} ${type}`), rows };
}

describe("formats", () => {
  test.each([
    [
      "csv",
      "id,name,day\n1,a,2024-01-02\n2,,\n",
      ["id BIGINT", "name VARCHAR", "day DATE"],
      [
        [1, "a", "2024-01-02"],
        [2, null, null],
      ],
    ],
    ["csv", 'a;b\n"x;y";"say ""hi"""\n', ["a VARCHAR", "b VARCHAR"], [["x;y", 'say "hi"']]],
    ["csv", "zip\n00501\n90210\n", ["zip VARCHAR"], [["00501"], ["90210"]]],
    [
      "ndjson",
      '{"id":1,"tags":["a"]}\n{"id":2,"o":{"x":1.5}}\n',
      ["id BIGINT", "tags VARCHAR[]", 'o STRUCT("x" DOUBLE)'],
      [
        [1, ["a"], null],
        [2, null, { x: 1.5 }],
      ],
    ],
    ["json", '[{"id":1},{"id":2}]', ["id BIGINT"], [[1], [2]]],
  ])("%s: %j", async (extension, text, columns, rows) => {
    write({ [`sample-data/shop/sales/t.${extension}`]: text });
    expect(await read("shop:sales/t")).toEqual({ columns, rows });
  });

  test("the type of a column is that of all its rows", async () => {
    write({ "sample-data/d/c/t.csv": `n\n${"1\n".repeat(30_000)}x\n` });
    expect(await read("d:c/t")).toMatchObject({ columns: ["n VARCHAR"] });
  });

  test("parquet comes first, and a dataset may name its format itself", async () => {
    write({ "sample-data/d/c/t.csv": "a\n1\n", "sample-data/d/c/in/x.csv": "b\n2\n" });
    await engine.query(`SELECT 1`);
    expect(await find("d:c/t")).toMatchObject({ path: "sample-data/d/c/t.csv" });
    write({ "sample-data/d/c/t.parquet": "PAR1" });
    expect(await find("d:c/t")).toMatchObject({ path: "sample-data/d/c/t.parquet" });
    expect(await read("d:c/in/x.csv")).toEqual({ columns: ["b BIGINT"], rows: [[2]] });
  });
});

describe("places", () => {
  test("the configuration names a file, or a folder of files of one format", async () => {
    write({
      "data/one.csv": "a\n1\n",
      "data/parts/1.csv": "a\n1\n",
      "data/parts/2.csv": "b,a\n9,2\n",
      "data/parts/readme.txt": "",
    });
    const datasets = { "d:c/t": "data/one.csv", "d:c/p": "data/parts", "d:c/none": "data/none.csv" };
    expect(await read("d:c/t", { datasets })).toMatchObject({ rows: [[1]] });
    expect(await read("d:c/p", { datasets })).toMatchObject({
      rows: [
        [1, null],
        [2, 9],
      ],
    });
    expect(await read("d:c/none", { datasets })).toContain('"data/none.csv"');
    const { folders, files } = await readablePaths({ root, config: { ...defaultConfig, datasets } });
    expect(folders).toContain(join(root, "sample-data"));
    expect(files).toEqual(["data/one.csv", "data/parts", "data/none.csv"].map((path) => join(root, path)));
  });

  test("what is missing is named with the file to make", async () => {
    expect(await find("shop:sales/orders")).toEqual({
      status: "missing",
      message:
        "There is no sample data for shop:sales/orders: create sample-data/shop/sales/orders.csv (or .parquet, .ndjson, .json).",
    });
  });

  test.each([
    ["d:../../../etc/passwd", {}],
    ["..:x/y", {}],
    ["d:c/t", { sampleData: "../elsewhere" }],
    ["d:c/t", { sampleData: "/etc" }],
    ["d:c/t", { datasets: { "d:c/t": "/etc/hosts" } }],
    ["d:c/t", { datasets: { "d:c/t": "C:\\data.csv" } }],
  ])("%s with %j stays inside", async (dataset, config) => {
    const sample = await find(dataset, config);
    expect(sample.status === "found" ? sample.path : sample.status).toMatch(/^(?:refused|missing)$/);
    const { folders, files } = await readablePaths({ root, config: { ...defaultConfig, ...config } });
    for (const readable of [...folders, ...files]) expect(readable.startsWith(root)).toBe(true);
  });

  test("no symbolic link is followed, whichever part of the path it is", async () => {
    write({ "outside/d/c/t.csv": "a\n1\n", "sample-data/x.txt": "" });
    symlinkSync(join(root, "outside", "d"), join(root, "sample-data", "d"));
    expect(await read("d:c/t")).toBe('"sample-data/d" is a symbolic link; put the sample data itself there.');
    mkdirSync(join(root, "sample-data", "e", "c"), { recursive: true });
    symlinkSync(join(root, "outside", "d", "c", "t.csv"), join(root, "sample-data", "e", "c", "t.csv"));
    expect(await read("e:c/t")).toContain("symbolic link");
  });

  test("what a symbolic link points to is not opened to the engine", async () => {
    write({ "outside/t.csv": "a\n1\n" });
    symlinkSync(join(root, "outside"), join(root, "linked"));
    const config = { ...defaultConfig, sampleData: "linked", datasets: { "d:c/t": "linked/t.csv" } };
    expect(await readablePaths({ root, config })).toEqual({ folders: [], files: [] });
  });
});

test("what a sample's name or header holds is never run", async () => {
  const hostile = "t', header = false); DROP TABLE x; --";
  write({ [`sample-data/d/c/${hostile}.csv`]: `"${hostile}","it's ""b"""\n1,2\n` });
  expect(await read(`d:c/${hostile}`)).toEqual({
    columns: [`${hostile} BIGINT`, `it's "b" BIGINT`],
    rows: [[1, 2]],
  });
});

test("a name that the engine would take for a pattern is refused", async () => {
  write({ "sample-data/d/c/*.csv": "a\n1\n", "sample-data/d/c/other.csv": "a\n2\n" });
  expect(await read("d:c/*")).toContain("for a pattern");
});

test.each([
  ["an empty file", "", "is empty"],
  ["half a Parquet file", "PAR1", undefined],
])("%s says so", async (_, text, message) => {
  write({ "sample-data/d/c/t.parquet": text });
  if (message) expect(await read("d:c/t")).toContain(message);
  else await expect(read("d:c/t")).rejects.toMatchObject({ kind: "sql" });
});
