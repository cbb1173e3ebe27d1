import { execFileSync } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { noFacts, type FileFacts } from "../manifest/facts.ts";
import { factsOf } from "../manifest/facts.fixture.ts";
import { FactsStore, type FactsStoreOptions } from "./facts-store.ts";

let folder: string;
let path: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "dps-"));
  path = join(folder, "kept", "facts");
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

const open = (options: Partial<FactsStoreOptions> = {}) =>
  FactsStore.open(path, { edition: "1", fewestFiles: 1, ...options });

const depot = (name: string): FileFacts => {
  const { text: _, ...facts } = factsOf(`
    name: ${name}
    version: v2alpha
    type: depot
    depot:
      type: S3
  `);
  return facts;
};

async function keep(facts: Readonly<Record<string, FileFacts>>, options?: Partial<FactsStoreOptions>) {
  const store = await open(options);
  for (const [key, each] of Object.entries(facts)) if (!store.get(key)) store.set(key, each);
  await store.save();
}

async function kept(options?: Partial<FactsStoreOptions>): Promise<readonly string[]> {
  const store = await open(options);
  return ["a", "b"].filter((key) => store.get(key));
}

test("facts outlive the process", async () => {
  await keep({ a: depot("crm"), b: noFacts });
  const store = await open();
  expect(store.get("a")).toEqual(depot("crm"));
  expect(store.get("b")).toEqual(noFacts);
  expect(store.get("c")).toBeUndefined();
});

test("the facts that nobody asked for any more go", async () => {
  await keep({ a: depot("crm"), b: depot("erp") });
  await keep({ a: depot("crm") });
  expect(await kept()).toEqual(["a"]);
});

test("facts of another edition are not used, and are replaced", async () => {
  await keep({ a: depot("crm") });
  expect(await kept({ edition: "2" })).toEqual([]);
  await keep({ b: depot("erp") }, { edition: "2" });
  expect(await kept({ edition: "2" })).toEqual(["b"]);
});

test.each<[string, (text: string) => string]>([
  ["cut off", (text) => text.slice(0, -5)],
  ["cut off between two lines", (text) => text.slice(0, text.lastIndexOf("\n"))],
  ["with a name exchanged", (text) => text.replace("crm", "cms")],
  ["with lines after the end", (text) => `${text}\nc\n{}`],
  ["without its first line", (text) => text.slice(text.indexOf("\n") + 1)],
  ["something else", () => "PK\u0003\u0004"],
  ["empty", () => ""],
])("a damaged file counts as empty: %s", async (_, damage) => {
  await keep({ a: depot("crm"), b: depot("erp") });
  writeFileSync(path, damage(readFileSync(path, "utf8")));
  expect(await kept()).toEqual([]);
  await keep({ a: depot("crm") });
  expect(await kept()).toEqual(["a"]);
});

test("of a file with a secret nothing is kept", async () => {
  const secret = factsOf(`
    name: crm
    version: v2alpha
    type: depot
    description: postgres://loader:hunter22@db.internal/crm
    depot:
      type: S3
  `);
  await keep({ a: secret, b: depot("erp") });
  expect(await kept()).toEqual(["b"]);
  expect(readFileSync(path, "utf8")).not.toContain("hunter22");
});

test("a small workspace leaves nothing behind", async () => {
  await keep({ a: depot("crm"), b: depot("erp") }, { fewestFiles: 3 });
  expect(existsSync(path)).toBe(false);
});

test("no more is kept than fits, and a file that is too large is not read", async () => {
  const largestSize = 1_500;
  await keep({ a: depot("crm"), b: depot("erp") }, { largestSize });
  expect(await kept({ largestSize })).toEqual(["a"]);
  expect(await kept({ largestSize: 100 })).toEqual([]);
});

test("what is derived after saving is left to the next start", async () => {
  const store = await open();
  store.set("a", depot("crm"));
  await store.save();
  store.set("b", depot("erp"));
  await store.save();
  expect(await kept()).toEqual(["a"]);
});

test("the folder ignores itself in git, and only its owner reads the facts", async () => {
  await keep({ a: depot("crm") });
  expect(readFileSync(join(folder, "kept/.gitignore"), "utf8")).toBe("*\n");
  if (process.platform !== "win32") {
    expect(execFileSync("ls", ["-l", path], { encoding: "utf8" })).toMatch(/^-rw-------/);
  }
});

test("a folder that can't be made costs the facts and nothing else", async () => {
  writeFileSync(join(folder, "kept"), "a file stands in its place");
  await keep({ a: depot("crm") });
  expect(await kept()).toEqual([]);
});

test.skipIf(process.platform === "win32")("links are neither read nor written through", async () => {
  const elsewhere = join(folder, "elsewhere");
  mkdirSync(elsewhere);
  symlinkSync(elsewhere, join(folder, "kept"));
  await keep({ a: depot("crm") });
  expect(existsSync(join(elsewhere, "facts"))).toBe(false);
});

test.skipIf(process.platform === "win32")("a pipe in its place is not waited for", async () => {
  mkdirSync(join(folder, "kept"));
  execFileSync("mkfifo", [path]);
  expect(await kept()).toEqual([]);
});
