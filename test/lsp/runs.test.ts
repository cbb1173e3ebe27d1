import { existsSync, readdirSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { CancellationTokenSource, LSPErrorCodes } from "vscode-languageserver/node";
import { endless, shop } from "../support/shop.ts";
import { startServer, type Client } from "./client.ts";

const spending = "flows/spending.yml";
const quality = "quality/by-city.yml";

describe("what a command of the editor gets", () => {
  test("dps/run: the workflows of a document, with all their steps", async () => {
    const server = await startServer(shop);
    const { root, data } = await server.request("dps/run", { file: spending, workflow: "wf-spending" });
    expect(root).toBe(server.uriOf(""));
    expect(data.workflows).toMatchObject([
      {
        name: "wf-spending",
        file: spending,
        status: "ok",
        jobs: [{ name: "spending", status: "ok", outputs: [{ dataset: "lake:sales/by_city", rows: 4 }] }],
      },
    ]);
  });

  test("dps/run: while it lasts, which job is running", async () => {
    const server = await startServer(shop);
    await server.request("dps/run", { file: spending });
    expect(server.progress).toEqual(["spending"]);
  });

  test("dps/join: one step's joins, or those of the document", async () => {
    const server = await startServer(shop);
    const { data } = await server.request("dps/join", { file: spending, target: "spending/located" });
    expect(data.joins).toMatchObject([
      { left: { name: "o" }, right: { name: "c" }, resultRows: 5, observed: "N:M" },
    ]);
    expect((await server.request("dps/join", { file: spending, target: "by_city" })).data.joins).toEqual([]);
    expect((await server.request("dps/join", { file: spending })).data.joins).toHaveLength(1);
  });

  test("dps/quality: outcomes of the document's checks, on what its workflows write", async () => {
    const server = await startServer(shop);
    const { data } = await server.request("dps/quality", { file: quality });
    expect(data.checks.map(({ name, outcome }) => `${name}: ${outcome}`)).toEqual([
      "There are cities: pass",
      "Every total has a city: fail",
      "Totals are plausible: warn",
    ]);
    const of = async (dataset: string) =>
      (await server.request("dps/quality", { file: quality, dataset })).data.checks.length;
    expect(await of("dataos://lake:sales/by_city?acl=rw")).toBe(3);
    expect(await of("lake:sales/other")).toBe(0);
  });

  test("dps/profile: the datasets of the document, or one", async () => {
    const server = await startServer(shop);
    const { data } = await server.request("dps/profile", { file: spending });
    expect(data.datasets.map(({ dataset, rows }) => [dataset, rows])).toEqual([
      ["crm:raw/orders", 4],
      ["crm:raw/customers", 4],
      ["lake:sales/by_city", 4],
    ]);
    const one = await server.request("dps/profile", {
      file: spending,
      dataset: "dataos://crm:raw/customers",
    });
    expect(one.data.datasets.map(({ dataset }) => dataset)).toEqual(["crm:raw/customers"]);
  });

  test("dps/data: a page of a dataset, made if need be, in the order asked for", async () => {
    const server = await startServer(shop);
    const page = { file: spending, dataset: "dataos://lake:sales/by_city?acl=rw", offset: 1, limit: 2 };
    const { data } = await server.request("dps/data", {
      ...page,
      sort: { column: "total", descending: true },
    });
    expect(data).toMatchObject({ dataset: "lake:sales/by_city", total: 4, offset: 1 });
    expect(data.rows.map(([, total]) => total)).toEqual([20, 15.5]);
    await expect(server.request("dps/data", { ...page, dataset: "nothing" })).rejects.toMatchObject({
      code: LSPErrorCodes.RequestFailed,
      message: expect.stringContaining('"nothing" names no dataset') as string,
    });
  });

  test("dps/exportCsv: the whole dataset, in a file of the user's choice", async () => {
    const server = await startServer(shop);
    const target = "out/orders.csv";
    const request = () =>
      server.request("dps/exportCsv", {
        ...{ file: spending, dataset: "crm:raw/orders", target: server.uriOf(target) },
        sort: { column: "amount", descending: false },
      });
    expect((await request()).data.error).toContain("orders.csv can't be written");
    server.write("out/there", "");
    expect((await request()).data).toEqual({ version: 1, rows: 4 });
    expect(server.text(target)).toBe("id,customer,amount\n3,ann,5.0\n4,zoe,7.0\n1,ann,10.5\n2,bob,20.0\n");
  });

  test("dps/datasets: the dataset on the cursor's line, and all that the document names", async () => {
    const server = await startServer(shop);
    const start = server.text(spending).indexOf("dataset: dataos://crm:raw/customers");
    const on = async (start: number) =>
      (await server.request("dps/datasets", { file: spending, line: { start, end: start + 40 } })).data;
    const all = ["crm:raw/orders", "crm:raw/customers", "lake:sales/by_city"];
    expect(await on(start)).toEqual({ onLine: "crm:raw/customers", all });
    expect(await on(0)).toEqual({ onLine: null, all });
  });
});

test("a run sees what the editor holds, saved or not", async () => {
  const server = await startServer(shop);
  await server.open(spending);
  await server.edit(spending, ["GROUP BY city", "WHERE city IS NOT NULL GROUP BY city"]);
  const { data } = await server.request("dps/run", { file: spending });
  expect(data.workflows[0]?.jobs[0]?.outputs).toEqual([{ dataset: "lake:sales/by_city", rows: 3 }]);
  expect(server.text(spending)).not.toBe(shop[spending]);
});

test("a failed step says where in the document", async () => {
  const server = await startServer(shop);
  await server.open(spending);
  await server.edit(spending, ["sum(amount)", "sum(amout)"]);
  const { data } = await server.request("dps/run", { file: spending });
  const error = data.workflows[0]?.jobs[0]?.steps.at(-1)?.error;
  expect(error?.file).toBe(spending);
  expect(error && server.textAt(spending, error.range)).toBe("amout");
});

test("commands that are asked for at once run one after the other", async () => {
  const server = await startServer(shop);
  const runs = await Promise.all(
    [1, 2, 3].map(() => server.request("dps/run", { file: spending, workflow: "wf-spending" })),
  );
  for (const { data } of runs) expect(data.workflows[0]?.status).toBe("ok");
});

test("a changed configuration counts for the next run", async () => {
  const server = await startServer(shop);
  await server.request("dps/run", { file: spending });
  server.write("elsewhere/crm/raw/orders.csv", "id,customer,amount\n1,ann,1\n");
  server.write("elsewhere/crm/raw/customers.csv", "name,city\nann,Oslo\n");
  await server.open("dps.config.yml");
  await server.edit("dps.config.yml", ["samples", "elsewhere"]);
  const { data } = await server.request("dps/run", { file: spending });
  expect(data.workflows[0]?.jobs[0]?.steps.map(({ rows }) => rows)).toEqual([1, 1]);
});

test("nothing is written beside the manifests, and without storage nothing stays", async () => {
  const server = await startServer(shop);
  await server.request("dps/run", { file: spending });
  expect(existsSync(server.pathOf(".dps"))).toBe(false);
  expect(server.temporaryFiles()).toHaveLength(1);
  await server.shutdown();
  expect(server.temporaryFiles()).toEqual([]);
});

test("with storage everything is written there: a folder a workspace, and one for what is known of SQL", async () => {
  const server = await startServer(shop, { storage: ".storage" });
  await server.request("dps/run", { file: spending });
  await server.shutdown();
  const [folder, ...others] = readdirSync(server.pathOf(".storage"));
  expect(others).toEqual(["sql"]);
  expect(readdirSync(server.pathOf(`.storage/${folder}`))).toContain("lakehouse.duckdb");
  expect(server.temporaryFiles()).toEqual([]);
});

test("a run can be cancelled, and the next one is not in its way", async () => {
  const server = await startServer({ ...shop, "flows/endless.yml": endless });
  const source = new CancellationTokenSource();
  const run = server.request("dps/run", { file: "flows/endless.yml" }, source.token);
  await expect.poll(() => server.childProcesses().length, { timeout: 20_000 }).toBe(2);
  source.cancel();
  await expect(run).rejects.toMatchObject({ code: LSPErrorCodes.RequestCancelled });
  expect((await server.request("dps/join", { file: spending })).data.joins).toHaveLength(1);
});

test("what waits for its turn can be cancelled too", async () => {
  const server = await startServer({ ...shop, "flows/endless.yml": endless });
  const [first, second] = [new CancellationTokenSource(), new CancellationTokenSource()];
  const runs = [first, second].map(({ token }) =>
    server.request("dps/run", { file: "flows/endless.yml" }, token),
  );
  second.cancel();
  first.cancel();
  for (const run of runs) await expect(run).rejects.toMatchObject({ code: LSPErrorCodes.RequestCancelled });
});

describe("what is refused, with a reason", () => {
  const refusal = (
    server: Client,
    method: "dps/run" | "dps/profile",
    params: { file: string; dataset?: string },
  ) =>
    server.request(method, params).then(
      () => "nothing",
      ({ message }: Error) => message,
    );

  test("anything, until the folder is trusted", async () => {
    const server = await startServer(shop, { trusted: false });
    expect(await refusal(server, "dps/run", { file: spending })).toMatch(/not trusted/);
    expect(server.childProcesses().length).toBeLessThan(2);
    await server.notify("dps/trustGranted");
    expect((await server.request("dps/run", { file: spending })).data.workflows).toHaveLength(1);
  });

  test("a dataset that is none", async () => {
    const server = await startServer(shop);
    expect(await refusal(server, "dps/profile", { file: spending, dataset: "lake" })).toMatch(
      /"lake" names no dataset/,
    );
  });
});
