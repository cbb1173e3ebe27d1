import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { shop } from "../support/shop.ts";
import { startServer } from "./client.ts";

const manifests = { "flows/spending.yml": shop["flows/spending.yml"] };

test("dps/init: first what would be written, then the files", async () => {
  const server = await startServer(manifests);
  const proposed = await server.request("dps/init", { file: "", dryRun: true });
  expect(proposed.root).toBe(server.uriOf(""));
  expect(proposed.data).toMatchObject({ dryRun: true, config: { status: "created" } });
  const configuration = fileURLToPath(server.uriOf("dps.config.yml"));
  expect(existsSync(configuration)).toBe(false);
  const { data } = await server.request("dps/init", { file: "" });
  expect(data).toEqual({ ...proposed.data, dryRun: false });
  expect(existsSync(configuration)).toBe(true);
  expect(data.datasets.map(({ file }) => file)).toEqual([
    "sample-data/crm/raw/customers.csv",
    "sample-data/crm/raw/orders.csv",
  ]);
});

test("nothing is written in a folder that is not trusted", async () => {
  const server = await startServer(manifests, { trusted: false });
  await expect(server.request("dps/init", { file: "" })).rejects.toThrow(/not trusted/);
  expect(existsSync(fileURLToPath(server.uriOf("dps.config.yml")))).toBe(false);
});
