import { expect, test } from "vitest";
import { depot } from "../support/manifests.ts";
import { startServer } from "./client.ts";

test("a variable shows its values, those of the configuration as it is by now", async () => {
  const server = await startServer({
    "dps.config.yml": "environments: {dev: {PROJECT: shopdev}}\n",
    "crm.yml": depot("crm").replace("project: shop", "project: ${PROJECT}"),
  });
  await server.open("crm.yml");
  const found = await server.hover("crm.yml", "PROJECT}");
  expect(found?.range && server.textAt("crm.yml", found.range)).toBe("${PROJECT}");
  expect(found?.contents).toMatchObject({
    kind: "markdown",
    value: expect.stringContaining("`shopdev`") as string,
  });
  server.write("dps.config.yml", "environments: {prod: {PROJECT: shopprod}}\n");
  await server.noticed("dps.config.yml");
  const after = await server.hover("crm.yml", "PROJECT}");
  expect(JSON.stringify(after?.contents)).toContain("shopprod");
  const value = await server.hover("crm.yml", "BIGQUERY");
  expect(JSON.stringify(value?.contents)).toContain("Kind of source behind the depot");
});
