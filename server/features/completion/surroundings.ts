import type { Manifest } from "../../manifest/model.ts";
import type { WorkspaceView } from "../../workspace/view.ts";
import type { Workspace } from "../../workspace/workspace.ts";

/** What a cursor's file and its workspace hold. */
export interface Surroundings {
  readonly workspace: Workspace;
  /** The cursor's file, relative to the root. */
  readonly file: string;
  /** Manifests of that file, as last read. */
  readonly manifests: readonly Manifest[];
  /** The workspace as that file sees it. */
  readonly view: WorkspaceView;
}

export function surroundingsOf(workspace: Workspace, file: string): Surroundings {
  return { workspace, file, manifests: workspace.manifests(file), view: workspace.view(file) };
}
