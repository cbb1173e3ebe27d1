import { expect, test } from "vitest";
import { runWorkflows } from "./run.ts";
import { openWorkspace } from "../../test/support/workspace.ts";

const files = { "sample-data/shop/sales/orders.csv": "id,day\n1,2024-01-01\n2,2024-01-02\n3,2024-01-03\n" };

/** A job whose only input is as given, and whose step passes it on. */
function job(input: string): string {
  const indented = input.trim().replaceAll("\n", `\n${" ".repeat(16)}`);
  return `name: w
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
              - ${indented}
            steps:
              - sequence:
                  - name: passed_on
                    sql: SELECT * FROM o ORDER BY id
`;
}

async function run(input: string) {
  const { session } = await openWorkspace({ ...files, "w.yml": job(input) });
  const [found] = (await runWorkflows(session)).workflows[0]?.jobs ?? [];
  return {
    rows: found?.steps[0]?.firstRows?.map(([id]) => id),
    status: found?.status,
    reason: found?.reason,
  };
}

test("an incremental input is what its query selects, with the keys' values filled in from top to bottom", async () => {
  const input = `
name: o
dataset: dataos://shop:sales/orders
incremental:
  context: source
  sql: SELECT * FROM source WHERE day >= '$|start|' AND id <= $|last|
  keys:
    - name: start
      sql: SELECT date_add(min(day), 1) FROM source
    - name: last
      sql: SELECT max(id) FROM SOURCE WHERE day > '$|start|'`;
  expect(await run(input)).toEqual({ rows: [2, 3], status: "ok", reason: undefined });
});

test.each([
  ["a key that is not there", "SELECT * FROM source WHERE id = $|nosuch|", "nosuch"],
  ["another name than the context's", "SELECT * FROM o", '"o"'],
])("an incremental query with %s fails", async (_, sql, message) => {
  const result = await run(`
name: o
dataset: dataos://shop:sales/orders
incremental:
  context: source
  sql: ${sql}
  keys:
    - name: start
      sql: SELECT 1`);
  expect(result.status).toBe("failed");
  expect(result.reason).toContain(message.replaceAll('"', ""));
});

test("a query for a Trino cluster reads datasets by their dotted names", async () => {
  const query = `SELECT x.id FROM "shop".sales.orders x WHERE date_diff('day', DATE '2024-01-01', x.day) > 0`;
  expect(await run(`name: o\nquery: ${JSON.stringify(query)}`)).toMatchObject({ rows: [2, 3], status: "ok" });
});

test.each([
  ["dataset: dataos://shop:sales/${TABLE}", "skipped", "holds a placeholder"],
  ["dataset: dataos://shop", "skipped", "names no dataset"],
  ["format: csv", "skipped", "neither a dataset nor a query"],
  ["dataset: dataos://shop:sales/none", "failed", "create sample-data/shop/sales/none.csv"],
])("an input with only %s is %s", async (line, status, reason) => {
  const result = await run(`name: o\n${line}`);
  expect(result.status).toBe(status);
  expect(result.reason).toContain(reason);
});
