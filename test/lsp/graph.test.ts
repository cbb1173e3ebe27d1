import { describe, expect, test } from "vitest";
import { shop } from "../support/shop.ts";
import { startServer, type Client } from "./client.ts";

const spending = "flows/spending.yml";
const files = {
  ...shop,
  "flows/all.yml": `name: wf-all
version: v1
type: workflow
workflow:
  dag:
    - name: spending
      file: flows/spending.yml
`,
};

describe("dps/graph", () => {
  test("gives jobs, steps and datasets of a super-DAG, though nobody trusts the folder", async () => {
    const server = await startServer(files, { trusted: false });
    const answer = await server.request("dps/graph", { file: "flows/all.yml" });
    expect(answer.root).toBe(server.uriOf(""));
    expect(answer.broken).toEqual([]);
    expect(answer.data.nodes.map(({ kind, name }) => `${kind} ${name}`)).toEqual([
      ...["workflow wf-all", "job spending", "workflow wf-spending", "job spending"],
      ...["dataset crm:raw/orders", "dataset crm:raw/customers", "step located", "step by_city"],
      "dataset lake:sales/by_city",
    ]);
  });

  test("follows what is typed in a file that the document runs", async () => {
    const server = await startServer(files);
    await server.open(spending);
    expect(await stepsOf(server)).toEqual(["located", "by_city"]);
    await server.edit(spending, ["name: located", "name: orders_located"]);
    expect(await stepsOf(server)).toEqual(["orders_located", "by_city"]);
  });

  test("keeps what a file held before it broke, and says that it is broken", async () => {
    const server = await startServer(files);
    await server.open(spending);
    await server.edit(spending, ["type: workflow", "type: [workflow"]);
    // Of what is broken in the lines typed last alone, the rest is known.
    await server.edit(spending, ["# What customers spend.", "# What customers spend, by city."]);
    const { data, broken } = await server.request("dps/graph", { file: "flows/all.yml" });
    expect(broken).toEqual([spending]);
    expect(data.nodes.filter(({ kind }) => kind === "step")).toHaveLength(2);
    await server.edit(spending, ["type: [workflow", "type: workflow"]);
    expect((await server.request("dps/graph", { file: "flows/all.yml" })).broken).toEqual([]);
  });

  test("shows the whole file while the chosen workflow is being renamed", async () => {
    const server = await startServer(files);
    const { data } = await server.request("dps/graph", { file: spending, workflow: "wf-spend" });
    expect(data.nodes[0]?.name).toBe("wf-spending");
  });

  test("of a document without workflows is empty", async () => {
    const server = await startServer(files);
    const { data } = await server.request("dps/graph", { file: "depots/crm.yml" });
    expect(data).toEqual({ version: 1, nodes: [], edges: [] });
  });
});

async function stepsOf(server: Client): Promise<readonly string[]> {
  const { data } = await server.request("dps/graph", { file: "flows/all.yml" });
  return data.nodes.filter(({ kind }) => kind === "step").map(({ name }) => name);
}
