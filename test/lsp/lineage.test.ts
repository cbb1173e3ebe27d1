import { expect, test } from "vitest";
import type {
  CallHierarchyIncomingCall,
  CallHierarchyItem,
  CallHierarchyOutgoingCall,
} from "vscode-languageserver";
import { shop } from "../support/shop.ts";
import { startServer, type Client } from "./client.ts";

const flow = "flows/spending.yml";
const files = {
  ...shop,
  "all.yml": `name: wf-all
version: v1
type: workflow
workflow:
  dag:
    - name: spend
      file: flows/spending.yml
`,
  "model/tables/cities.yml": `tables:
  - name: cities
    sql: SELECT city, total FROM lake.sales.by_city
    dimensions:
      - name: city
        type: string
        column: city
        primary_key: true
`,
};

/** What is upstream and downstream of what stands at the end of a text, each with the text that says so. */
async function lineage(server: Client, file: string, text: string) {
  await server.open(file);
  const [item] =
    (await server.at<CallHierarchyItem[] | null>("textDocument/prepareCallHierarchy", file, text)) ?? [];
  const incoming = await server.at<CallHierarchyIncomingCall[]>("callHierarchy/incomingCalls", file, text, {
    item,
  });
  const outgoing = await server.at<CallHierarchyOutgoingCall[]>("callHierarchy/outgoingCalls", file, text, {
    item,
  });
  const texts = (uri: string, ranges: CallHierarchyIncomingCall["fromRanges"]) =>
    ranges.map((range) => server.textAt(server.fileOf(uri), range)).join();
  return {
    item: item?.name,
    upstream: incoming.map(({ from, fromRanges }) => `${from.name}: ${texts(from.uri, fromRanges)}`),
    downstream: outgoing.map(({ to, fromRanges }) => `${to.name}: ${texts(item?.uri ?? "", fromRanges)}`),
  };
}

test("a dataset comes from the job that writes it, and goes to all that read it, in SQL too", async () => {
  const server = await startServer(files);
  expect(await lineage(server, "quality/by-city.yml", "lake:sales/by_city")).toEqual({
    item: "lake:sales/by_city",
    upstream: ["spending: lake:sales/by_city"],
    downstream: ["cities: lake:sales/by_city", "check-by-city: lake:sales/by_city"],
  });
});

test("the same dataset is found from inside SQL", async () => {
  const server = await startServer(files);
  const { item } = await lineage(server, "model/tables/cities.yml", "FROM lake.sales.by_ci");
  expect(item).toBe("lake:sales/by_city");
});

test.each([
  { of: "a job", file: flow, text: "- name: spending", item: "spending" },
  { of: "a workflow", file: flow, text: "name: wf-spending", item: "wf-spending" },
])("$of comes from what it reads and goes to what it writes", async ({ file, text, item }) => {
  const server = await startServer(files);
  expect(await lineage(server, file, text)).toEqual({
    item,
    upstream: ["crm:raw/orders: crm:raw/orders", "crm:raw/customers: crm:raw/customers"],
    downstream: ["lake:sales/by_city: lake:sales/by_city"],
  });
});

test("a job that runs a workflow reads and writes what that does", async () => {
  const server = await startServer(files);
  expect(await lineage(server, "all.yml", "- name: spend")).toEqual({
    item: "spend",
    upstream: ["crm:raw/orders: crm:raw/orders", "crm:raw/customers: crm:raw/customers"],
    downstream: ["lake:sales/by_city: spend"],
  });
});

test("what is no part of a pipeline has neither", async () => {
  const server = await startServer(files);
  expect(await lineage(server, "depots/crm.yml", "name: crm")).toEqual({
    item: "crm",
    upstream: [],
    downstream: [],
  });
});
