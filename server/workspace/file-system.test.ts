import { execFileSync } from "node:child_process";
import { mkdtemp, mkdir, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { isFileWithin, listFiles } from "./discover.ts";
import { realFileSystem as fs, slashed } from "./file-system.ts";

let folder: string;
let root: string;

beforeEach(async () => {
  folder = slashed(await mkdtemp(join(tmpdir(), "dps-")));
  root = `${folder}/root`;
  await mkdir(`${root}/sub`, { recursive: true });
});

afterEach(() => rm(folder, { recursive: true, force: true }));

test("reads text without its byte order mark, and never more than the limit", async () => {
  await writeFile(`${root}/bom.yml`, "\ufeffname: größe\n");
  await writeFile(`${root}/large.yml`, "x".repeat(5000));
  expect(await fs.read(`${root}/bom.yml`, 100)).toEqual({ text: "name: größe\n", complete: true });
  expect(await fs.read(`${root}/large.yml`, 100)).toEqual({ text: "x".repeat(100), complete: false });
});

test.each([
  ["utf16le", "\ufeffname: café\n"],
  ["utf8", "\ufeffname: café\n"],
] as const)("a byte order mark says how a file is encoded: %s", async (encoding, text) => {
  await writeFile(`${root}/a.yml`, Buffer.from(text, encoding));
  expect(await fs.read(`${root}/a.yml`, 100)).toEqual({ text: "name: café\n", complete: true });
  await writeFile(`${root}/a.yml`, Buffer.from(text, "utf16le").swap16());
  expect(await fs.read(`${root}/a.yml`, 100)).toEqual({ text: "name: café\n", complete: true });
});

test.each(["missing.yml", "sub"])("%s can't be read, which is a value", async (name) => {
  expect(await fs.read(`${root}/${name}`, 100)).toBeUndefined();
  expect(await fs.list(`${root}/missing`)).toEqual([]);
});

test.skipIf(process.platform === "win32")("a pipe is neither listed nor opened", async () => {
  execFileSync("mkfifo", [`${root}/pipe.yml`]);
  expect((await listFiles(root, fs, [])).files).toEqual([]);
  expect(await fs.read(`${root}/pipe.yml`, 100)).toBeUndefined();
});

test.skipIf(process.platform === "win32")("links lead to files below the root and nowhere else", async () => {
  await writeFile(`${folder}/secret.yml`, "");
  await writeFile(`${root}/sub/a.yml`, "");
  await symlink(`${root}/sub/a.yml`, `${root}/inside.yml`);
  await symlink(`${folder}/secret.yml`, `${root}/outside.yml`);
  await symlink(folder, `${root}/up`);
  await symlink(`${root}/sub`, `${root}/loop`);
  await symlink(`${root}/nowhere`, `${root}/dangling.yml`);
  expect((await listFiles(root, fs, [])).files).toEqual(["inside.yml", "sub/a.yml"]);
  expect(await isFileWithin(root, "inside.yml", fs)).toBe(true);
  expect(await isFileWithin(root, "sub/a.yml", fs)).toBe(true);
  for (const path of ["outside.yml", "up/secret.yml", "loop/a.yml", "dangling.yml"]) {
    expect(await isFileWithin(root, path, fs)).toBe(false);
  }
});
