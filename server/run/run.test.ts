import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { RunEvent } from "./jobs.ts";
import type { JobRun, RunResult } from "./results.ts";
import { runWorkflows } from "./run.ts";
import { openWorkspace, workflow } from "../../test/support/workspace.ts";

const orders = "id,customer,amount\n1,ann,10.5\n2,bob,20\n3,ann,5\n";
const customers = "name,city\nann,Oslo\nbob,Rome\n";

const files = {
  "sample-data/shop/sales/orders.csv": orders,
  "sample-data/shop/sales/customers.csv": customers,
};

const copyOrders = { inputs: { o: "shop:sales/orders" }, steps: { all_orders: "SELECT * FROM o" } };

function jobsOf(result: RunResult): Record<string, JobRun> {
  return Object.fromEntries(result.workflows.flatMap(({ jobs }) => jobs.map((job) => [job.name, job])));
}

function statuses(result: RunResult): Record<string, string> {
  return Object.fromEntries(Object.entries(jobsOf(result)).map(([name, { status }]) => [name, status]));
}

test("a job is run from its inputs through its steps to its outputs, and every step keeps what it gave", async () => {
  const { session, root } = await openWorkspace({
    ...files,
    "spending.yml": workflow("spending", {
      name: "sum",
      inputs: { orders: "shop:sales/orders", customers: "shop:sales/customers" },
      steps: {
        spending: "SELECT customer, sum(amount) AS total FROM orders GROUP BY customer ORDER BY customer",
        by_city:
          "SELECT c.city, s.total FROM Spending s JOIN CUSTOMERS c ON c.name = s.customer ORDER BY city",
      },
      outputs: { by_city: "lake:sales/by_city" },
    }),
  });
  const events: RunEvent[] = [];
  const result = await runWorkflows(session, { onProgress: (event) => events.push(event) });
  expect(result.workflows).toMatchObject([{ name: "spending", file: "spending.yml", status: "ok" }]);
  const { steps, outputs } = jobsOf(result)["sum"] ?? {};
  expect(outputs).toEqual([{ dataset: "lake:sales/by_city", rows: 2 }]);
  expect(steps).toMatchObject([
    {
      name: "spending",
      rows: 2,
      columns: [
        { name: "customer", type: "VARCHAR" },
        { name: "total", type: "DOUBLE" },
      ],
      firstRows: [
        ["ann", 15.5],
        ["bob", 20],
      ],
      fidelity: "exact",
    },
    {
      name: "by_city",
      firstRows: [
        ["Oslo", 15.5],
        ["Rome", 20],
      ],
    },
  ]);
  expect(events.map(({ type }) => type)).toEqual(["job-started", "step", "step", "job-finished"]);
  expect(readFileSync(join(root, ".dps", ".gitignore"), "utf8")).toBe("*\n");
});

test("a step that takes the name of what it reads replaces it for later steps, and for the output", async () => {
  const { session } = await openWorkspace({
    ...files,
    "w.yml": workflow("w", {
      inputs: { orders: "shop:sales/orders" },
      steps: {
        Orders: "SELECT id * 10 AS id FROM orders",
        orders: "SELECT id + 1 AS id FROM ORDERS ORDER BY id",
      },
      outputs: { orders: "lake:sales/ids" },
    }),
  });
  const result = await runWorkflows(session);
  expect(result.workflows[0]?.jobs[0]?.steps[1]?.firstRows).toEqual([[11], [21], [31]]);
  expect((await session.engine.query('FROM lakehouse."lake:sales".ids')).rows).toEqual([[11], [21], [31]]);
});

test("workflows run after those that write what they read, whatever their files are called", async () => {
  const { session } = await openWorkspace({
    ...files,
    "a.yml": workflow("consumer", {
      inputs: { o: "lake:sales/copy" },
      steps: { counted: "SELECT count(*) AS n FROM o" },
      outputs: { counted: "lake:sales/counted" },
    }),
    "b.yml": workflow("producer", { ...copyOrders, outputs: { all_orders: "lake:sales/copy" } }),
  });
  const result = await runWorkflows(session);
  expect(result.workflows.map(({ name, status }) => [name, status])).toEqual([
    ["consumer", "ok"],
    ["producer", "ok"],
  ]);
  expect(result.workflows[0]?.jobs[0]?.steps[0]?.firstRows).toEqual([[3]]);
});

test("a super-DAG runs the workflows of its files once each, in the order of its dependencies", async () => {
  const { session } = await openWorkspace({
    ...files,
    "dag/all.yml": workflow(
      "all",
      { name: "second", file: "jobs/b.yml", needs: ["first"] },
      { name: "first", file: "jobs/a.yml" },
      { name: "again", file: "jobs/a.yml", needs: ["second"] },
    ),
    "jobs/a.yml": workflow("a", { name: "run-a", ...copyOrders, outputs: { all_orders: "lake:x/a" } }),
    "jobs/b.yml": workflow("b", { name: "run-b", ...copyOrders, outputs: { all_orders: "lake:x/b" } }),
  });
  const order: string[] = [];
  const result = await runWorkflows(session, {
    files: ["dag/all.yml"],
    onProgress: (event) => event.type === "job-finished" && order.push(event.job.name),
  });
  expect(order).toEqual(["run-a", "first", "run-b", "second", "again"]);
  expect(result.workflows.map(({ name, status }) => [name, status])).toEqual([
    ["all", "ok"],
    ["a", "ok"],
    ["b", "ok"],
  ]);
});

test("a failed job skips what needs it and what reads its data, and everything else goes on", async () => {
  const bad = { ...copyOrders, steps: { all_orders: "SELECT nosuch FROM o" } };
  const { session } = await openWorkspace({
    ...files,
    "w.yml": workflow(
      "w",
      { name: "bad", ...bad, outputs: { all_orders: "lake:x/bad" } },
      { name: "after", ...copyOrders, needs: ["bad"] },
      { name: "after-that", ...copyOrders, needs: ["after"] },
      { name: "reader", inputs: { o: "lake:x/bad" }, steps: { all: "SELECT * FROM o" } },
      { name: "other", ...copyOrders },
    ),
  });
  const result = await runWorkflows(session);
  expect(statuses(result)).toEqual({
    bad: "failed",
    after: "skipped",
    "after-that": "skipped",
    reader: "skipped",
    other: "ok",
  });
  expect(jobsOf(result)["after"]?.reason).toBe('It needs the job "bad", which failed.');
  expect(jobsOf(result)["after-that"]?.reason).toBe('It needs the job "after", which was skipped.');
  expect(jobsOf(result)["reader"]?.reason).toBe(
    'It reads lake:x/bad, and the job "bad", which writes it, failed.',
  );
  expect(result.workflows[0]?.status).toBe("failed");
});

test("jobs of other stacks are skipped with the reason, and hold nobody up", async () => {
  const { session } = await openWorkspace({
    ...files,
    "w.yml": workflow(
      "w",
      { name: "checks", stack: "soda+python:1.0" },
      { name: "scan", stack: "scanner:2.0" },
      { name: "image", stack: "container" },
      { name: "after", ...copyOrders, needs: ["checks", "scan", "image"] },
    ),
  });
  const result = await runWorkflows(session);
  expect(statuses(result)).toEqual({ checks: "skipped", scan: "skipped", image: "skipped", after: "ok" });
  expect(jobsOf(result)["image"]?.reason).toBe('Jobs of the stack "container" run only on the platform.');
  expect(jobsOf(result)["checks"]?.reason).toContain("quality command");
});

test.each([
  [
    "a file that is not there",
    { file: "jobs/none.yml" },
    'There is no file "jobs/none.yml" in this workspace.',
  ],
  ["a path that leaves the workspace", { file: "../../etc/x.yml" }, "There is no file"],
  ["a file without a workflow", { file: "depot.yml" }, 'The file "depot.yml" holds no workflow.'],
  ["its own file", { file: "w.yml" }, 'The file "w.yml" runs this job itself'],
  ["a job that is not there", { ...copyOrders, needs: ["none"] }, 'It depends on "none"'],
  ["itself", { ...copyOrders, needs: ["it"] }, "Its dependencies lead back to it: it → it."],
])("a job that needs %s fails", async (_, job, reason) => {
  const { session } = await openWorkspace({
    ...files,
    "depot.yml": "name: shop\nversion: v1\ntype: depot\ndepot: {type: BIGQUERY, external: true}\n",
    "w.yml": workflow("w", { name: "it", ...job }, { name: "other", ...copyOrders }),
  });
  const result = await runWorkflows(session);
  expect(statuses(result)).toEqual({ it: "failed", other: "ok" });
  expect(jobsOf(result)["it"]?.reason).toContain(reason);
});

test("jobs in a circle fail, each with its way round, and the others run", async () => {
  const { session } = await openWorkspace({
    ...files,
    "w.yml": workflow(
      "w",
      { name: "a", ...copyOrders, needs: ["c"] },
      { name: "b", ...copyOrders, needs: ["a"] },
      { name: "c", ...copyOrders, needs: ["b"] },
      { name: "d", ...copyOrders },
    ),
  });
  const result = await runWorkflows(session);
  expect(statuses(result)).toEqual({ a: "failed", b: "failed", c: "failed", d: "ok" });
  expect(jobsOf(result)["a"]?.reason).toBe("Its dependencies lead back to it: a → c → b → a.");
});

test("two super-DAGs that run each other end", async () => {
  const { session } = await openWorkspace({
    "a.yml": workflow("a", { name: "to-b", file: "b.yml" }),
    "b.yml": workflow("b", { name: "to-a", file: "a.yml" }),
  });
  expect(Object.values(statuses(await runWorkflows(session)))).toContain("failed");
});

test("a missing sample says which file to make", async () => {
  const { session } = await openWorkspace({ "w.yml": workflow("w", { name: "job", ...copyOrders }) });
  const job = jobsOf(await runWorkflows(session))["job"];
  expect(job).toMatchObject({
    status: "failed",
    reason:
      'The input "o" can\'t be read. There is no sample data for shop:sales/orders: ' +
      "create sample-data/shop/sales/orders.csv (or .parquet, .ndjson, .json).",
  });
});

test("a configured sample at the root is read, and nothing beside it", async () => {
  const { session, root } = await openWorkspace(
    {
      "here.csv": orders,
      "beside.csv": "secret\n42\n",
      "parts/1.csv": orders,
      "w.yml": workflow("w", {
        name: "job",
        inputs: { o: "shop:sales/orders", p: "shop:sales/parts" },
        steps: { s: "SELECT o.id FROM o JOIN p ON o.id = p.id" },
      }),
    },
    { config: { datasets: { "shop:sales/orders": "here.csv", "shop:sales/parts": "parts" } } },
  );
  expect(jobsOf(await runWorkflows(session))["job"]?.steps).toMatchObject([{ rows: 3 }]);
  const beside = `FROM read_csv('${join(root, "beside.csv")}')`;
  await expect(session.engine.select(beside)).rejects.toMatchObject({ kind: "sql" });
});

test("a mistake in a step's SQL stands at its place in the file", async () => {
  const text = `name: w
version: v1
type: workflow
workflow:
  dag:
    - name: job
      spec:
        stack: flare:7.0
        compute: runnable-default
        stackSpec:
          job:
            inputs:
              - name: o
                dataset: dataos://shop:sales/orders
            steps:
              - sequence:
                  - name: renamed
                    sql: |
                      SELECT
                        id, 'é' AS letter, -- what
                        o.custmer
                      FROM o
`;
  const { session } = await openWorkspace({ ...files, "w.yml": text });
  const step = jobsOf(await runWorkflows(session))["job"]?.steps[0];
  const line = text.split("\n").findIndex((found) => found.includes("custmer"));
  expect(step?.error).toMatchObject({ file: "w.yml", range: { start: { line }, end: { line } } });
  const { start, end } = step?.error?.range ?? { start: { character: 0 }, end: { character: 0 } };
  expect(text.split("\n")[line]?.slice(start.character, end.character)).toMatch(/custmer$/);
  expect(step?.error?.message).toContain("custmer");
});

test.each([
  ["two statements", "SELECT 1; SELECT 2"],
  ["no query", "DROP TABLE o"],
  ["half a query", "SELECT FROM WHERE"],
  ["a file", "SELECT * FROM read_csv('/etc/passwd')"],
])("a step whose SQL is %s fails, and nothing else of it runs", async (_, sql) => {
  const { session } = await openWorkspace({
    ...files,
    "w.yml": workflow("w", {
      name: "job",
      inputs: { o: "shop:sales/orders" },
      steps: { bad: sql, next: "SELECT 1 AS one" },
    }),
  });
  const job = jobsOf(await runWorkflows(session))["job"];
  expect(job?.status).not.toBe("ok");
  expect(job?.steps).toMatchObject([{ name: "bad", error: { file: "w.yml" } }]);
});

test("what only the platform can do is said before anything runs", async () => {
  const { session, root } = await openWorkspace({
    "w.yml": workflow("w", {
      name: "job",
      inputs: { o: "shop:sales/orders" },
      steps: {
        first: "SELECT 1 AS one",
        second: { sql: "SELECT * FROM first", functions: [{ name: "parse_html", column: "one" }] },
      },
    }),
  });
  expect(jobsOf(await runWorkflows(session))["job"]).toMatchObject({
    status: "skipped",
    reason: "The function parse_html needs an HTML parser.",
    steps: [{ name: "second", fidelity: "unsupported" }],
  });
  expect(existsSync(join(root, ".dps", "lakehouse.duckdb"))).toBe(false);
});

test("so is a function of Spark's that has no counterpart, at its place", async () => {
  const { session } = await openWorkspace({
    ...files,
    "w.yml": workflow("w", {
      name: "job",
      inputs: { o: "shop:sales/orders" },
      steps: {
        first: "SELECT * FROM o",
        second: "SELECT reflect('java.util.UUID', 'randomUUID') AS id FROM first",
      },
    }),
  });
  const job = jobsOf(await runWorkflows(session))["job"];
  expect(job).toMatchObject({ status: "skipped", steps: [{ name: "second", fidelity: "unsupported" }] });
  expect(job?.reason).toContain("reflect");
});

test("what a job made in the engine is gone after it, however it ended", async () => {
  const { session } = await openWorkspace({
    ...files,
    "w.yml": workflow(
      "w",
      {
        name: "good",
        ...copyOrders,
        steps: { s: { sql: "SELECT * FROM o", functions: [{ name: "snake_case" }] } },
      },
      { name: "bad", ...copyOrders, steps: { s: "SELECT nosuch FROM o" } },
      {
        name: "half",
        inputs: { o: "shop:sales/orders", p: "shop:sales/none" },
        steps: { s: "SELECT 1 AS one" },
      },
    ),
  });
  await runWorkflows(session);
  const left =
    "SELECT name FROM (FROM duckdb_tables() SELECT table_name AS name UNION ALL FROM duckdb_views() SELECT view_name WHERE NOT internal)";
  expect((await session.engine.query(left)).rows).toEqual([]);
});

test("an output that appends adds within a run, and running again gives the same", async () => {
  const append = { ...copyOrders, append: true, outputs: { all_orders: "lake:x/log" } };
  const { session } = await openWorkspace({ ...files, "w.yml": workflow("w", append, append) });
  for (let time = 0; time < 2; time++) {
    const result = await runWorkflows(session);
    expect(Object.values(jobsOf(result)).map(({ outputs }) => outputs[0]?.rows)).toEqual([3, 3]);
    expect((await session.engine.query('SELECT count(*) FROM lakehouse."lake:x"."log"')).rows).toEqual([[6]]);
  }
});

test("an output that can't be appended to what is there says why", async () => {
  const { session } = await openWorkspace({
    ...files,
    "w.yml": workflow(
      "w",
      { name: "one", ...copyOrders, append: true, outputs: { all_orders: "lake:x/log" } },
      {
        name: "two",
        inputs: { o: "shop:sales/orders" },
        steps: { s: "SELECT id AS other FROM o" },
        append: true,
        outputs: { s: "lake:x/log" },
      },
    ),
  });
  expect(jobsOf(await runWorkflows(session))["two"]).toMatchObject({
    status: "failed",
    reason: expect.stringMatching(/"s" could not be written to lake:x\/log.*"other"/) as string,
  });
});

test("a cancelled run tells what was done and skips the rest", async () => {
  const endless =
    "SELECT count(*) AS n FROM o a, o b, o c, o d, o e, o f, o g, o h, o i, o j, o k, o l WHERE a.id + b.id + c.id + d.id + e.id + f.id + g.id + h.id + i.id + j.id + k.id + l.id = 0";
  const lines = Array.from({ length: 300 }, (_, id) => `${id + 1}`).join("\n");
  const { session } = await openWorkspace({
    ...files,
    "sample-data/shop/sales/ids.csv": `id\n${lines}\n`,
    "w.yml": workflow(
      "w",
      { name: "quick", ...copyOrders },
      { name: "slow", inputs: { o: "shop:sales/ids" }, steps: { first: "SELECT * FROM o", slow: endless } },
      { name: "never", ...copyOrders },
    ),
  });
  const controller = new AbortController();
  const result = await runWorkflows(session, {
    signal: controller.signal,
    onProgress: (event) =>
      event.type === "step" && event.step.name === "first" && setTimeout(() => controller.abort(), 10),
  });
  expect(statuses(result)).toEqual({ quick: "ok", slow: "skipped", never: "skipped" });
  expect(jobsOf(result)["never"]?.reason).toBe("The run was cancelled.");
});

test("a step over its time limit fails, and the run goes on", async () => {
  const cross =
    "SELECT count(*) AS n FROM o a, o b, o c, o d, o e, o f WHERE a.id + b.id + c.id + d.id + e.id + f.id = 0";
  const lines = Array.from({ length: 1000 }, (_, id) => `${id + 1}`).join("\n");
  const { session } = await openWorkspace({
    ...files,
    "sample-data/shop/sales/ids.csv": `id\n${lines}\n`,
    "w.yml": workflow(
      "w",
      { name: "slow", inputs: { o: "shop:sales/ids" }, steps: { slow: cross } },
      { name: "next", ...copyOrders },
    ),
  });
  const result = await runWorkflows(session, { stepTimeoutMilliseconds: 1_000 });
  expect(statuses(result)).toEqual({ slow: "failed", next: "ok" });
  expect(jobsOf(result)["slow"]?.reason).toContain("its time limit");
});

test("a step that needs too much memory fails, and the run goes on", async () => {
  const lines = Array.from({ length: 5000 }, (_, id) => `${id + 1}`).join("\n");
  const { session } = await openWorkspace(
    {
      ...files,
      "sample-data/shop/sales/ids.csv": `id\n${lines}\n`,
      "w.yml": workflow(
        "w",
        {
          name: "greedy",
          inputs: { o: "shop:sales/ids" },
          steps: {
            greedy: "SELECT collect_list(concat(repeat('x', 900), a.id, b.id)) AS l FROM o a CROSS JOIN o b",
          },
        },
        { name: "next", ...copyOrders },
      ),
    },
    { memoryLimit: "100MB" },
  );
  const result = await runWorkflows(session);
  expect(statuses(result)).toEqual({ greedy: "failed", next: "ok" });
  expect(jobsOf(result)["greedy"]?.reason).toContain("needs more memory");
});

test("with its producers, a workflow finds what others write, and only its own jobs are in the result", async () => {
  const files = {
    "sample-data/shop/sales/orders.csv": orders,
    "copy.yml": workflow("copy", {
      ...copyOrders,
      name: "copy-orders",
      outputs: { all_orders: "lake:sales/orders" },
    }),
    "count.yml": workflow("count", {
      name: "count-orders",
      inputs: { o: "lake:sales/orders" },
      steps: { counted: "SELECT count(*) AS n FROM o" },
      outputs: { counted: "lake:sales/counted" },
    }),
  };
  const { session } = await openWorkspace(files);
  const alone = await runWorkflows(session, { files: ["count.yml"] });
  expect(statuses(alone)).toEqual({ "count-orders": "failed" });
  expect(alone.producers).toBeUndefined();
  const result = await runWorkflows(session, { files: ["count.yml"], withProducers: true });
  expect(statuses(result)).toEqual({ "count-orders": "ok" });
  expect(result.producers).toEqual([{ workflow: "copy", job: "copy-orders", status: "ok" }]);
  const again = await runWorkflows(session, { files: ["count.yml"], withProducers: true });
  expect(again.producers).toBeUndefined();
});
