import { FilledIn } from "../manifest/fill-in.ts";
import type { Manifest } from "../manifest/model.ts";
import type { Project } from "../run/project.ts";
import type { Workspace } from "../workspace/workspace.ts";

/**
 * A workspace as runs see it, as it is now: what editors hold, saved or not, with the values of its environment.
 * @param manifestsOf gives the manifests of a file before these are filled in
 */
export function projectOf(
  workspace: Workspace,
  manifestsOf = (path: string): readonly Manifest[] => workspace.manifests(path),
): Project {
  const filledIn = new FilledIn(workspace.environment.values);
  return {
    root: workspace.root,
    config: workspace.config,
    files: workspace.ownFiles.map((path) => ({
      path,
      manifests: filledIn.manifests(manifestsOf(path)),
    })),
    readText: (path) => workspace.text(path),
  };
}

/** The manifests of some files of a project. */
export function manifestsIn(project: Project, files: readonly string[]): readonly Manifest[] {
  const wanted = new Set(files);
  return project.files.flatMap(({ path, manifests }) => (wanted.has(path) ? manifests : []));
}
