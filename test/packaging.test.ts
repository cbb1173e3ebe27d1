import { readFileSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { nativeCode } from "../scripts/native-code.ts";
import { hasNativeDuckDb, nativeDuckDb } from "../scripts/native-duckdb.ts";
import { nativeFiles, nativeProblems, packageProblems } from "../scripts/package-contents.ts";
import { packageExtension } from "../scripts/package.ts";
import { hostTarget, targetNamed, targets } from "../scripts/targets.ts";
import { zipEntries } from "../scripts/zip.ts";

const root = dirname(import.meta.dirname);
const megabyte = 2 ** 20;
const host = hostTarget();

describe("the package for this machine", () => {
  let vsix: string;
  beforeAll(async () => {
    vsix = process.env.DPS_VSIX ?? (await packageExtension());
  });

  test("a user gets what the extension needs and nothing else", () => {
    expect(packageProblems(vsix, host)).toEqual([]);
  });

  test("it stays small enough to download without thinking", () => {
    expect(statSync(vsix).size).toBeLessThanOrEqual((host.system === "darwin" ? 45 : 35) * megabyte);
  });

  test("what the editor loads to activate it is a few kilobytes", () => {
    expect(zipEntries(vsix).get("extension/dist/client.js")?.size).toBeLessThan(40 * 2 ** 10);
  });

  test("as the package of another machine it is refused, file by file", () => {
    const other = targetNamed(host.name === "win32-x64" ? "linux-x64" : "win32-x64");
    expect(packageProblems(vsix, other).sort()).toEqual(
      [
        `dist/${other.library} is missing`,
        `dist/${host.library} does not belong in it`,
        `dist/duckdb.node is for ${host.system}-${host.cpu}, not for ${other.name}`,
        `dist/${host.library} is native code`,
      ].sort(),
    );
  });
});

describe("native code", () => {
  // Those of other machines are there once they have been packed.
  test.each(targets.filter(hasNativeDuckDb))("$name has its own DuckDB", (target) => {
    const folder = nativeDuckDb(target);
    const problems = nativeFiles(target).flatMap((path) =>
      nativeProblems(path, readFileSync(join(folder, path.slice("dist/".length))), target),
    );
    expect(problems).toEqual([]);
  });

  test("is recognised by its first bytes", () => {
    expect(nativeCode(readFileSync(process.execPath))).toMatchObject([
      { system: process.platform, cpu: process.arch },
    ]);
    expect(nativeCode(readFileSync(join(import.meta.dirname, "packaging.test.ts")))).toEqual([]);
  });

  test("in a universal file, every machine's part is found", () => {
    const bytes = Buffer.alloc(4096);
    const words = [0xcafebabe, 2, 0x01000007, 3, 1024, 100, 12, 0x0100000c, 0, 2048, 200, 12];
    words.forEach((word, index) => bytes.writeUInt32BE(word, 4 * index));
    expect(nativeCode(bytes)).toEqual([
      { system: "darwin", cpu: "x64", from: 1024, to: 1124 },
      { system: "darwin", cpu: "arm64", from: 2048, to: 2248 },
    ]);
  });

  test("wherever it is not expected, it is refused", () => {
    const bytes = readFileSync(join(nativeDuckDb(host), "duckdb.node"));
    expect(nativeProblems("snippets/dataos.json", bytes, host)).toEqual([
      "snippets/dataos.json is native code",
    ]);
    expect(nativeProblems("dist/duckdb.node", Buffer.from("{}"), host)).toEqual([
      "dist/duckdb.node is no native code",
    ]);
  });
});

test("the page of the extension names every command by its title", () => {
  const page = readFileSync(join(root, "README.md"), "utf8");
  const titles = JSON.parse(readFileSync(join(root, "package.nls.json"), "utf8")) as Record<string, string>;
  // The last is of the view's menus alone.
  const unnamed = ["command.category", "command.openManifest"];
  const missing = Object.entries(titles)
    .filter(([key]) => key.startsWith("command.") && !unnamed.includes(key))
    .flatMap(([, title]) => (page.includes(`| ${title} |`) ? [] : title));
  expect(missing).toEqual([]);
});

test("every target is one that the lock file has DuckDB for", () => {
  const lock = readFileSync(join(root, "package-lock.json"), "utf8");
  expect(targets.map(({ name }) => name).sort()).toEqual(
    ["alpine", "darwin", "linux", "win32"].flatMap((system) => [`${system}-arm64`, `${system}-x64`]),
  );
  for (const { duckdb } of targets) expect(lock).toContain(`"node_modules/${duckdb}": {`);
});
