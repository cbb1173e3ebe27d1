import { DiagnosticSeverity } from "vscode-languageserver";
import { expect, test } from "vitest";
import { depot } from "../support/manifests.ts";
import { startServer } from "./client.ts";

const crm = depot("crm").replace("BIGQUERY", "BIGQERY");

test("a known problem is a hint where it stands, keeps its fix, and counts again once it is forgotten", async () => {
  const server = await startServer({ "crm.yml": crm });
  await server.open("crm.yml");
  await server.shows("crm.yml", ['unknown-value "BIGQERY"']);
  const [found] = server.diagnostics("crm.yml");
  const known = { rule: "unknown-value", message: found?.message, count: 1 };
  server.write("dps.baseline.json", JSON.stringify({ version: 1, problems: { "crm.yml": [known] } }));
  await server.noticed("dps.baseline.json");
  await server.until(() => server.diagnostics("crm.yml")[0]?.source === "dps baseline");
  expect(server.diagnostics("crm.yml")).toMatchObject([
    { severity: DiagnosticSeverity.Hint, message: found?.message, range: found?.range },
  ]);
  expect((await server.fixes("crm.yml", "BIGQERY")).map(({ title }) => title)).toEqual([
    "Change to BIGQUERY",
    "Ignore unknown-value on this line",
  ]);
  server.remove("dps.baseline.json");
  await server.noticed("dps.baseline.json");
  await server.until(() => server.diagnostics("crm.yml")[0]?.source === "dps");
});
