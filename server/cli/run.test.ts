import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { dps, folderWith, resultOf } from "../../test/support/command-line.ts";
import { shop } from "../../test/support/shop.ts";
import type { RunResult } from "../run/results.ts";

const spending = "flows/spending.yml";
const failing = shop[spending].replace("sum(amount)", "sum(amout)");

const run = (folder: string, ...parameters: string[]) => resultOf<RunResult>(folder, "run", ...parameters);

test("runs the workflows of a folder", async () => {
  const { workflows } = await run(folderWith(shop), ".");
  expect(workflows).toMatchObject([
    {
      name: "wf-spending",
      file: spending,
      status: "ok",
      jobs: [
        {
          name: "spending",
          status: "ok",
          steps: [
            { name: "located", rows: 5, fidelity: "exact" },
            {
              name: "by_city",
              rows: 4,
              columns: [
                { name: "city", type: "VARCHAR" },
                { name: "total", type: "DOUBLE" },
              ],
            },
          ],
          outputs: [{ dataset: "lake:sales/by_city", rows: 4 }],
        },
      ],
    },
    {
      name: "wf-by-city-quality",
      status: "skipped",
      jobs: [{ status: "skipped", reason: expect.any(String) }],
    },
  ]);
});

test("keeps what it wrote in .dps at the root, which git does not see", async () => {
  const folder = folderWith(shop);
  await dps(join(folder, "flows"), "run", "spending.yml");
  expect(readFileSync(join(folder, ".dps/.gitignore"), "utf8")).toBe("*\n");
});

test("--workflow runs one of them", async () => {
  const { workflows } = await run(folderWith(shop), ".", "--workflow", "wf-spending");
  expect(workflows.map(({ name }) => name)).toEqual(["wf-spending"]);
});

test("a failed step fails the command, and says where", async () => {
  const folder = folderWith({ ...shop, [spending]: failing });
  const { workflows } = await run(folder, spending);
  expect(workflows).toMatchObject([{ file: "spending.yml", status: "failed" }]);
  expect(workflows[0]?.jobs[0]?.steps.at(-1)?.error).toMatchObject({
    file: "spending.yml",
    range: { start: { line: 22, character: 42 } },
  });
  const { status, stdout } = await dps(folder, "run", ".");
  expect(status).toBe(1);
  expect(stdout).toMatch(/^ *flows\/spending\.yml:23: .*amout/m);
});

test.each([
  [
    "its table",
    "o.customer = c.name",
    "o.custmer = c.name",
    `"o" has no column "custmer"; did you mean "customer" of samples/crm/raw/orders.csv?`,
  ],
  [
    "no table",
    "SELECT o.id, o.amount",
    "SELECT o.id, amuont AS amount",
    `There is no column "amuont" here; did you mean "amount" of "o"?`,
  ],
  ["a step before", "sum(amount)", "sum(amout)", `"located" has no column "amout"; did you mean "amount"?`],
  [
    "a common table expression",
    "SELECT city, sum(amount) AS total FROM located",
    "WITH x AS (SELECT * FROM located) SELECT city, sum(amout) AS total FROM x",
    `"located" has no column "amout"; did you mean "amount"?`,
  ],
  ["nothing near", "sum(amount)", "sum(price)", `"located" has no column "price"; it has id, amount, city.`],
])(
  "a column that is not there, with %s, is said with the one that was meant",
  async (_title, before, after, message) => {
    const folder = folderWith({ ...shop, [spending]: shop[spending].replace(before, after) });
    const { workflows } = await run(folder, spending);
    expect(workflows[0]?.jobs[0]?.steps.at(-1)?.error?.message).toBe(message);
  },
);

test("files that a super-DAG runs are shown relative to the same folder", async () => {
  const dag = `name: wf-all\nversion: v1\ntype: workflow\nworkflow:\n  dag:\n    - name: all\n      file: flows/spending.yml\n`;
  const { workflows } = await run(folderWith({ ...shop, "dags/all.yml": dag }), "dags/all.yml");
  expect(workflows.map(({ file }) => file)).toEqual(["all.yml", "../flows/spending.yml"]);
});

const count = `name: wf-cities
version: v1
type: workflow
workflow:
  dag:
    - name: cities
      spec:
        stack: flare:7.0
        compute: runnable-default
        stackSpec:
          job:
            inputs:
              - name: by_city
                dataset: dataos://lake:sales/by_city
            steps:
              - sequence:
                  - name: cities
                    sql: SELECT count(*) AS cities FROM by_city
            outputs:
              - name: cities
                dataset: dataos://lake:sales/cities?acl=rw
`;

test("what other workflows must have written is made first, once, and said", async () => {
  const folder = folderWith({ ...shop, "flows/cities.yml": count });
  const { stdout, status } = await dps(folder, "run", "flows/cities.yml");
  expect(status).toBe(0);
  const [first, second] = stdout.split("\n");
  expect(first).toBe("Before, spending of wf-spending ran, because it writes what is read here.");
  expect(second).toBe("");
  expect(await run(folder, "flows/cities.yml")).not.toHaveProperty("producers");
});

test("a producer that fails is said, with its reason", async () => {
  const folder = folderWith({ ...shop, [spending]: failing, "flows/cities.yml": count });
  const { producers, workflows } = await run(folder, "flows/cities.yml");
  expect(producers).toMatchObject([{ workflow: "wf-spending", job: "spending", status: "failed" }]);
  expect(workflows).toMatchObject([{ name: "wf-cities", status: "failed" }]);
  const { stdout } = await dps(folder, "run", "flows/cities.yml");
  expect(stdout).toMatch(/^Before, spending of wf-spending failed, which writes what is read here: .*amout/);
});

test("text, for people", async () => {
  const { status, stdout, stderr } = await dps(folderWith(shop), "run", spending);
  expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
  expect(stdout.replaceAll(/\d+ ms/g, "1 ms").replaceAll(/ +/g, " ")).toMatchInlineSnapshot(`
    "✔ wf-spending spending.yml
     ✔ spending
     step rows columns time fidelity
     located 5 3 1 ms exact
     by_city 4 2 1 ms exact
     → lake:sales/by_city 4 rows
    "
  `);
});

test("a folder without workflows", async () => {
  expect(await dps(folderWith(shop), "run", "depots")).toMatchObject({
    status: 0,
    stdout: "There is no workflow to run here.\n",
  });
});
