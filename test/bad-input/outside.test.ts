import { mkdirSync, readdirSync, renameSync, rmSync, symlinkSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { describe, expect, test } from "vitest";
import type { CheckResult, ProfileResult, RunResult } from "../../server/run/results.ts";
import { contentsOf, dps, folderWith, resultOf } from "../support/command-line.ts";
import { flare } from "../support/manifests.ts";
import { shop } from "../support/shop.ts";

/** A folder beside the workspace that a repository would like to reach. */
const elsewhere = () =>
  folderWith({
    "orders.csv": "id,customer,amount\n1,confidential,1\n",
    "raw/orders.csv": "id,customer,amount\n1,confidential,1\n",
    "copy.yml": flare({
      name: "copy",
      input: "dataos://crm:raw/customers",
      output: "dataos://lake:x/confidential",
    }),
    "ingestor.v1.json": JSON.stringify({ type: "object", properties: { confidential: {} } }),
    "customers.sql": "SELECT 'confidential' AS name",
    "config.yml": "sampleData: confidential\n",
  });

/** Replaces a file or folder of the workspace by a link. */
function link(folder: string, path: string, target: string): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  rmSync(join(folder, path), { recursive: true, force: true });
  symlinkSync(target, join(folder, path));
}

/** Whether a command ends well or not, it shows nothing of the other folder and changes nothing in either. */
async function untouched<Result>(
  folder: string,
  other: string,
  command: () => Promise<Result>,
): Promise<Result> {
  const before = [contentsOf(folder), contentsOf(other)];
  const result = await command();
  expect([contentsOf(folder), contentsOf(other)]).toEqual(before);
  expect(JSON.stringify(result)).not.toContain("confidential");
  return result;
}

const orders = ["--dataset", "crm:raw/orders"];

describe("sample data", () => {
  test.each([
    ["the file", "samples/crm/raw/orders.csv", "orders.csv"],
    ["a folder above it", "samples/crm/raw", "raw"],
    ["the whole folder", "samples", ""],
  ])("behind a link is not read: %s", async (_, path, target) => {
    const [folder, other] = [folderWith(shop), elsewhere()];
    link(folder, path, join(other, target));
    const { datasets } = await untouched(folder, other, () =>
      resultOf<ProfileResult>(folder, "profile", ".", ...orders),
    );
    expect(datasets).toMatchObject([
      { rows: 0, error: `"${path}" is a symbolic link; put the sample data itself there.` },
    ]);
  });

  test.each([
    ["sampleData: ../OTHER/samples", [0, 12]],
    ["sampleData: OTHER", [0, 12]],
    ["datasets:\n  crm:raw/orders: ../OTHER/orders.csv", [1, 18]],
    ["datasets:\n  crm:raw/orders: OTHER/orders.csv", [1, 18]],
    ["datasets:\n  crm:raw/orders: ./samples/../../OTHER/orders.csv", [1, 18]],
  ])("outside by the configuration is not read: %j", async (config, [line, character]) => {
    const other = elsewhere();
    const text = config.replace("OTHER", config.includes("/OTHER") ? basename(other) : other);
    const folder = folderWith({ ...shop, "dps.config.yml": `${text}\n` });
    const profile = await untouched(folder, other, () =>
      resultOf<ProfileResult>(folder, "profile", ".", ...orders),
    );
    expect(profile.datasets).toMatchObject([{ rows: 0, error: expect.stringContaining("crm:raw/orders") }]);
    const { problems } = await resultOf<CheckResult>(folder, "check");
    expect(problems).toMatchObject([
      {
        file: "dps.config.yml",
        rule: "malformed-value",
        range: { start: { line, character } },
        message: expect.stringMatching(/^".*" lies outside the workspace; give a path relative to this file/),
      },
    ]);
  });

  test("in a folder of a dataset's own is not read behind a link either", async () => {
    const config = "sampleData: samples\ndatasets:\n  crm:raw/orders: parts\n";
    const [folder, other] = [folderWith({ ...shop, "dps.config.yml": config }), elsewhere()];
    link(folder, "parts/1.csv", join(other, "orders.csv"));
    const { datasets } = await untouched(folder, other, () =>
      resultOf<ProfileResult>(folder, "profile", ".", ...orders),
    );
    expect(datasets).toMatchObject([
      { rows: 0, error: expect.stringContaining('"parts/1.csv" is a symbolic link') },
    ]);
  });

  test("of a dataset whose address climbs is not looked for", async () => {
    const [folder, other] = [folderWith(shop), elsewhere()];
    const climbing = `crm:../../../${basename(other)}/orders`;
    const { stdout } = await untouched(folder, other, () =>
      dps(folder, "profile", ".", "--dataset", climbing),
    );
    expect(stdout).toMatch(/lies outside the workspace, where no sample data is read|names no dataset/);
  });
});

describe("a workflow's file", () => {
  const superDag = (file: string) => `name: all
version: v1
type: workflow
workflow:
  dag:
    - name: copy
      file: ${file}
`;

  test.each([
    ["a link", "flows/copy.yml"],
    ["a linked folder", "linked/copy.yml"],
    ["a path that climbs", "../OTHER/copy.yml"],
    ["an absolute path", "/OTHER/copy.yml"],
  ])("that is %s is not read", async (_, written) => {
    const other = elsewhere();
    const path = written.replace("/OTHER", written.startsWith("/") ? other : `/${basename(other)}`);
    const folder = folderWith({ ...shop, "all.yml": superDag(path) });
    link(folder, "flows/copy.yml", join(other, "copy.yml"));
    link(folder, "linked", other);
    const { problems } = await untouched(folder, other, () => resultOf<CheckResult>(folder, "check"));
    expect(problems).toMatchObject([
      { file: "all.yml", rule: "missing-file", range: { start: { line: 6, character: 12 } } },
    ]);
    const { workflows } = await untouched(folder, other, () => resultOf<RunResult>(folder, "run", "."));
    expect(workflows.map(({ name, status }) => [name, status])).toEqual([
      ["all", "failed"],
      ["wf-spending", "ok"],
      ["wf-by-city-quality", "skipped"],
    ]);
    expect(workflows[0]?.jobs[0]?.reason).toBe(`There is no file "${path}" in this workspace.`);
  });
});

describe("schemas of the workspace's own", () => {
  test.each([
    ["behind a link", "schemas/ingestor.v1.json", "schemas/ingestor.v1.json holds no JSON Schema"],
    ["in a linked folder", "linked/ingestor.v1.json", "linked/ingestor.v1.json holds no JSON Schema"],
    ["above the workspace", "../ingestor.v1.json", undefined],
  ])("%s are not read", async (_, path, message) => {
    const manifest = "name: a\nversion: v1\ntype: ingestor\n";
    const config = `sampleData: samples\nschemas: [${path}]\n`;
    const [folder, other] = [
      folderWith({ ...shop, "dps.config.yml": config, "in.yml": manifest }),
      elsewhere(),
    ];
    link(folder, "schemas/ingestor.v1.json", join(other, "ingestor.v1.json"));
    link(folder, "linked", other);
    const { stdout } = await untouched(folder, other, () => dps(folder, "check"));
    expect(stdout).toContain("4 manifests");
    expect(stdout).toContain(message ?? `"${path}" lies outside the workspace`);
  });
});

test("a configuration that is a link to a file outside is not read", async () => {
  const [folder, other] = [folderWith(shop), elsewhere()];
  link(folder, "dps.config.yml", join(other, "config.yml"));
  const { stdout, stderr, status } = await untouched(folder, other, () => dps(folder, "check"));
  expect(stderr).toBe(
    "dps: dps.config.yml leads out of the workspace, so it is not read; put the file itself there.\n",
  );
  expect({ stdout, status }).toEqual({ stdout: "✔ 4 manifests checked, nothing found\n", status: 0 });
});

test("a Lens table does not read SQL outside", async () => {
  const table = (file: string) => `tables:
  - name: customers
    sql: {{ load_sql('${file}') }}
    dimensions:
      - name: name
        sql: name
        type: string
        primary_key: true
`;
  const orders = `tables:
  - name: orders
    sql: SELECT * FROM crm.raw.orders
    joins:
      - name: customers
        relationship: many_to_one
        sql: "{TABLE.customer} = {customers.name}"
    dimensions:
      - name: id
        sql: id
        type: number
        primary_key: true
      - name: customer
        sql: customer
        type: string
`;
  for (const file of ["customers", "../../OTHER/customers", "OTHER/customers"]) {
    const other = elsewhere();
    const path = file.replace("OTHER", file.includes("../OTHER") ? basename(other) : other);
    const folder = folderWith({
      ...shop,
      "model/tables/customers.yml": table(path),
      "model/tables/orders.yml": orders,
    });
    link(folder, "model/sqls/customers.sql", join(other, "customers.sql"));
    const { stdout } = await untouched(folder, other, () => dps(folder, "join", "model", "--format", "json"));
    expect(JSON.parse(stdout)).toMatchObject({
      joins: [
        { file: "tables/orders.yml", resultRows: 0, error: `There is no file model/sqls/${path}.sql.` },
      ],
    });
  }
});

describe("what runs make stays in the workspace", () => {
  test.each([
    ["the folder", ".dps", ""],
    ["the database", ".dps/lakehouse.duckdb", "database"],
    ["the folder for spilling", ".dps/spill", ""],
  ])("%s is not written through a link", async (_, path, target) => {
    const [folder, other] = [folderWith(shop), elsewhere()];
    link(folder, path, join(other, target));
    const { status, stdout, stderr } = await untouched(folder, other, () => dps(folder, "run", "."));
    expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
    expect(stderr).toBe(
      `dps: ${join(folder, path)} is a symbolic link, and what runs make stays in the workspace; remove the link.\n`,
    );
    expect(readdirSync(other)).not.toContain("database");
  });
});

test("a workspace that is itself reached over a link is a workspace like any other", async () => {
  const [folder, around] = [folderWith(shop), folderWith({})];
  renameSync(folder, join(around, "real"));
  symlinkSync(join(around, "real"), join(around, "linked"));
  const { workflows } = await resultOf<RunResult>(around, "run", "linked/flows");
  expect(workflows).toMatchObject([{ name: "wf-spending", status: "ok" }]);
});
