import { expect, test } from "vitest";
import type { InlayHint } from "vscode-languageserver";
import { depot } from "../support/manifests.ts";
import { shop } from "../support/shop.ts";
import { startServer, type Client } from "./client.ts";

const flow = "flows/spending.yml";

const whole = { start: { line: 0, character: 0 }, end: { line: 999, character: 0 } };

/** Each hint with the word that it stands behind. */
async function hints(server: Client, file: string, range = whole): Promise<readonly string[]> {
  const found = await server.at<readonly InlayHint[]>("textDocument/inlayHint", file, "name", { range });
  const lines = server.text(file).split("\n");
  return found.map(({ position: { line, character }, label }) => {
    const [word = ""] = /\S+$/.exec((lines[line] ?? "").slice(0, character)) ?? [];
    return `${word} → ${String(label)}`;
  });
}

test("a schedule is said in words, within the part that is shown", async () => {
  const scheduled = shop[flow].replace(
    "workflow:\n",
    "workflow:\n  schedule:\n    cron: 30 6 * * 1\n    timezone: Europe/Oslo\n",
  );
  const server = await startServer({ [flow]: scheduled });
  await server.open(flow);
  expect(await hints(server, flow)).toEqual(["1 → At 06:30, only on Monday, Europe/Oslo"]);
  expect(await hints(server, flow, { start: { line: 20, character: 0 }, end: whole.end })).toEqual([]);
});

test("a name with variables is shown with the values of the environment, once all of them have one", async () => {
  const server = await startServer({
    "dps.config.yml": "environments: {dev: {LAKE: devlake}}\n",
    "depots/lake.yml": depot("devlake"),
    [flow]: shop[flow]
      .replace("dataos://lake:", "dataos://${LAKE}:")
      .replace("dataos://crm:raw/o", "dataos://${CRM}:raw/o"),
  });
  await server.open(flow);
  expect(await hints(server, flow)).toEqual([
    "dataos://${LAKE} → devlake",
    "dataos://${LAKE}:sales/by_city → devlake:sales/by_city",
  ]);
});

test("a relationship is shown as it was found, once its join was measured", async () => {
  const file = "model/tables/orders.yml";
  const table = (name: string, dataset: string, key: string, joins = "") =>
    `tables:\n  - name: ${name}\n    sql: SELECT * FROM crm.raw.${dataset}\n${joins}    dimensions:\n      - name: ${key}\n        type: string\n        column: ${key}\n        primary_key: true\n`;
  const joins = `    joins:\n      - name: customers\n        relationship: many_to_one\n        sql: "{TABLE.customer} = {customers.name}"\n`;
  const server = await startServer({
    ...shop,
    [file]: `${table("orders", "orders", "id", joins)}      - name: customer\n        type: string\n        column: customer\n`,
    "model/tables/customers.yml": table("customers", "customers", "name"),
  });
  await server.open(file);
  expect(await hints(server, file)).toEqual([]);
  await server.request("dps/join", { file });
  expect(await hints(server, file)).toEqual(["many_to_one → found N:M"]);
});

test("settings turn them off, and counts of references on; these are counted when they come into sight", async () => {
  const server = await startServer(shop, { settings: { codeLens: { references: true } } });
  await server.open("depots/crm.yml");
  const [lens] = await server.lenses("depots/crm.yml");
  expect(lens?.command).toBeUndefined();
  expect((await server.resolve(lens)).command?.title).toBe("2 references");
  await server.notify("workspace/didChangeConfiguration", {
    settings: { dps: { codeLens: { references: false } } },
  });
  expect(await server.lenses("depots/crm.yml")).toEqual([]);
});
