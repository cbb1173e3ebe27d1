import type { Manifest } from "../manifest/model.ts";
import type { OffsetRange } from "../text/range.ts";
import type { WorkspaceView } from "../workspace/view.ts";

/** A path in a manifest that leads to a file of the workspace. */
export interface FileLink {
  readonly range: OffsetRange;
  /** Relative to the root. */
  readonly target: string;
}

export function fileLinks(manifests: readonly Manifest[], view: WorkspaceView): readonly FileLink[] {
  return manifests.flatMap(({ paths }) =>
    paths.flatMap(({ path, range, open }) => {
      const target = open ? undefined : view.resolvePath(path);
      return target === undefined ? [] : [{ range, target }];
    }),
  );
}
