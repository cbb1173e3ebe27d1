import { expect, test } from "vitest";
import { depot } from "../support/manifests.ts";
import { startServer } from "./client.ts";

const files = { "depots/crm.yml": depot("crm"), "depots/lake.yml": depot("lake") };

test("dps/newManifest: what is to be asked, then the manifest and its place beside others of its kind", async () => {
  const server = await startServer(files);
  expect(await server.request("dps/kinds", { file: "" })).toEqual(
    expect.arrayContaining(["data", "depot", "monitor", "workflow"]),
  );
  const order = { file: "", kind: "depot", name: "crm" };
  const { data } = await server.request("dps/newManifest", { ...order, choices: {} });
  expect(data.open.map(({ id }) => id)).toEqual(["type"]);
  expect(data.open[0]?.answers).toContain("SNOWFLAKE");
  const made = await server.request("dps/newManifest", { ...order, choices: { type: "SNOWFLAKE" } });
  expect(made.root).toBe(server.uriOf(""));
  expect(made.data).toMatchObject({ path: "depots/crm-2.yml", open: [] });
  expect(made.data.snippet).toMatch(/^name: crm\nversion: v2alpha\n(?:.*\n)*.*\$\{1:/);
});

test("dps/newDataProduct: the files of a folder, or why there can be none", async () => {
  const server = await startServer(files);
  const { files: made, start } = await server.request("dps/newDataProduct", { file: "", name: "customer" });
  expect(made.map(({ path }) => path)).toEqual(expect.arrayContaining([start, "data-products/customer.yml"]));
  await expect(server.request("dps/newDataProduct", { file: "", name: "No" })).rejects.toThrow(
    /can't be called/,
  );
});
