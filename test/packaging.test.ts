import { readdirSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { beforeAll, expect, test } from "vitest";
import { packageExtension } from "../scripts/package.ts";
import { zipEntries } from "./support/zip.ts";

const root = dirname(import.meta.dirname);
const megabyte = 2 ** 20;

let vsix: string;
beforeAll(async () => {
  vsix = process.env.DPS_VSIX ?? (await packageExtension());
});

test("a user gets what the extension needs and nothing else", () => {
  const rules = readdirSync(join(root, "server/rules"), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => `docs/rules/${name}.md`);
  const own = [...zipEntries(vsix).keys()].flatMap((path) => /^extension\/(.*)/.exec(path)?.[1] ?? []);
  expect(own.sort()).toEqual(
    [
      "LICENSE.txt",
      "ThirdPartyNotices.txt",
      "changelog.md",
      "dist/client.js",
      "dist/duckdb.node",
      "dist/engine.js",
      "dist/language-client.js",
      duckDbLibrary(),
      "dist/package.json",
      "dist/polyglot_sql.wasm",
      "dist/server.js",
      "dist/sql.js",
      "dist/webview.css",
      "dist/webview.js",
      ...rules,
      "l10n/bundle.l10n.json",
      "package.json",
      "package.nls.json",
      "readme.md",
      "snippets/dataos.json",
    ].sort(),
  );
});

test("it stays small enough to download without thinking", () => {
  expect(statSync(vsix).size).toBeLessThanOrEqual((process.platform === "darwin" ? 45 : 35) * megabyte);
});

test("what the editor loads to activate it is a few kilobytes", () => {
  expect(zipEntries(vsix).get("extension/dist/client.js")).toBeLessThan(20 * 2 ** 10);
});

function duckDbLibrary(): string {
  if (process.platform === "win32") return "dist/duckdb.dll";
  return process.platform === "darwin" ? "dist/libduckdb.dylib" : "dist/libduckdb.so";
}
