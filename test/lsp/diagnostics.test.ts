import { expect, test } from "vitest";
import { depot, flare } from "../support/manifests.ts";
import { startServer } from "./client.ts";

const [crm, lake] = [depot("crm"), depot("lake")];
const orders = flare({
  name: "orders",
  input: "dataos://crm:raw/orders",
  output: "dataos://lake:sales/orders",
});
const misspelt = orders.replace("dataos://crm:", "dataos://cmr:");
const broken = `${crm}  secrets: [\n`;

test("every file of a folder is checked when the editor starts, open or not", async () => {
  const server = await startServer({ "crm.yml": crm, "lake.yml": lake, "flows/orders.yml": misspelt });
  await server.shows("flows/orders.yml", ['unresolved-reference "cmr"']);
  expect(server.diagnostics("flows/orders.yml")).toMatchObject([
    { source: "dps", severity: 2, message: expect.stringContaining('"crm"'), range: { start: { line: 14 } } },
  ]);
});

test("secrets in code are shown where manifests are, while it is closed, open and edited", async () => {
  const secret = 'TOKEN = "k9fj2hd83jf7"\n';
  const server = await startServer({ "crm.yml": crm, "app/main.py": secret });
  await server.shows("app/main.py", ['plain-secret "k9fj2hd83jf7"']);
  await server.open("app/main.py");
  await server.edit("app/main.py", ['"k9fj2hd83jf7"', 'os.environ["TOKEN"]']);
  await server.shows("app/main.py", []);
  await server.close("app/main.py");
  await server.shows("app/main.py", ['plain-secret "k9fj2hd83jf7"']);
});

test("code opens no workspace by itself", async () => {
  const server = await startServer({ "crm.yml": misspelt, "main.py": "" }, { folders: [] });
  await server.open("main.py");
  await server.open("lake.yml", lake);
  await server.shows("lake.yml", []);
  server.takePublications();
  await server.edit("main.py", ["", "x"]);
  expect(server.takePublications()).not.toContain("main.py");
});

test("opening a document answers even when nothing is wrong", async () => {
  const server = await startServer({ "crm.yml": crm });
  await server.open("crm.yml");
  // This waits for diagnostics of the document's version.
  await server.shows("crm.yml", []);
});

test("a document is judged while it is typed, change by change", async () => {
  const server = await startServer({ "crm.yml": crm, "lake.yml": lake, "orders.yml": orders });
  await server.open("orders.yml");
  await server.shows("orders.yml", []);
  await server.edit("orders.yml", ["dataos://crm:", "dataos://cmr:"]);
  await server.shows("orders.yml", ['unresolved-reference "cmr"']);
  await server.edit("orders.yml", ["cmr", "crm"], ["outputs:", "output:"]);
  await server.shows("orders.yml", ['unknown-key "output"']);
});

test("an edit shows in the other files that it touches, and in no others", async () => {
  const server = await startServer({ "crm.yml": crm, "lake.yml": lake, "orders.yml": orders });
  await server.open("crm.yml");
  await server.open("orders.yml");
  await server.shows("crm.yml", []);
  await server.shows("orders.yml", []);
  server.takePublications();
  await server.edit("crm.yml", ["name: crm", "name: crmtwo"]);
  await server.shows("orders.yml", ['unresolved-reference "crm"']);
  await server.edit("crm.yml", ["name: crmtwo", "name: crm"]);
  await server.shows("orders.yml", []);
  expect(new Set(server.takePublications())).toEqual(new Set(["crm.yml", "orders.yml"]));
});

test("a file is what is on disk again when it is closed without saving", async () => {
  const server = await startServer({ "crm.yml": crm, "lake.yml": lake, "orders.yml": orders });
  await server.open("crm.yml");
  await server.edit("crm.yml", ["name: crm", "name: crmtwo"], ["depot:", "depto:"]);
  await server.shows("crm.yml", ['unknown-key "depto"']);
  await server.shows("orders.yml", ['unresolved-reference "crm"']);
  await server.close("crm.yml");
  await server.shows("crm.yml", []);
  await server.shows("orders.yml", []);
});

test("a saved file stays as it is when it is closed, even if nobody watches the disk", async () => {
  const server = await startServer({ "crm.yml": crm, "lake.yml": lake, "orders.yml": orders });
  await server.open("crm.yml");
  await server.edit("crm.yml", ["name: crm", "name: crmtwo"]);
  await server.save("crm.yml");
  await server.close("crm.yml");
  await server.open("orders.yml");
  await server.shows("orders.yml", ['unresolved-reference "crm"']);
});

test("a document that was never saved counts until it is closed", async () => {
  const server = await startServer({ "lake.yml": lake, "orders.yml": orders });
  await server.shows("orders.yml", ['unresolved-reference "crm"']);
  await server.open("new.yml", crm);
  await server.shows("orders.yml", []);
  await server.edit("new.yml", ["BIGQUERY", "BIGQERY"]);
  await server.shows("new.yml", ['unknown-value "BIGQERY"']);
  await server.close("new.yml");
  await server.shows("new.yml", []);
  await server.shows("orders.yml", ['unresolved-reference "crm"']);
});

test("half-written YAML gives one problem, and what it defined stays defined for others", async () => {
  const server = await startServer({ "crm.yml": crm, "lake.yml": lake, "orders.yml": orders });
  await server.open("orders.yml");
  await server.open("crm.yml");
  await server.shows("crm.yml", []);
  await server.edit("crm.yml", ["project: shop", 'project: "shop']);
  await server.until(() => server.diagnostics("crm.yml").length > 0);
  expect(server.diagnostics("crm.yml").map(({ code }) => code)).toEqual(["yaml-syntax"]);
  await server.edit("crm.yml", ['"shop', "shop"]);
  await server.shows("crm.yml", []);
  expect(server.diagnostics("orders.yml")).toEqual([]);
});

test("problems in SQL come in a second phase, at their place in the text", async () => {
  const server = await startServer({ "orders.yml": orders });
  await server.open("orders.yml");
  await server.shows("orders.yml", []);
  await server.edit("orders.yml", ["FROM source", "FROM sourec"]);
  await server.shows("orders.yml", ['unknown-view "sourec"']);
  await server.edit("orders.yml", ["FROM sourec", "FROM source"]);
  await server.shows("orders.yml", []);
});

test("typing in one file ends the analysis of none of the others' SQL", async () => {
  const names = Array.from({ length: 12 }, (_, index) => `flow-${index}`);
  const flows = names.map((name) => [
    `${name}.yml`,
    flare({
      name,
      input: "dataos://crm:raw/a",
      output: `dataos://lake:a/${name}`,
      sql: `SELECT a FROM view_${name.slice(5)}`,
    }),
  ]);
  const server = await startServer({ "crm.yml": crm, "lake.yml": lake, ...Object.fromEntries(flows) });
  await server.open("crm.yml");
  await server.shows("crm.yml", []);
  for (const name of ["b", "bb", "bbb", "bbbb"]) {
    await server.edit("crm.yml", [/name: (\S+)/.exec(server.text("crm.yml"))?.[0] ?? "", `name: ${name}`]);
    await server.shows("crm.yml", []);
  }
  await server.edit("crm.yml", ["name: bbbb", "name: crm"]);
  for (const name of names) await server.shows(`${name}.yml`, [`unknown-view "view_${name.slice(5)}"`]);
});

test("the other place of a problem is told with its own lines", async () => {
  const server = await startServer({ "a/crm.yml": crm, "b/crm.yml": `# Another one.\n${crm}` });
  await server.shows("b/crm.yml", ['duplicate-resource "crm"']);
  const [place] = server.diagnostics("b/crm.yml")[0]?.relatedInformation ?? [];
  expect(place?.location.uri).toBe(server.uriOf("a/crm.yml"));
  expect(place && server.textAt("a/crm.yml", place.location.range)).toBe("crm");
});

test("a diagnostic links to the page of its rule", async () => {
  const server = await startServer(
    { "orders.yml": misspelt, "crm.yml": crm, "lake.yml": lake },
    { rulePages: "file:///pages" },
  );
  await server.shows("orders.yml", ['unresolved-reference "cmr"']);
  expect(server.diagnostics("orders.yml")[0]?.codeDescription?.href).toBe(
    "file:///pages/unresolved-reference.md",
  );
});

test("a path that needs escaping is one file, however the client writes it", async () => {
  const file = "más (1) #2/crm @x.yml";
  const server = await startServer({ [file]: crm, "lake.yml": lake, "orders.yml": orders });
  const uri = `file://${encodeURI(server.pathOf(file)).replaceAll("#", "%23").replaceAll("(", "%28").replaceAll("@", "%40")}`;
  await server.open(file, crm, uri);
  await server.edit(file, ["name: crm", "name: crmtwo"], ["depot:", "depto:"]);
  await server.shows(file, ['unknown-key "depto"']);
  await server.shows("orders.yml", ['unresolved-reference "crm"']);
});

test("documents that are no files on disk are left alone", async () => {
  const server = await startServer({ "crm.yml": crm });
  await server.open("old.yml", broken, "git:/old.yml?HEAD");
  await server.open("there.yml", broken, "file://elsewhere/there.yml");
  await server.open("crm.yml");
  await server.shows("crm.yml", []);
  expect(server.takePublications()).toEqual(["crm.yml"]);
});
