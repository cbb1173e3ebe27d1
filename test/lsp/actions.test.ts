import { expect, test } from "vitest";
import { depot, flare } from "../support/manifests.ts";
import { shop } from "../support/shop.ts";
import { startServer } from "./client.ts";

const files = {
  "crm.yml": depot("crm"),
  "lake.yml": depot("lake"),
  "orders.yml": flare({
    name: "orders",
    input: "dataos://cmr:raw/orders",
    output: "dataos://lake:sales/orders",
  }),
};

test("a quick fix mends what its diagnostic says", async () => {
  const server = await startServer(files);
  await server.open("orders.yml");
  await server.shows("orders.yml", ['unresolved-reference "cmr"']);
  const [fix] = await server.fixes("orders.yml", "cmr");
  expect(fix).toMatchObject({ title: 'Change to "crm"', kind: "quickfix", isPreferred: true });
  expect(fix?.diagnostics).toEqual(server.diagnostics("orders.yml"));
  await server.fix("orders.yml", "cmr", 'Change to "crm"');
  expect(server.text("orders.yml")).toContain("dataset: dataos://crm:raw/orders");
  await server.shows("orders.yml", []);
});

test("a problem is ignored by a comment that stands above its line", async () => {
  const server = await startServer(files);
  await server.open("orders.yml");
  await server.shows("orders.yml", ['unresolved-reference "cmr"']);
  await server.fix("orders.yml", "cmr", "Ignore unresolved-reference on this line");
  expect(server.text("orders.yml")).toMatch(/^ +# dps-ignore unresolved-reference\n.*cmr/m);
  await server.shows("orders.yml", []);
});

test("fixes are offered at their place only, and to those who ask for such", async () => {
  const server = await startServer(files);
  await server.open("orders.yml");
  await server.shows("orders.yml", ['unresolved-reference "cmr"']);
  expect(await server.fixes("orders.yml", "outputs:")).toEqual([]);
  expect(await server.fixes("orders.yml", "cmr", ["refactor"])).toEqual([]);
  expect(await server.fixes("orders.yml", "cmr", ["quickfix"])).toHaveLength(2);
});

test("a request sees everything that was typed before it", async () => {
  const server = await startServer(files);
  await server.open("orders.yml");
  await server.edit(
    "orders.yml",
    ["name: wf-orders", "name: wf-renamed"],
    ["version: v1", "version: v1\n\n"],
  );
  const [lens] = await server.lenses("orders.yml");
  expect(lens?.command?.arguments).toEqual([{ uri: server.uriOf("orders.yml"), workflow: "wf-renamed" }]);
  expect(lens && server.textAt("orders.yml", lens.range)).toBe("wf-renamed");
});

test.each([
  [
    "flows/spending.yml",
    [
      "wf-spending: Preview pipeline",
      "located: Preview join",
      "dataos://crm:raw/orders: Preview data",
      "dataos://crm:raw/customers: Preview data",
      "dataos://lake:sales/by_city?acl=rw: Preview data",
    ],
  ],
  [
    "quality/by-city.yml",
    [
      "dataos://lake:sales/by_city: Run quality checks",
      "dataos://lake:sales/by_city: Profile",
      "dataos://lake:sales/by_city: Preview data",
    ],
  ],
  ["depots/crm.yml", []],
])("code lenses of %s", async (file, expected) => {
  const server = await startServer(shop);
  await server.open(file);
  const lenses = await server.lenses(file);
  expect(
    lenses.map(
      ({ range, command }) =>
        `${server.textAt(file, range)}: ${command?.title.replace(/^\$\([a-z]+\) /, "")}`,
    ),
  ).toEqual(expected);
});

test("nothing is offered for documents that are not open or no files", async () => {
  const server = await startServer(shop);
  expect(await server.lenses("flows/spending.yml")).toEqual([]);
  await server.open("copy.yml", shop["flows/spending.yml"], "untitled:copy.yml");
  expect(await server.fixes("copy.yml", "wf-spending")).toEqual([]);
});

test("all problems of a file that have one fix are mended at once, when an editor asks for that", async () => {
  const twice = files["orders.yml"].replace("dataos://lake:sales", "dataos://lkae:sales");
  const server = await startServer({ ...files, "orders.yml": twice });
  await server.open("orders.yml");
  await server.shows("orders.yml", ['unresolved-reference "cmr"', 'unresolved-reference "lkae"']);
  expect((await server.fixes("orders.yml", "cmr")).map(({ title }) => title)).toEqual([
    'Change to "crm"',
    "Fix all 2 problems of unresolved-reference in this file",
    "Ignore unresolved-reference on this line",
  ]);
  const [all] = await server.fixes("orders.yml", "name", ["source.fixAll"]);
  expect(all).toMatchObject({ kind: "source.fixAll.dps" });
  expect(
    Object.values(all?.edit?.changes ?? {})
      .flat()
      .map(({ newText }) => newText),
  ).toEqual(["crm", "lake"]);
});
