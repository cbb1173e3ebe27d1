import type { Workspace } from "../../workspace/workspace.ts";
import { migrate, type Migration } from "./migrate.ts";

/** What a file of a workspace becomes in the newer layout, seen with what the workspace holds. */
export function migrationIn(workspace: Workspace, file: string, text: string): Migration | undefined {
  const view = workspace.view(file);
  const folders = new Set<string>();
  for (const path of workspace.files)
    for (let end = path.indexOf("/"); end >= 0; end = path.indexOf("/", end + 1))
      folders.add(path.slice(0, end));
  const files = new Set(workspace.files);
  return migrate({
    file,
    text,
    schemas: workspace.schemas,
    fileOf: (kind, name) => view.definitions(kind, name)[0]?.file,
    exists: (path) => files.has(path) || folders.has(path),
  });
}
