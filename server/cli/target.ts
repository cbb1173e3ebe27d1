import { stat } from "node:fs/promises";
import { dirname, relative, resolve } from "node:path";
import { findRoot } from "../workspace/discover.ts";
import { realFileSystem, slashed } from "../workspace/file-system.ts";
import { Workspace } from "../workspace/workspace.ts";
import { UsageError } from "./exit-status.ts";

/** What PATH names: a workspace, and the part of it that is meant. */
export interface Target {
  readonly workspace: Workspace;
  /** Whether a file of the workspace (relative to its root) is meant. */
  includes(file: string): boolean;
  /** The one file that PATH names, relative to the root; undefined for a folder. */
  readonly file?: string;
  /** Path of a file of the workspace as output shows it: relative to the folder that PATH names or lies in. */
  show(file: string): string;
}

/** @throws UsageError when there is nothing at the path or it can't be read */
export async function openTarget(path: string, cwd: string, base?: string): Promise<Target> {
  const absolute = slashed(resolve(cwd, path));
  const stats = await stat(absolute).catch(() => undefined);
  if (!stats) throw new UsageError(`There is no file or folder "${path}".`);
  const folder = stats.isDirectory() ? absolute : dirname(absolute);
  const root = await findRoot(folder, realFileSystem);
  const workspace = await Workspace.open(root, realFileSystem);
  const within = slashed(relative(root, absolute));
  return {
    workspace,
    includes: (file) => within === "" || file === within || file.startsWith(`${within}/`),
    ...(!stats.isDirectory() && { file: within }),
    show: (file) => slashed(relative(base ?? folder, `${root}/${file}`)),
  };
}
