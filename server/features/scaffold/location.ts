import { kindOfType } from "../../manifest/kind.ts";
import type { Workspace } from "../../workspace/workspace.ts";

/** Where a new manifest goes: beside most others of its kind, else at the root; nothing is there yet. */
export function placeFor(workspace: Workspace, kind: string, name: string): string {
  const counts = new Map<string, number>();
  for (const file of workspace.ownFiles) {
    const folder = file.slice(0, file.lastIndexOf("/") + 1);
    for (const manifest of workspace.manifests(file))
      if (manifest.kind === kindOfType(kind)) counts.set(folder, (counts.get(folder) ?? 0) + 1);
  }
  const [folder = ""] = [...counts].toSorted(([, one], [, other]) => other - one)[0] ?? [];
  const taken = new Set(workspace.files);
  const stem = name.replace(/[^\w.-]+/g, "-").replace(/^\.+/, "") || "manifest";
  for (let number = 1; ; number++) {
    const path = `${folder}${stem}${number === 1 ? "" : `-${number}`}.yml`;
    if (!taken.has(path)) return path;
  }
}
