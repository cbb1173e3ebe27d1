import fc from "fast-check";
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { openWorkspace } from "../../test/support/workspace.ts";
import { measureJoins } from "../run/join.ts";
import { measureQuality } from "../run/quality.ts";
import { runWorkflows } from "../run/run.ts";
import type { Session } from "../run/session.ts";
import { initialise, type InitOptions } from "./init.ts";
import { checks, job } from "./testing.fixture.ts";

const today = new Date("2024-06-30T09:00:00Z");

const initIn = ({ project, sql }: Session, options: InitOptions = {}) =>
  initialise(project, sql, { today, ...options });

/** Outcomes that are no pass, and jobs that are not ok, after a folder has been set up. */
async function troublesOf(session: Session): Promise<string[]> {
  const { workflows } = await runWorkflows(session, {});
  const { checks } = await measureQuality(session, { now: today });
  return [
    ...workflows.flatMap(({ jobs }) =>
      jobs.flatMap(({ status, reason }) => (status === "failed" ? [reason ?? ""] : [])),
    ),
    ...checks.flatMap(({ outcome, check, message }) => (outcome === "pass" ? [] : [`${check}: ${message}`])),
  ];
}

const checkLines = [
  "row_count between 10 and 20",
  "row_count > 300",
  "missing_count(a) = 0",
  "duplicate_count(a) = 0",
  "duplicate_count(email) = 0",
  "duplicate_count(a) > 5",
  "row_count between (10 and 20)",
  "values in (a) must exist in u (b)",
  "failed rows: { fail query: SELECT * FROM crm.raw.t_own WHERE price < 0 }",
  "failed rows: { fail condition: price < 0 }",
  'invalid_count(a) = 0: { valid values: ["x", "y y", "z,z"] }',
  "invalid_percent(a) < 5%: { valid regex: '^[A-Z]{2}-\\d+$' }",
  "invalid_count(a) = 0: { valid format: email }",
  "invalid_count(a) = 0: { valid format: phone number }",
  "invalid_count(a) = 0: { valid format: uuid }",
  "invalid_count(a) = 0: { valid min: 5, valid max: 7 }",
  "invalid_count(city) = 0: { valid min length: 3, valid max length: 5 }",
  "avg(price) between 10 and 20",
  "min(price) >= 1000",
  "max(price) < 3",
  "min_length(a) >= 20",
  "freshness(loaded_at) < 1d",
  "freshness(load_date) < 2d",
  "schema: { fail: { when required column missing: [a, b], when wrong column type: { a: integer, b: varchar } } }",
  "failed rows: { fail condition: city is null or price > 400 }",
];

/** One dataset a line, in one workspace: a test each would start an engine each. */
test("the sample passes whatever the check", async () => {
  const files = checkLines.map(
    (line, index) => [`q${index}.yml`, checks(`crm:raw/t${index}`, line)] as const,
  );
  const { session } = await openWorkspace(Object.fromEntries(files));
  await initIn(session);
  expect(await troublesOf(session)).toEqual([]);
});

test("a table has as many rows as the one that a check compares it with", async () => {
  const { session } = await openWorkspace({
    "q.yml": checks("crm:raw/t", "row_count same as u"),
    "r.yml": checks("crm:raw/u", "row_count between 20 and 30"),
    "s.yml": checks("crm:raw/v", "row_count between 40 and 50", "row_count same as w"),
  });
  await initIn(session);
  expect(await troublesOf(session)).toEqual([]);
});

test("a structure and a list have something in them, though nothing names it", async () => {
  const sql = "SELECT s.*, explode(items) AS item FROM t";
  const { session } = await openWorkspace({ "a.yml": job({ inputs: { t: "crm:raw/t" }, sql }) });
  await initIn(session);
  expect(await troublesOf(session)).toEqual([]);
});

test("where a dataset has a sample though a job writes it, the sample has what readers ask", async () => {
  const { session } = await openWorkspace({
    "a.yml": job({ inputs: { t: "crm:raw/t" }, sql: "SELECT id, 1 AS n FROM t", output: "crm:raw/t" }),
    "b.yml": job({ inputs: { t: "crm:raw/t" }, sql: "SELECT other FROM t", output: "lake:out/b" }),
  });
  await initIn(session);
  expect(await troublesOf(session)).toEqual([]);
});

const conditions = [
  "status = 'open' AND kind IN ('a', 'b') AND NOT void",
  "day BETWEEN '2021-03-01' AND '2021-03-31'",
  "year(day) = 2019",
  "day >= date_sub(current_date(), 30)",
  "to_date(day, 'dd/MM/yyyy') > '2020-01-01'",
  "to_timestamp(at, 'yyyy-MM-dd HH:mm:ss') < current_timestamp()",
  "to_date(day, 'MMM d, yyyy') IS NOT NULL",
  "price > 1000 AND price < 1001",
  "name LIKE 'A%' OR name LIKE '%_z'",
  "a.b.c = 'x' AND a.d > 3",
  "upper(code) = 'NEW' AND qty != 0",
];

test("rows of the sample pass, whatever the condition", async () => {
  const files = conditions.map((condition, index) => {
    const inputs = { t: `crm:raw/t${index}` };
    const output = `lake:out/o${index}`;
    return [`a${index}.yml`, job({ inputs, output, sql: `SELECT * FROM t WHERE ${condition}` })] as const;
  });
  const { session } = await openWorkspace(Object.fromEntries(files));
  await initIn(session);
  const { workflows } = await runWorkflows(session, {});
  expect(workflows).toHaveLength(conditions.length);
  const rows = workflows.map(({ jobs }) => jobs[0]?.reason ?? jobs[0]?.steps[0]?.rows ?? 0);
  const empty = conditions.filter((_, index) => !(Number(rows[index]) > 10));
  expect(empty.map((condition) => `${condition}: ${rows[conditions.indexOf(condition)]}`)).toEqual([]);
});

test.each([
  ["one key", "o.customer_id = c.id", "N:1"],
  ["with a cast", "CAST(o.customer AS string) = trim(c.code)", "N:1"],
  ["two keys of one row", "o.country = c.country_code AND o.customer_id = c.id", "N:1"],
])("keys of a join meet: %s", async (_, on, observed) => {
  const sql = `SELECT o.*, c.city FROM orders o LEFT JOIN customers c ON ${on}`;
  const inputs = { orders: "crm:raw/orders", customers: "crm:raw/customers" };
  const { session } = await openWorkspace({ "a.yml": job({ inputs, sql }) });
  await initIn(session);
  const { joins } = await measureJoins(session, {});
  expect(joins).toMatchObject([{ left: { rows: 100, unmatched: 0 }, observed, verdict: "ok" }]);
  // Some customers have no order, as everywhere.
  expect(joins[0]?.right.unmatched).toBeGreaterThan(0);
});

test("two keys of one table are drawn apart", async () => {
  const sql =
    "SELECT f.* FROM flights f JOIN airports a ON f.start_code = a.code JOIN airports b ON f.goal_code = b.code";
  const inputs = { flights: "crm:raw/flights", airports: "crm:raw/airports" };
  const { session, root } = await openWorkspace({ "a.yml": job({ inputs, sql }) });
  await initIn(session);
  const [header, ...rows] = readFileSync(join(root, "sample-data/crm/raw/flights.csv"), "utf8")
    .trimEnd()
    .split("\n");
  expect(header).toBe("start_code,goal_code");
  expect(rows.filter((row) => row.split(",")[0] === row.split(",")[1]).length).toBeLessThan(20);
});

test("keys are drawn from a sample that is there, which is left as it is", async () => {
  const customers = "id,city\n7001,Oslo\n7002,Rome\n";
  const sql = "SELECT o.*, c.city FROM orders o JOIN customers c ON o.customer_id = c.id";
  const inputs = { orders: "crm:raw/orders", customers: "crm:raw/customers" };
  const { session, root } = await openWorkspace({
    "a.yml": job({ inputs, sql }),
    "sample-data/crm/raw/customers.csv": customers,
  });
  const { datasets } = await initIn(session);
  expect(datasets.map(({ dataset, status }) => [dataset, status])).toEqual([
    ["crm:raw/customers", "kept"],
    ["crm:raw/orders", "created"],
  ]);
  expect(readFileSync(join(root, "sample-data/crm/raw/customers.csv"), "utf8")).toBe(customers);
  const { joins } = await measureJoins(session, {});
  expect(joins).toMatchObject([{ left: { unmatched: 0 } }]);
});

const folder = {
  "a.yml": job({
    inputs: { orders: "crm:raw/orders", people: "crm:raw/people" },
    sql: "SELECT o.*, p.first_name, p.email FROM orders o JOIN people p ON o.person_id = p.id WHERE o.total > 10",
  }),
  "b.yml": checks("crm:raw/people", "duplicate_count(id) = 0", "missing_count(city) = 0"),
};

function samplesIn(root: string): string[] {
  return ["orders", "people"].map((name) =>
    readFileSync(join(root, `sample-data/crm/raw/${name}.csv`), "utf8"),
  );
}

test("the same folder and seed give the same bytes; another seed gives others", async () => {
  const { session, root } = await openWorkspace(folder);
  const made = async (options: InitOptions) => {
    rmSync(join(root, "sample-data"), { recursive: true, force: true });
    await initIn(session, options);
    return samplesIn(root);
  };
  await fc.assert(
    fc.asyncProperty(fc.nat(), fc.integer({ min: 1, max: 30 }), async (seed, rows) => {
      const first = await made({ seed, rows });
      expect(await made({ seed, rows, today: new Date("2031-01-01") })).toEqual(first);
      expect(await made({ seed: seed + 1, rows })).not.toEqual(first);
      for (const text of first) expect(text.trimEnd().split("\n")).toHaveLength(rows + 1);
    }),
    { numRuns: 10 },
  );
});

test("what another dataset needs changes no sample but its own", async () => {
  const one = await openWorkspace(folder);
  const other = await openWorkspace({
    ...folder,
    "c.yml": job({ inputs: { x: "crm:raw/x" }, sql: "SELECT a FROM x", output: "lake:out/x" }),
  });
  await initIn(one.session);
  await initIn(other.session);
  expect(samplesIn(other.root)).toEqual(samplesIn(one.root));
});

test("a dry run says the same and writes nothing", async () => {
  const { session, root } = await openWorkspace(folder);
  const proposed = await initIn(session, { dryRun: true });
  expect(existsSync(join(root, "dps.config.yml"))).toBe(false);
  expect(existsSync(join(root, "sample-data"))).toBe(false);
  expect(await initIn(session)).toEqual({ ...proposed, dryRun: false });
});

test("the second time there is nothing left to do", async () => {
  const { session, root } = await openWorkspace(folder);
  await initIn(session);
  const before = samplesIn(root);
  const again = await initIn({ ...session, project: { ...session.project } }, { seed: 9 });
  expect(again.datasets.map(({ status }) => status)).toEqual(["kept", "kept"]);
  expect(samplesIn(root)).toEqual(before);
});

test("names that are nearly defined here are not called external", async () => {
  const { session } = await openWorkspace({
    "a.yml": job({ inputs: { t: "crm:raw/t" }, sql: "SELECT 1 AS one FROM t", output: "lake:sales/orders" }),
    "b.yml": checks("lake:sales/order", "row_count > 0"),
    "c.yml": checks("elsewhere:sales/order", "row_count > 0"),
  });
  const { config } = await initIn(session, { dryRun: true });
  expect(config).toMatchObject({
    status: "created",
    external: { depot: ["crm", "elsewhere", "lake"], dataset: ["crm:raw/t", "elsewhere:sales/order"] },
    leftOut: [{ kind: "dataset", name: "lake:sales/order", like: "lake:sales/orders" }],
  });
});

test("a configuration with errors is left alone, and samples are made all the same", async () => {
  const { session, root } = await openWorkspace(folder);
  writeFileSync(join(root, "dps.config.yml"), "external: [");
  const { config, datasets } = await initIn(session);
  expect(config.status).toBe("broken");
  expect(readFileSync(join(root, "dps.config.yml"), "utf8")).toBe("external: [");
  expect(datasets.map(({ status }) => status)).toEqual(["created", "created"]);
});

test("what is not known is said", async () => {
  const { session } = await openWorkspace({
    "a.yml": job({ inputs: { t: "crm:raw/t" }, sql: "SELECT * FROM t" }),
    "b.yml": checks("crm:raw/u", "freshness(day) < 1d", "invalid_count(a) = 0: { valid regex: '(?<=x)y' }"),
  });
  const { datasets } = await initIn(session, { dryRun: true });
  expect(datasets.map(({ notes }) => notes)).toMatchObject([
    [expect.stringContaining("No column of it is named anywhere")],
    [expect.stringContaining("`day` count back from today"), expect.stringContaining("(?<=x)y")],
  ]);
});
