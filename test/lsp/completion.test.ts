import { expect, test } from "vitest";
import { shop } from "../support/shop.ts";
import { startServer } from "./client.ts";

test("proposals see what was typed before, and replace the word at the cursor", async () => {
  const server = await startServer(shop);
  await server.open("flows/spending.yml");
  await server.edit("flows/spending.yml", ["dataos://crm:raw/orders", "dataos://cr"]);
  const proposed = await server.completion("flows/spending.yml", "dataos://cr");
  const crm = proposed.find(({ label }) => label === "dataos://crm:");
  expect(crm).toMatchObject({ detail: "depot in depots/crm.yml", textEdit: { newText: "dataos://crm:" } });
  expect(
    crm?.textEdit && "range" in crm.textEdit && server.textAt("flows/spending.yml", crm.textEdit.range),
  ).toBe("dataos://cr");
});

test("a proposed key brings its description, and what must stand below it", async () => {
  const server = await startServer(shop);
  await server.open("flows/spending.yml");
  await server.edit("flows/spending.yml", ["workflow:\n", "workflow:\n  sch\n"]);
  const schedule = (await server.completion("flows/spending.yml", "  sch")).find(
    ({ label }) => label === "schedule",
  );
  expect(schedule).toMatchObject({
    documentation: { kind: "markdown", value: expect.stringContaining("When the workflow runs.") as string },
    insertTextFormat: 2,
    textEdit: { newText: expect.stringMatching(/^schedule:\n {4}cron: \$\{1:/) as string },
  });
});
