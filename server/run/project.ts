import type { Manifest, Workflow } from "../manifest/model.ts";
import type { Config } from "../workspace/config.ts";
import { ancestors, folderOf, resolveWithin } from "../workspace/paths.ts";

/** What runs need to know of a workspace: its facts and its files' texts. */
export interface Project {
  /** Absolute folder that holds the manifests and the sample data. */
  readonly root: string;
  readonly config: Config;
  readonly files: readonly ProjectFile[];
  /** The text of a file under the root, by its path with `/`; undefined when it can't be read. */
  readText(path: string): Promise<string | undefined>;
}

export interface ProjectFile {
  /** Relative to the root, with `/`. */
  readonly path: string;
  /** Those that stand inside another one are listed too. */
  readonly manifests: readonly Manifest[];
}

export interface WorkflowSite {
  readonly file: string;
  readonly manifest: Manifest;
  readonly workflow: Workflow;
}

/** The workflows of the project in the order of its files, those written inside bundles included. */
export function workflowsOf(project: Project): readonly WorkflowSite[] {
  return project.files.flatMap(({ path: file, manifests }) =>
    manifests.flatMap((manifest) =>
      manifest.body?.type === "workflow" ? [{ file, manifest, workflow: manifest.body }] : [],
    ),
  );
}

/** Which workflows are meant. */
export interface WorkflowSelection {
  /** Those of these files, relative to the root; undefined: of all. */
  readonly files?: readonly string[];
  /** Only the workflow of that name. */
  readonly workflow?: string;
}

export function selectWorkflows(
  project: Project,
  { files, workflow }: WorkflowSelection,
): readonly WorkflowSite[] {
  return workflowsOf(project).filter(
    ({ file, manifest }) =>
      (files === undefined || files.includes(file)) &&
      (workflow === undefined || manifest.name?.value === workflow),
  );
}

/**
 * The project's file that a path in a manifest means: beside the manifest, under the root, or under one of the
 * manifest's ancestor folders. Undefined when there is none.
 */
export function resolveFile(project: Project, from: string, path: string): string | undefined {
  return resolveAmong(new Set(project.files.map((file) => file.path)), from, path);
}

/** The same for a caller with many paths, who knows the files' paths. */
export function resolveAmong(known: ReadonlySet<string>, from: string, path: string): string | undefined {
  const candidates = [folderOf(from), "", ...ancestors(from)].map((folder) => resolveWithin(folder, path));
  return candidates.find((candidate) => candidate !== undefined && known.has(candidate));
}
