import { expect, test } from "vitest";
import { ancestors, folderOf, resolveWithin } from "./paths.ts";

test.each([
  ["a/b", "c.yml", "a/b/c.yml"],
  ["a/b", "./c.yml", "a/b/c.yml"],
  ["a/b", "../c.yml", "a/c.yml"],
  ["a", "../../c.yml", undefined],
  ["", "../c.yml", undefined],
  ["a", "/etc/passwd", undefined],
  ["a", "C:\\c.yml", undefined],
  ["a", "\\\\host\\c.yml", undefined],
  ["a", "b/../../../a/c.yml", undefined],
])("from %j, %j is %j", (folder, path, resolved) => {
  expect(resolveWithin(folder, path)).toBe(resolved);
});

test("the folders above a path end at the root", () => {
  expect(ancestors("a/b/c.yml")).toEqual(["a/b", "a", ""]);
  expect(ancestors("c.yml")).toEqual([""]);
  expect([folderOf("/a"), folderOf("/"), folderOf("C:"), folderOf("C:/a")]).toEqual(["/", "/", "C:", "C:"]);
});
