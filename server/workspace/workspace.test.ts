import { expect, test } from "vitest";
import type { FileFacts } from "../manifest/facts.ts";
import { MemoryFileSystem } from "./memory-file-system.ts";
import { Workspace } from "./workspace.ts";

const depot = (name: string) => `name: ${name}\nversion: v2alpha\ntype: depot\ndepot:\n  type: S3\n`;
const cluster = (...depots: string[]) =>
  `name: c\nversion: v1\ntype: cluster\ncluster:\n  compute: x\n  type: minerva\n  minerva:\n    replicas: 1\n    depots:\n${depots
    .map((name) => `      - address: dataos://${name}\n`)
    .join("")}`;

async function open(files: Record<string, string>) {
  const fs = new MemoryFileSystem(
    Object.fromEntries(Object.entries(files).map(([path, text]) => [`/w/${path}`, text])),
  );
  return { fs, workspace: await Workspace.open("/w", fs) };
}

/** Files that define a depot, as some file sees it. */
function definers(workspace: Workspace, name: string): readonly string[] {
  return workspace
    .view("any.yml")
    .definitions("depot", name)
    .map(({ file }) => file);
}

test("knows all files, and which hold something of ours", async () => {
  const { workspace } = await open({ "a.yml": depot("crm"), "ci.yml": "on: push\n", "b.sql": "select 1" });
  expect(workspace.files).toEqual(["a.yml", "b.sql", "ci.yml"]);
  expect(workspace.ownFiles).toEqual(["a.yml"]);
  expect(workspace.manifests("a.yml").map(({ kind }) => kind)).toEqual(["depot"]);
  expect(workspace.manifests("ci.yml")).toEqual([]);
});

test("what an editor holds wins over the disk until it lets go", async () => {
  const { workspace, fs } = await open({ "a.yml": depot("crm") });
  workspace.update("a.yml", depot("erp"));
  expect(definers(workspace, "erp")).toEqual(["a.yml"]);
  fs.write("/w/a.yml", depot("web"));
  await workspace.reload(["a.yml"]);
  expect(definers(workspace, "erp")).toEqual(["a.yml"]);
  expect(await workspace.text("a.yml")).toBe(depot("erp"));
  workspace.update("a.yml", undefined);
  expect(definers(workspace, "web")).toEqual(["a.yml"]);
  expect(await workspace.text("a.yml")).toBe(depot("web"));
});

test("while a file is broken its last error-free definitions stand, and only for others", async () => {
  const { workspace } = await open({ "a.yml": depot("crm") });
  workspace.update("a.yml", "name: [crm\nversion: v2alpha\n");
  expect(definers(workspace, "crm")).toEqual(["a.yml"]);
  expect(workspace.view("b.yml").manifests("a.yml")).toHaveLength(1);
  expect(workspace.manifests("a.yml")).toHaveLength(0);
  workspace.update("a.yml", depot("erp"));
  expect(definers(workspace, "crm")).toEqual([]);
});

test("only files that asked are affected", async () => {
  const { workspace } = await open({
    "crm.yml": depot("crm"),
    "erp.yml": depot("erp"),
    "c.yml": cluster("crm"),
  });
  for (const file of workspace.files) {
    const view = workspace.view(file);
    for (const { symbols, name } of workspace.manifests(file).flatMap(({ references }) => references)) {
      view.definitions(symbols[0], name);
    }
    workspace.remember(file, view);
  }
  expect(workspace.affectedBy(workspace.update("erp.yml", depot("web")))).toEqual(["erp.yml"]);
  expect(workspace.affectedBy(workspace.update("crm.yml", `# moved\n${depot("crm")}`))).toEqual(["crm.yml"]);
  expect(workspace.affectedBy(workspace.update("crm.yml", depot("crn")))).toEqual(["c.yml", "crm.yml"]);
  expect(workspace.affectedBy(workspace.update("new.yml", depot("crm")))).toEqual(["c.yml", "new.yml"]);
});

test("a question that found nothing is asked again when the answer appears", async () => {
  const { workspace, fs } = await open({ "a/super.yml": "" });
  const view = workspace.view("a/super.yml");
  expect(view.resolvePath("jobs/load.yml")).toBeUndefined();
  workspace.remember("a/super.yml", view);
  fs.write("/w/a/other.yml", "");
  expect(workspace.affectedBy(await workspace.reload(["a/other.yml"]))).toEqual(["a/other.yml"]);
  fs.write("/w/jobs/load.yml", "");
  expect(workspace.affectedBy(await workspace.reload(["jobs/load.yml"]))).toEqual([
    "a/super.yml",
    "jobs/load.yml",
  ]);
});

test("paths are found beside the file, then at the root, then above it, and never outside", async () => {
  const { workspace } = await open({
    "load.yml": "",
    "a/load.yml": "",
    "a/b/super.yml": "",
    "a/jobs/run.yml": "",
    "a/b/c/sub.yml": "",
  });
  const view = workspace.view("a/b/super.yml");
  expect(view.resolvePath("super.yml")).toBe("a/b/super.yml");
  expect(view.resolvePath("./c/sub.yml")).toBe("a/b/c/sub.yml");
  expect(view.resolvePath("load.yml")).toBe("load.yml");
  expect(view.resolvePath("../load.yml")).toBe("a/load.yml");
  expect(view.resolvePath("jobs/run.yml")).toBe("a/jobs/run.yml");
  expect(view.resolvePath("c")).toBe("a/b/c");
  for (const path of ["../../../etc/passwd", "/load.yml", "C:\\load.yml", "nowhere.yml"]) {
    expect(view.resolvePath(path)).toBeUndefined();
  }
});

test("folders may appear and vanish as a whole", async () => {
  const { workspace, fs } = await open({});
  fs.write("/w/depots/crm.yml", depot("crm"));
  fs.write("/w/depots/deep/erp.yml", depot("erp"));
  await workspace.reload(["depots"]);
  expect(workspace.files).toEqual(["depots/crm.yml", "depots/deep/erp.yml"]);
  fs.remove("/w/depots/crm.yml");
  fs.remove("/w/depots/deep/erp.yml");
  await workspace.reload(["depots"]);
  expect(workspace.files).toEqual([]);
  expect(definers(workspace, "erp")).toEqual([]);
});

test("ignored files stay out, however they are announced", async () => {
  const { workspace, fs } = await open({ ".gitignore": "out/\n", "dps.config.yml": "exclude: [old/]\n" });
  fs.write("/w/out/a.yml", depot("crm"));
  fs.write("/w/old/a.yml", depot("crm"));
  await workspace.reload(["out/a.yml", "out", "old/a.yml", "old"]);
  workspace.update("out/b.yml", depot("crm"));
  workspace.update("../c.yml", depot("crm"));
  expect(workspace.files).toEqual([".gitignore", "dps.config.yml"]);
  expect(definers(workspace, "crm")).toEqual([]);
});

test.each([
  ["the configuration", "dps.config.yml", "rules:\n  invalid-sql: off\n", true],
  ["an ignore file", "a/.gitignore", "x\n", true],
  ["a configuration further down", "a/dps.config.yml", "", true],
  ["a configuration that says the same", "dps.config.yml", "# nothing\n", false],
  ["a manifest", "a.yml", depot("crm"), false],
])("%s changing on disk asks for the workspace to be opened anew: %s", async (_, path, text, reopen) => {
  const { workspace, fs } = await open({ "a/x.yml": "" });
  fs.write(`/w/${path}`, text);
  expect((await workspace.reload([path])).reopen).toBe(reopen);
});

test("opening anew keeps what editors hold and takes up the new configuration", async () => {
  const { workspace } = await open({ "a.yml": depot("crm") });
  workspace.update("a.yml", depot("erp"));
  expect(workspace.update("dps.config.yml", "external: {depot: [web]}\n").reopen).toBe(true);
  const anew = await workspace.reopen();
  expect(definers(anew, "erp")).toEqual(["a.yml"]);
  expect(anew.view("a.yml").isExternal("depot", "web")).toBe(true);
  expect(workspace.view("a.yml").isExternal("depot", "web")).toBe(false);
});

test("letting go of a configuration asks for the one on disk", async () => {
  const { workspace } = await open({ "dps.config.yml": "exclude: [old/]\n" });
  workspace.update("dps.config.yml", "exclude: []\n");
  expect(workspace.update("dps.config.yml", undefined).reopen).toBe(true);
});

test("a half-written configuration has problems and changes nothing", async () => {
  const { workspace } = await open({});
  const change = workspace.update("dps.config.yml", "exclude: [\n");
  expect(change.reopen).toBe(false);
  expect(workspace.problems("dps.config.yml").length).toBeGreaterThan(0);
  expect(workspace.ownFiles).toEqual(["dps.config.yml"]);
});

test("what comes with the platform is external", async () => {
  const { workspace } = await open({});
  const view = workspace.view("a.yml");
  expect(view.isExternal("compute", "runnable-default")).toBe(true);
  expect(view.isExternal("depot", "lakehouse")).toBe(true);
  expect(view.isExternal("cluster", "lakehouse")).toBe(false);
});

test("external names come on top of the platform's, whatever their kind is called", async () => {
  const external = "external: {depot: [crm], constructor: [x], __proto__: [y]}\n";
  const { workspace } = await open({ "dps.config.yml": external });
  const view = workspace.view("a.yml");
  expect(view.isExternal("depot", "crm") && view.isExternal("depot", "lakehouse")).toBe(true);
  expect(view.isExternal("constructor", "x")).toBe(true);
  expect(view.isExternal("toString", "x")).toBe(false);
});

test("Lens symbols are seen within their model only", async () => {
  const table = "tables:\n  - name: orders\n    sql: select 1\n    dimensions:\n      - name: id\n";
  const { workspace } = await open({
    "one/model/tables/orders.yml": table,
    "one/model/views/v.yml": "",
    "one/lens.yml": "entities:\n  - name: orders\n    fields:\n      - name: id\n",
    "two/model/views/v.yml": "",
  });
  const seen = (file: string) =>
    workspace
      .view(file)
      .definitions("lens-member", "orders.id")
      .map(({ file }) => file);
  expect(seen("one/model/views/v.yml")).toEqual(["one/model/tables/orders.yml"]);
  expect(seen("one/lens.yml")).toEqual(["one/lens.yml"]);
  expect(seen("two/model/views/v.yml")).toEqual([]);
});

test.each([
  ["one of ours", `${depot("crm")}#`, ["oversized-file"]],
  ["anybody's", "x: y\n", []],
])("a file too large to read is not read: %s", async (_, beginning, rules) => {
  const { workspace } = await open({ "a.yml": beginning.padEnd(3_000_000, "x") });
  expect(workspace.problems("a.yml").map(({ rule }) => rule)).toEqual(rules);
  expect(workspace.manifests("a.yml")).toEqual([]);
  expect(await workspace.text("a.yml")).toBeUndefined();
});

test("facts come from the cache when the content is known", async () => {
  const stored = new Map<string, FileFacts>();
  const cache = {
    get: (hash: string) => stored.get(hash),
    set: (hash: string, facts: FileFacts) => stored.set(hash, facts),
  };
  const fs = new MemoryFileSystem({ "/w/a.yml": depot("crm") });
  const first = await Workspace.open("/w", fs, { cache });
  const second = await Workspace.open("/w", fs, { cache });
  expect(stored.size).toBe(1);
  expect(second.facts("a.yml")).toBe(first.facts("a.yml"));
});

test("a trusted workspace brings schemas of its own", async () => {
  const files = {
    "/w/dps.config.yml": "schemas: [schemas/ingestor.v1.json, missing.json]\n",
    "/w/schemas/ingestor.v1.json": JSON.stringify({
      type: "object",
      properties: {
        name: { "x-defines": "ingestor" },
        type: {},
        version: {},
        ingestor: { "x-refers": "depot" },
      },
    }),
    "/w/a.yml": "name: a\nversion: v1\ntype: ingestor\ningestor: crm\n",
  };
  const fs = new MemoryFileSystem(files);
  const trusted = await Workspace.open("/w", fs, { trusted: true });
  expect(trusted.manifests("a.yml").map(({ kind }) => kind)).toEqual(["ingestor"]);
  expect(trusted.view("b.yml").references("depot", "crm")).toHaveLength(1);
  expect(trusted.problems("dps.config.yml")).toMatchObject([
    { message: expect.stringContaining("missing.json"), range: { start: 36, end: 48 } },
  ]);
  const moved = `# Ours.\n${files["/w/dps.config.yml"]}`;
  expect(trusted.update("dps.config.yml", moved).reopen).toBe(false);
  expect(trusted.problems("dps.config.yml")).toMatchObject([{ range: { start: 44, end: 56 } }]);
  expect((await trusted.reload(["schemas/ingestor.v1.json"])).reopen).toBe(true);
  const untrusted = await Workspace.open("/w", fs);
  expect(untrusted.manifests("a.yml")).toEqual([]);
  expect(untrusted.problems("dps.config.yml")).toEqual([]);
});

test("opening can be given up", async () => {
  const fs = new MemoryFileSystem({ "/w/a.yml": depot("crm") });
  const signal = AbortSignal.abort(new Error("closed"));
  await expect(Workspace.open("/w", fs, { signal })).rejects.toThrow("closed");
});
