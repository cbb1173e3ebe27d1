import type { Project } from "../run/project.ts";
import type { Workspace } from "../workspace/workspace.ts";

/** A workspace as runs see it, as it is now: what editors hold, saved or not. */
export function projectOf(workspace: Workspace): Project {
  return {
    root: workspace.root,
    config: workspace.config,
    files: workspace.ownFiles.map((path) => ({ path, manifests: workspace.manifests(path) })),
    readText: (path) => workspace.text(path),
  };
}
