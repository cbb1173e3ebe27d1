import { expect, test } from "vitest";
import type { ProductNode } from "../../server/lsp/protocol.ts";
import { shop } from "../support/shop.ts";
import { startServer, type Client } from "./client.ts";

const flow = "flows/spending.yml";
const check = "quality/by-city.yml";
const product = `name: spending-dp
version: v1beta
entity: product
type: data
v1beta:
  data:
    inputs:
      - refType: depot
        ref: dataos://crm:raw/orders
    outputs:
      - refType: dataos
        ref: dataset:lake:sales:by_city
`;

/** Each part of the products as `GROUP/NAME STATE`. */
async function parts(server: Client): Promise<readonly string[]> {
  const [answer] = await server.request("dps/products", { file: "" });
  const lines = (nodes: readonly ProductNode[], above: string): string[] =>
    nodes.flatMap((node) => [
      `${above}${node.name}${node.state === undefined ? "" : ` ${node.state}`}`,
      ...lines(node.children, `${node.name}/`),
    ]);
  return lines([...(answer?.data.products ?? []), ...(answer?.data.others ?? [])], "");
}

test("a product is what it names, what writes its outputs, and what checks them; the rest stands apart", async () => {
  const server = await startServer({ ...shop, "product.yml": product });
  expect(await parts(server)).toEqual([
    "spending-dp not-run",
    "spending-dp/inputs",
    "inputs/orders",
    "spending-dp/workflows not-run",
    "workflows/wf-spending not-run",
    "spending-dp/datasets",
    "datasets/by_city",
    "spending-dp/checks not-run",
    "checks/by_city not-run",
    "spending-dp/resources",
    "resources/lake",
    "depot",
    "depot/crm",
  ]);
});

test("what has run says how it went, and so does what holds it", async () => {
  const server = await startServer({ ...shop, "product.yml": product });
  const stated = async () => (await parts(server)).filter((part) => / (passed|failed)$/.test(part));
  expect(await stated()).toEqual([]);
  await server.request("dps/run", { file: flow });
  expect(await stated()).toEqual(["spending-dp/workflows passed", "workflows/wf-spending passed"]);
  server.write(flow, server.text(flow).replace("SELECT city,", "SELECT NULL AS city,"));
  await server.noticed(flow);
  await server.request("dps/quality", { file: check });
  expect(await stated()).toEqual([
    "spending-dp failed",
    "spending-dp/workflows passed",
    "workflows/wf-spending passed",
    "spending-dp/checks failed",
    "checks/by_city failed",
  ]);
});
