import { findNamesakes } from "../address/namesakes.ts";
import type { WorkspaceView } from "../workspace/view.ts";

/** What the workspace knows of a dataset that none of its workflows writes. */
export interface Unwritten {
  /** Datasets that were probably meant: written by others in the same depot, and alike. */
  readonly namesakes: readonly string[];
}

/**
 * A dataset that should be written by somebody and is not; undefined when it is written, listed as external, or in a
 * depot that no workflow writes to: such depots are filled on the platform.
 * @param file the asking file; what it writes itself says nothing: copying a table within a depot is no slip of the pen
 */
export function findUnwritten(key: string, file: string, workspace: WorkspaceView): Unwritten | undefined {
  if (workspace.definitions("dataset", key).length > 0 || workspace.isExternal("dataset", key))
    return undefined;
  const [depot = ""] = key.split(":");
  const written = workspace
    .names("dataset")
    .filter((other) => other.startsWith(`${depot}:`))
    .filter((other) => workspace.definitions("dataset", other).some((site) => site.file !== file));
  return written.length === 0 ? undefined : { namesakes: findNamesakes(key, written) };
}

/** Whether a depot is known to the workspace, or the workspace knows none at all. */
export function isKnownDepot(depot: string, workspace: WorkspaceView): boolean {
  return (
    workspace.definitions("depot", depot).length > 0 ||
    workspace.isExternal("depot", depot) ||
    workspace.names("depot").length === 0
  );
}
