import { symlinkSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { JoinResult, QualityResult, RunResult } from "../../server/run/results.ts";
import { contentsOf, folderWith, resultOf, writeFiles } from "../support/command-line.ts";
import { flare } from "../support/manifests.ts";
import { shop } from "../support/shop.ts";

/** A workspace with a confidential file, links to it and to everything, and files that may name its absolute path. */
function workspace(files: (root: string) => Readonly<Record<string, string>>): string {
  const folder = folderWith({
    ...shop,
    "dps.config.yml": "sampleData: samples\ndatasets:\n  crm:raw/everything: everything\n",
    "confidential.csv": "id\nconfidential\n",
  });
  symlinkSync(join(folder, "confidential.csv"), join(folder, "samples/crm/raw/link.csv"));
  symlinkSync("/", join(folder, "everything"));
  writeFiles(folder, files(folder));
  return folder;
}

/** Manifests by path, one for each text. */
function numbered(texts: readonly string[], manifest: (text: string, name: string) => string) {
  const named = texts.map((text, index) => [`n${String(index).padStart(2, "0")}`, text] as const);
  return Object.fromEntries(named.map(([name, text]) => [`hostile/${name}.yml`, manifest(text, name)]));
}

const notAQuery = "This statement is not a query, so it is not run here.";
const severalStatements = "Only one statement can be run here; split this into several.";
const noTable = (name: string) => `There is no table or view "${name}" here.`;

/** What a step may say, and what comes of it: a message, or a piece of one. */
const steps: readonly (readonly [sql: string, message: string])[] = [
  ["SELECT * FROM read_csv('/etc/passwd')", "`read_csv` has no counterpart here"],
  ["SELECT * FROM read_text('ROOT/confidential.csv')", "`read_text` has no counterpart here"],
  ["SELECT * FROM glob('ROOT/*')", "`glob` has no counterpart here"],
  ["SELECT * FROM duckdb_settings()", "`duckdb_settings` has no counterpart here"],
  ["SELECT * FROM '/etc/passwd'", noTable("/etc/passwd")],
  ["SELECT * FROM `ROOT/samples/crm/raw/link.csv`", noTable("ROOT/samples/crm/raw/link.csv")],
  ["SELECT * FROM `ROOT/everything/ROOT/confidential.csv`", noTable("ROOT/everything/ROOT/confidential.csv")],
  ["SELECT * FROM csv.`/etc/passwd`", noTable("csv./etc/passwd")],
  ["SELECT * FROM information_schema.tables", noTable("information_schema.tables")],
  ["SELECT * FROM lakehouse.`lake:sales`.by_city", noTable("lakehouse.lake:sales.by_city")],
  ["COPY source TO 'ROOT/written.csv'", notAQuery],
  ["COPY (SELECT 1) TO 'ROOT/written.csv'", notAQuery],
  ["EXPORT DATABASE 'ROOT/written'", '"DATABASE" is not expected here.'],
  ["ATTACH 'ROOT/written.duckdb' AS other", notAQuery],
  ["INSTALL httpfs", notAQuery],
  ["LOAD httpfs", "This SQL uses syntax that is not understood here."],
  ["PRAGMA database_list", notAQuery],
  ["CREATE TABLE written AS SELECT 1", notAQuery],
  ["DROP TABLE source", notAQuery],
  ["INSERT INTO source SELECT * FROM source", notAQuery],
  ["DELETE FROM source", notAQuery],
  ["WITH gone AS (DELETE FROM source RETURNING *) SELECT * FROM gone", "`delete` has no counterpart here"],
  ["EXPLAIN ANALYZE SELECT * FROM source", notAQuery],
  ["SELECT * FROM source; SELECT 2", severalStatements],
  ["SELECT 1; DROP TABLE source", severalStatements],
  ["SELECT 1; COPY source TO 'ROOT/written.csv'", severalStatements],
  ["SELECT 1 AS a) TO 'ROOT/written.csv'; --", '")" is not expected here.'],
  ["SET memory_limit = '64GB'", 'No step or input is named "result", which this output writes.'],
];

test("a step's SQL is one query of the step's views, and nothing else", { timeout: 120_000 }, async () => {
  const manifest = (sql: string, name: string) =>
    flare({
      name,
      input: "dataos://crm:raw/customers",
      output: `dataos://lake:hostile/${name}`,
      sql: JSON.stringify(sql),
    });
  const folder = workspace((root) =>
    numbered(
      steps.map(([sql]) => sql.replaceAll("ROOT", root)),
      manifest,
    ),
  );
  const before = contentsOf(folder);
  const { workflows } = await resultOf<RunResult>(folder, "run", ".");
  expect(contentsOf(folder)).toEqual(before);
  const runs = workflows.filter(({ file }) => file.startsWith("hostile/"));
  const found = runs.map(({ jobs: [job] }) => job?.reason?.replaceAll(folder, "ROOT"));
  expect(found).toEqual(steps.map(([, message]) => expect.stringContaining(message)));
  for (const { file, status, jobs } of runs) {
    expect(status, file).not.toBe("ok");
    for (const { error } of jobs.flatMap((job) => job.steps))
      expect(error, file).toMatchObject({ file, range: { start: { line: 18 }, end: { line: 18 } } });
  }
  expect(workflows.find(({ name }) => name === "wf-spending")).toMatchObject({ status: "ok" });
});

/** What SQL of other dialects may say, which has no list of functions that are known. */
const queries: readonly (readonly [sql: string, message: string])[] = [
  ["SELECT * FROM read_csv('/etc/passwd')", "The function `read_csv` is not run here"],
  ["SELECT * FROM read_text('ROOT/samples/crm/raw/link.csv')", "The function `read_text` is not run here"],
  ["SELECT * FROM read_text('ROOT/everything/etc/passwd')", "The function `read_text` is not run here"],
  ["SELECT * FROM TABLE(glob('ROOT/samples/**'))", "The function `glob` is not run here"],
  ["SELECT * FROM query('SELECT 1')", "The function `query` is not run here"],
  ["SELECT * FROM '/etc/passwd'", noTable("/etc/passwd")],
  ['SELECT * FROM "ROOT/samples/crm/raw/link.csv"', noTable("ROOT/samples/crm/raw/link.csv")],
  ["SELECT getenv('HOME') AS home", "getenv does not exist"],
  ["COPY (SELECT 1) TO 'ROOT/written.csv'", notAQuery],
  ["SELECT 1 AS id; SELECT 2 AS id", severalStatements],
];

test("an input's query reads datasets, and nothing else", { timeout: 120_000 }, async () => {
  const manifest = (sql: string, name: string) =>
    flare({ name, input: "dataos://crm:raw/x", output: `dataos://lake:hostile/${name}` }).replace(
      "dataset: dataos://crm:raw/x",
      `query: ${JSON.stringify(sql)}\n                options: {driver: io.trino.jdbc.TrinoDriver, cluster: system}`,
    );
  const folder = workspace((root) =>
    numbered(
      [...queries.map(([sql]) => sql.replaceAll("ROOT", root)), "SELECT * FROM crm.raw.orders"],
      manifest,
    ),
  );
  const before = contentsOf(folder);
  const { workflows } = await resultOf<RunResult>(folder, "run", "hostile");
  expect(contentsOf(folder)).toEqual(before);
  const runs = workflows.map(({ jobs: [job] }) => [job?.status, job?.reason?.replaceAll(folder, "ROOT")]);
  expect(runs).toEqual([
    ...queries.map(([, message]) => ["failed", expect.stringContaining(message)]),
    ["ok", undefined],
  ]);
});

test("SQL in quality checks reads datasets, and nothing else", async () => {
  const checks = queries.flatMap(([sql], index) => [
    `                - failed rows:
                    name: query ${index}
                    fail query: ${JSON.stringify(sql)}`,
    `                - row_count > 0:
                    name: filter ${index}
                    filter: ${JSON.stringify(`EXISTS (${sql})`)}`,
    `                - worth = 1:
                    name: expression ${index}
                    worth expression: ${JSON.stringify(`(SELECT count(*) FROM (${sql}))`)}`,
  ]);
  const good = shop["quality/by-city.yml"];
  const folder = workspace((root) => ({
    "quality/by-city.yml": good.replace(
      "              checks:\n",
      `              checks:\n${checks.join("\n").replaceAll("ROOT", root)}\n`,
    ),
  }));
  const before = contentsOf(folder);
  const { checks: outcomes, summary } = await resultOf<QualityResult>(folder, "quality", ".");
  expect(contentsOf(folder)).toEqual(before);
  const found = outcomes.filter(({ name }) => /^(?:query|filter|expression) \d/.test(name));
  for (const { name, outcome, value, failedRows } of found)
    expect({ name, outcome, value, failedRows }).toEqual({ name, outcome: "error", value: null });
  expect(
    found
      .filter(({ name }) => name.startsWith("query"))
      .map(({ message }) => message.replaceAll(folder, "ROOT")),
  ).toEqual(queries.map(([, message]) => expect.stringContaining(message)));
  expect(summary).toEqual({ error: 3 * queries.length, pass: 1, warn: 1, fail: 1, not_evaluated: 0 });
});

test("a Lens table's SQL reads datasets, and nothing else", async () => {
  const table = (sql: string, name: string) => `tables:
  - name: ${name}
    sql: ${JSON.stringify(sql)}
    joins:
      - name: customers
        relationship: many_to_one
        sql: "{TABLE.id} = {customers.name}"
    dimensions:
      - name: id
        sql: id
        type: string
        primary_key: true
`;
  const customers = `tables:
  - name: customers
    sql: SELECT * FROM crm.raw.customers
    dimensions:
      - name: name
        sql: name
        type: string
        primary_key: true
`;
  const folder = workspace((root) => ({
    ...numbered(
      [...queries.map(([sql]) => sql.replaceAll("ROOT", root)), "SELECT name AS id FROM crm.raw.customers"],
      table,
    ),
    "hostile/customers.yml": customers,
  }));
  const before = contentsOf(folder);
  const { joins } = await resultOf<JoinResult>(folder, "join", "hostile");
  expect(contentsOf(folder)).toEqual(before);
  expect(joins.map(({ error }) => error?.replaceAll(folder, "ROOT"))).toEqual([
    ...queries.map(([, message]) => expect.stringContaining(message)),
    undefined,
  ]);
  for (const { error, left, right } of joins)
    if (error !== undefined) expect([...left.sample, ...right.sample]).toEqual([]);
});
