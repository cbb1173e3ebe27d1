import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join, relative } from "node:path";
import { afterAll, expect, test } from "vitest";
import { findProgram } from "./find-program.ts";

const root = mkdtempSync(join(tmpdir(), "dps-path-"));
afterAll(() => rmSync(root, { recursive: true }));

const file = process.platform === "win32" ? "ctl.exe" : "ctl";
for (const folder of ["empty", "plain", "with blank", "second"]) mkdirSync(join(root, folder));
mkdirSync(join(root, "empty", file));
for (const folder of ["plain", "with blank", "second"]) writeFileSync(join(root, folder, file), "");
for (const folder of ["with blank", "second"]) chmodSync(join(root, folder, file), 0o755);

const search = (...folders: string[]) => findProgram("ctl", folders.join(delimiter));

test("the first folder that has it wins", async () => {
  expect(await search(join(root, "with blank"), join(root, "second"))).toBe(join(root, "with blank", file));
});

test("folders of that name and folders that are not there are passed over", async () => {
  expect(await search(join(root, "empty"), join(root, "none"), join(root, "second"))).toBe(
    join(root, "second", file),
  );
});

test.skipIf(process.platform === "win32")("so are files that can't be run", async () => {
  expect(await search(join(root, "plain"))).toBeUndefined();
});

test.each([
  ["an empty path", ""],
  ["the current folder", "."],
  ["a relative folder", relative(process.cwd(), join(root, "second"))],
])("%s is never searched", async (_, path) => {
  expect(await search(path)).toBeUndefined();
});
