import { expect, test } from "vitest";
import { depot, flare } from "../support/manifests.ts";
import { startServer } from "./client.ts";

const [crm, lake] = [depot("crm"), depot("lake")];
const orders = flare({
  name: "orders",
  input: "dataos://crm:raw/orders",
  output: "dataos://lake:sales/orders",
});
const unresolved = ['unresolved-reference "crm"'];

test("what appears, changes and vanishes on disk is noticed", async () => {
  const server = await startServer({ "lake.yml": lake, "orders.yml": orders });
  await server.shows("orders.yml", unresolved);
  server.write("depots/crm.yml", crm);
  await server.noticed("depots/crm.yml");
  await server.shows("orders.yml", []);
  server.write("depots/crm.yml", crm.replace("BIGQUERY", "BIGQERY"));
  await server.noticed("depots/crm.yml");
  await server.shows("depots/crm.yml", ['unknown-value "BIGQERY"']);
  server.remove("depots");
  await server.noticed("depots");
  await server.shows("depots/crm.yml", []);
  await server.shows("orders.yml", unresolved);
});

test("what an editor holds wins over the disk", async () => {
  const server = await startServer({ "crm.yml": crm, "lake.yml": lake, "orders.yml": orders });
  await server.open("crm.yml");
  await server.edit("crm.yml", ["name: crm", "name: crmtwo"]);
  await server.shows("orders.yml", unresolved);
  server.write("crm.yml", crm.replace("BIGQUERY", "BIGQERY"));
  server.write("other.yml", crm.replace("BIGQUERY", "BIGQERY"));
  await server.noticed("crm.yml", "other.yml");
  await server.shows("other.yml", ['unknown-value "BIGQERY"']);
  await server.shows("crm.yml", []);
  await server.close("crm.yml");
  await server.shows("crm.yml", ['duplicate-resource "crm"', 'unknown-value "BIGQERY"']);
});

test("files in subfolders belong to the editor's folder, wherever nothing else marks a root", async () => {
  const server = await startServer({
    "depots/crm.yml": crm,
    "depots/lake.yml": lake,
    "flows/orders.yml": orders,
  });
  await server.open("flows/orders.yml");
  await server.edit("flows/orders.yml", ["dataos://crm:", "dataos://cmr:"]);
  await server.shows("flows/orders.yml", ['unresolved-reference "cmr"']);
});

test("a document without a folder is seen within its own", async () => {
  const server = await startServer({ "lake.yml": lake, "orders.yml": orders }, { folders: [] });
  await server.open("orders.yml");
  await server.shows("orders.yml", unresolved);
  await server.open("crm.yml", crm);
  await server.shows("orders.yml", []);
});

test("each folder of the editor is a workspace of its own", async () => {
  const server = await startServer(
    { "one/crm.yml": crm, "one/lake.yml": lake, "two/lake.yml": lake, "two/orders.yml": orders },
    { folders: ["one", "two"] },
  );
  await server.shows("two/orders.yml", unresolved);
  await server.open("two/orders.yml");
  await server.open("one/orders.yml", orders);
  await server.shows("one/orders.yml", []);
  await server.shows("two/orders.yml", unresolved);
});

test("folders come and go with their diagnostics", async () => {
  const server = await startServer(
    { "one/orders.yml": orders, "one/lake.yml": lake, "two/orders.yml": orders, "two/lake.yml": lake },
    { folders: ["one"] },
  );
  await server.shows("one/orders.yml", unresolved);
  await server.changeFolders({ added: ["two"] });
  await server.shows("two/orders.yml", unresolved);
  await server.changeFolders({ removed: ["one"] });
  await server.shows("one/orders.yml", []);
  expect(server.diagnostics("two/orders.yml")).toHaveLength(1);
});

test("folders that are not on disk are no obstacle", async () => {
  const server = await startServer({ "lake.yml": lake, "orders.yml": orders }, { folders: ["", "gone"] });
  await server.shows("orders.yml", unresolved);
});

test("a changed configuration counts at once, saved or not", async () => {
  const server = await startServer({
    "dps.config.yml": "rules: {}\n",
    "lake.yml": lake,
    "orders.yml": orders,
  });
  await server.shows("orders.yml", unresolved);
  await server.open("dps.config.yml");
  await server.edit("dps.config.yml", ["rules: {}", "external:\n  depot: [crm]"]);
  await server.shows("orders.yml", []);
  await server.close("dps.config.yml");
  await server.shows("orders.yml", unresolved);
  server.write("dps.config.yml", "rules:\n  unresolved-reference: off\n");
  await server.noticed("dps.config.yml");
  await server.shows("orders.yml", []);
});

test("what is wrong in the configuration is shown in it", async () => {
  const server = await startServer({ "dps.config.yml": "sampelData: x\n", "lake.yml": lake });
  await server.shows("dps.config.yml", ['unknown-key "sampelData"']);
  await server.open("dps.config.yml");
  await server.edit("dps.config.yml", ["sampelData", "sampleData"]);
  await server.shows("dps.config.yml", []);
});

test("files that are excluded lose their diagnostics, and get them back", async () => {
  const server = await startServer({ "lake.yml": lake, "drafts/orders.yml": orders });
  await server.shows("drafts/orders.yml", unresolved);
  server.write("dps.config.yml", "exclude: [drafts/]\n");
  await server.noticed("dps.config.yml");
  await server.shows("drafts/orders.yml", []);
  server.remove("dps.config.yml");
  await server.noticed("dps.config.yml");
  await server.shows("drafts/orders.yml", unresolved);
  server.write(".gitignore", "drafts\n");
  await server.noticed(".gitignore");
  await server.shows("drafts/orders.yml", []);
});

test("a configuration in a folder makes it a workspace of its own, and its end ends that", async () => {
  const server = await startServer({
    "crm.yml": crm,
    "lake.yml": lake,
    "apart/lake.yml": lake,
    "apart/orders.yml": orders,
  });
  await server.open("apart/orders.yml");
  await server.shows("apart/orders.yml", []);
  await server.shows("apart/lake.yml", ['duplicate-resource "lake"']);
  server.write("apart/dps.config.yml", "rules: {}\n");
  await server.noticed("apart/dps.config.yml");
  await server.shows("apart/orders.yml", unresolved);
  await server.shows("apart/lake.yml", []);
  await server.shows("lake.yml", []);
  server.remove("apart/dps.config.yml");
  await server.noticed("apart/dps.config.yml");
  await server.shows("apart/orders.yml", []);
  await server.shows("apart/lake.yml", ['duplicate-resource "lake"']);
  // SQL comes last: when its problem is there, nobody has anything else to say.
  await server.edit("apart/orders.yml", ["FROM source", "FROM sourec"]);
  await server.shows("apart/orders.yml", ['unknown-view "sourec"']);
});

test("schemas of the workspace's own are read once it is trusted", async () => {
  const ingestor = {
    type: "object",
    properties: {
      name: { "x-defines": "ingestor" },
      type: {},
      version: {},
      ingestor: { "x-refers": "depot" },
    },
  };
  const files = {
    "dps.config.yml": "schemas: [schemas/ingestor.v1.json]\n",
    "schemas/ingestor.v1.json": JSON.stringify(ingestor),
    "lake.yml": lake,
    "in.yml": "name: intake\nversion: v1\ntype: ingestor\ningestor: crm\n",
  };
  const server = await startServer(files, { trusted: false });
  await server.open("in.yml");
  await server.shows("in.yml", []);
  await server.notify("dps/trustGranted");
  await server.shows("in.yml", unresolved);
});

test("a schema of one's own that can't be used is shown where it is named, until it can be", async () => {
  const server = await startServer({ "dps.config.yml": "schemas: [ours.json]\n", "crm.yml": crm });
  await server.shows("dps.config.yml", ['malformed-value "ours.json"']);
  server.write("ours.json", '{ "type": "object" }');
  await server.noticed("ours.json");
  await server.shows("dps.config.yml", []);
});

test("the editor is asked to watch what matters, if it can", async () => {
  const capabilities = { workspace: { didChangeWatchedFiles: { dynamicRegistration: true } } };
  const server = await startServer({ "crm.yml": crm }, { capabilities });
  await server.until(() => server.registered.length > 0);
  expect(server.registered).toMatchObject([{ method: "workspace/didChangeWatchedFiles" }]);
});
