import { expect, test } from "vitest";
import { depot } from "../../../test/support/manifests.ts";
import { MemoryFileSystem } from "../../workspace/memory-file-system.ts";
import { Workspace } from "../../workspace/workspace.ts";

/** A file system in which one file belongs to somebody else. */
class Guarded extends MemoryFileSystem {
  override async read(path: string, limit: number) {
    return path.endsWith("/theirs.yml") ? undefined : super.read(path, limit);
  }
}

test("a file that can't be read is said so of, once, and everything else goes on", async () => {
  const files = { "/workspace/theirs.yml": depot("theirs"), "/workspace/ours.yml": depot("ours") };
  const workspace = await Workspace.open("/workspace", new Guarded(files));
  expect(workspace.problems("theirs.yml")).toEqual([
    {
      rule: "unreadable-file",
      severity: "warning",
      message:
        "This file can't be read, so what it defines is not known; give yourself the right to read it, or exclude it.",
      range: { start: 0, end: 0 },
    },
  ]);
  expect(workspace.ownFiles).toEqual(["ours.yml", "theirs.yml"]);
  expect(workspace.manifests("ours.yml")).toHaveLength(1);
});
