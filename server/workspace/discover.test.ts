import { expect, test } from "vitest";
import { findRoot, listFiles } from "./discover.ts";
import { MemoryFileSystem } from "./memory-file-system.ts";

const files = (...paths: string[]) =>
  new MemoryFileSystem(Object.fromEntries(paths.map((path) => [path, ""])));

async function listed(
  tree: Record<string, string>,
  exclude: readonly string[] = [],
): Promise<readonly string[]> {
  return (await listFiles("/w", new MemoryFileSystem(tree), exclude)).files;
}

test.each([
  ["the nearest configuration", ["/a/dps.config.yml", "/a/b/.git/HEAD", "/a/b/c/x.yml"], "/a/b/c", "/a"],
  ["else the nearest repository", ["/a/.git/HEAD", "/a/b/.git/HEAD", "/a/b/c/x.yml"], "/a/b/c", "/a/b"],
  ["a worktree's repository", ["/a/.git", "/a/b/x.yml"], "/a/b", "/a"],
  ["else the folder itself", ["/a/b/x.yml"], "/a/b", "/a/b"],
  ["the folder's own configuration", ["/a/dps.config.yml", "/a/b/dps.config.yml"], "/a/b", "/a/b"],
])("the root is %s", async (_, paths, folder, root) => {
  expect(await findRoot(folder, files(...paths))).toBe(root);
});

test("lists files of all folders but those that never belong", async () => {
  const tree = {
    "/w/depot.yml": "",
    "/w/model/tables/orders.yml": "",
    "/w/notes.md": "",
    "/w/.github/workflows/ci.yml": "",
    "/w/node_modules/x/y.yml": "",
    "/w/sub/node_modules/z.yml": "",
    "/other/x.yml": "",
  };
  expect(await listed(tree)).toEqual(["depot.yml", "model/tables/orders.yml", "notes.md"]);
});

test("leaves out what git ignores, the nearest ignore file deciding", async () => {
  const tree = {
    "/w/.gitignore": "build/\n*.draft.yml\n/only-here.yml\n",
    "/w/build/a.yml": "",
    "/w/a.draft.yml": "",
    "/w/only-here.yml": "",
    "/w/sub/only-here.yml": "",
    "/w/sub/.gitignore": "!b.draft.yml\n",
    "/w/sub/b.draft.yml": "",
    "/w/sub/c.draft.yml": "",
  };
  expect(await listed(tree)).toEqual([
    ".gitignore",
    "sub/.gitignore",
    "sub/b.draft.yml",
    "sub/only-here.yml",
  ]);
});

test("ignore files of the repository around the workspace count", async () => {
  const fs = new MemoryFileSystem({
    "/repo/.git/HEAD": "",
    "/repo/.gitignore": "products/*/out/\n",
    "/.gitignore": "*.yml\n",
    "/repo/products/sales/dps.config.yml": "",
    "/repo/products/sales/out/a.yml": "",
    "/repo/products/sales/b.yml": "",
  });
  const { files } = await listFiles("/repo/products/sales", fs, []);
  expect(files).toEqual(["b.yml", "dps.config.yml"]);
});

test("leaves out excluded files and folders", async () => {
  const tree = { "/w/archive/a.yml": "", "/w/b.yml": "", "/w/c/archive/d.yml": "", "/w/c/e.old.yml": "" };
  expect(await listed(tree, ["archive/", "**/*.old.yml"])).toEqual(["b.yml"]);
});

test("a nested configuration is a workspace of its own", async () => {
  const tree = { "/w/dps.config.yml": "", "/w/a.yml": "", "/w/n/dps.config.yml": "", "/w/n/b.yml": "" };
  const { files, rules } = await listFiles("/w", new MemoryFileSystem(tree), []);
  expect(files).toEqual(["a.yml", "dps.config.yml"]);
  expect(rules.skips("/w/n/new.yml")).toBe(true);
});

test.each([
  ["/w/new.yml", false],
  ["/w/.hidden/new.yml", true],
  ["/w/a/node_modules/new.yml", true],
  ["/w/build/deep/new.yml", true],
  ["/elsewhere/new.yml", true],
])("tells whether a new file %s is left out: %s", async (path, skipped) => {
  const { rules } = await listFiles("/w", new MemoryFileSystem({ "/w/.gitignore": "build\n" }), []);
  expect(rules.skips(path)).toBe(skipped);
});

test("a tree beyond the limits is listed in part, and says so", async () => {
  const fs = files(...Array.from({ length: 30 }, (_, i) => `/w/${i % 3}/${i}.yml`), "/w/d/e/e/p/deep.yml");
  const few = await listFiles("/w", fs, [], { files: 10, depth: 64 });
  expect(few.files).toHaveLength(10);
  expect(few.truncated).toBe(true);
  const shallow = await listFiles("/w", fs, [], { files: 1000, depth: 2 });
  expect(shallow.files).toHaveLength(30);
  expect(shallow.truncated).toBe(true);
  expect((await listFiles("/w", fs, [])).truncated).toBe(false);
});
