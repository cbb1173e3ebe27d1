import type { Project } from "../run/project.ts";
import type { Workspace } from "../workspace/workspace.ts";
import { projectOf } from "./project.ts";

/**
 * A workspace whose files, while one is half written, still hold what they held before, so that a picture of it
 * stays. Places in such a file are those of the text before.
 */
export function steadyProjectOf(workspace: Workspace): Project {
  return projectOf(workspace, (path) => workspace.steadyManifests(path));
}

/** Those of the files that can't be read as they are now. */
export function brokenAmong(workspace: Workspace, files: Iterable<string>): readonly string[] {
  return [...files].filter((file) => !workspace.facts(file).reliable);
}
