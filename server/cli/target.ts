import { constants } from "node:fs";
import { access, stat } from "node:fs/promises";
import { dirname, relative, resolve } from "node:path";
import { rootToSetUp } from "../init/root.ts";
import { findRoot } from "../workspace/discover.ts";
import { edition } from "../edition.ts";
import { FactsStore } from "../workspace/facts-store.ts";
import { realFileSystem, slashed } from "../workspace/file-system.ts";
import { Workspace } from "../workspace/workspace.ts";
import type { Config } from "../workspace/config.ts";
import { UsageError } from "./exit-status.ts";
import { askedEnvironment } from "./options.ts";
import { note, type Terminal } from "./terminal.ts";

/** What paths name: a workspace, and the part of it that is meant. */
export interface Target {
  readonly workspace: Workspace;
  /** Files of the workspace, relative to its root, that are meant. */
  readonly files: readonly string[];
  /** Whether a path lies within what is meant, though nothing may be there any more. */
  covers(file: string): boolean;
  /** Path of a file of the workspace as output shows it: relative to the folder that PATH names or lies in. */
  show(file: string): string;
}

export interface TargetOptions {
  readonly terminal: Terminal;
  /** Instead of the one that the configuration chooses. */
  readonly environment?: string | undefined;
  /**
   * Folder that files are shown relative to; default: the folder that the only path names or lies in, of several
   * paths the current one.
   */
  readonly relativeTo?: string | undefined;
}

/** @throws UsageError when there is nothing at the path, it can't be read, or it has no such environment */
export async function openTarget(path: string, options: TargetOptions): Promise<Target> {
  const place = await locate(path, options.terminal.cwd);
  return openPlaces(place.root, [place], place.folder, options);
}

/**
 * The same for a folder that becomes a workspace of its own, unless it lies in one that has a configuration.
 * @throws UsageError when the path names no folder or can't be read
 */
export async function openFolder(path: string, options: TargetOptions): Promise<Target> {
  const place = await locate(path, options.terminal.cwd);
  if (place.path !== place.folder) throw new UsageError(`"${path}" is a file; name the folder to set up.`);
  const root = await rootToSetUp(place.folder, realFileSystem);
  if (root !== place.folder)
    note(
      `${path} belongs to the workspace ${root}, which has a configuration: that is set up.`,
      options.terminal,
    );
  return openPlaces(root, [{ ...place, root }], root, options);
}

/**
 * The same for several paths: one target a workspace, and of a folder also the workspaces within.
 * @throws UsageError when there is nothing at one of the paths, it can't be read, or it has no such environment
 */
export async function openTargets(
  paths: readonly string[],
  options: TargetOptions,
): Promise<readonly Target[]> {
  const { relativeTo, terminal } = options;
  const places = await Promise.all(paths.map((path) => locate(path, terminal.cwd)));
  const [first, ...others] = places;
  const base =
    relativeTo === undefined && first && others.length === 0
      ? first.folder
      : slashed(resolve(terminal.cwd, relativeTo ?? "."));
  const targets: Target[] = [];
  const waiting = Map.groupBy(places, (place) => place.root);
  for (let root = outermost(waiting); root !== undefined; root = outermost(waiting)) {
    const own = waiting.get(root) ?? [];
    waiting.delete(root);
    const target = await openPlaces(root, own, base, options);
    targets.push(target);
    for (const nested of target.workspace.nestedRoots)
      if (own.some(({ path }) => nested.startsWith(`${path}/`)))
        waiting.set(nested, [{ path: nested, folder: nested, root: nested }]);
  }
  return targets;
}

/** A root that none of the others lies above, so that what is found within it is still waiting or not there yet. */
function outermost(roots: ReadonlyMap<string, unknown>): string | undefined {
  return [...roots.keys()].sort((one, other) => one.length - other.length)[0];
}

/** Where a path leads; all paths here are absolute, with `/`. */
interface Place {
  readonly path: string;
  /** The folder that the path names or lies in. */
  readonly folder: string;
  /** Of the workspace around it. */
  readonly root: string;
}

async function locate(text: string, cwd: string): Promise<Place> {
  const path = slashed(resolve(cwd, text));
  const stats = await stat(path).catch(() => undefined);
  if (!stats) throw new UsageError(`There is no file or folder "${text}".`);
  if (!stats.isDirectory() && !stats.isFile())
    throw new UsageError(`"${text}" is neither a file nor a folder.`);
  const mode = stats.isDirectory() ? constants.R_OK | constants.X_OK : constants.R_OK;
  await access(path, mode).catch(() => {
    throw new UsageError(`"${text}" can't be read: permission denied.`);
  });
  const folder = stats.isDirectory() ? path : slashed(dirname(path));
  return { path, folder, root: await findRoot(folder, realFileSystem) };
}

async function openPlaces(
  root: string,
  places: readonly Place[],
  base: string,
  { terminal, environment }: TargetOptions,
): Promise<Target> {
  // Whoever runs a command in a folder trusts it.
  const cache = await keptFacts(root);
  const workspace = await Workspace.open(root, realFileSystem, {
    trusted: true,
    cache,
    environment: askedEnvironment(environment),
  });
  void cache?.save();
  if (environment !== undefined) requireEnvironment(environment, workspace.config);
  const show = (file: string) => slashed(relative(base, `${root}/${file}`));
  for (const { message } of workspace.schemaProblems) note(message, terminal);
  if (workspace.truncated) note(`${root} holds too many files; some of them are left out.`, terminal);
  const known = new Set(workspace.files);
  for (const { path, folder } of places) {
    const within = slashed(relative(root, path));
    if (path !== folder && !known.has(within))
      note(`${show(within)} is left out: its workspace excludes it, or git ignores it.`, terminal);
  }
  const names = places.map(({ path }) => slashed(relative(root, path)));
  const covers = (file: string) =>
    names.some((name) => name === "" || file === name || file.startsWith(`${name}/`));
  return { workspace, files: workspace.ownFiles.filter(covers), covers, show };
}

/** Beside what runs keep, so that the next command on a large workspace need not read all of it again. */
async function keptFacts(root: string): Promise<FactsStore | undefined> {
  const built = edition();
  return built === undefined ? undefined : FactsStore.open(`${root}/.dps/facts`, { edition: built });
}

function requireEnvironment(name: string, { environments }: Config): void {
  if (Object.hasOwn(environments, name)) return;
  const known = Object.keys(environments);
  const has = known.length === 0 ? "It lists none." : `It has ${known.join(", ")}.`;
  throw new UsageError(`dps.config.yml has no environment "${name}". ${has}`);
}
