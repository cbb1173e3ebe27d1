import { existsSync, mkdirSync, rmSync } from "node:fs";
import { spawnSync } from "node:child_process";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { makeTemporaryFolder, removeAbandonedFolders } from "./temporary-folders.ts";

test("folders of processes that are gone are removed, those of others stay", async () => {
  const { pid } = spawnSync(process.execPath, ["--version"]);
  const abandoned = join(tmpdir(), `data-product-studio-${pid}-abcdef`);
  mkdirSync(join(abandoned, "within"), { recursive: true });
  const own = await makeTemporaryFolder();
  await removeAbandonedFolders();
  expect(existsSync(abandoned)).toBe(false);
  expect(existsSync(own)).toBe(true);
  rmSync(own, { recursive: true });
});
