import type { FileSystem, FolderEntry } from "./file-system.ts";
import { IgnoreRules } from "./ignore-rules.ts";
import { folderOf, join } from "./paths.ts";

export const configName = "dps.config.yml";

/** The files of a workspace. */
export interface Listing {
  /** Paths relative to the root, with `/`, sorted. */
  readonly files: readonly string[];
  readonly rules: IgnoreRules;
  /** The tree is larger or deeper than the limits, and what lies beyond is missing. */
  readonly truncated: boolean;
}

export interface ListingLimits {
  readonly files: number;
  readonly depth: number;
}

const defaultLimits: ListingLimits = { files: 100_000, depth: 64 };
const ignoreFileLimit = 1_000_000;
const foldersAtOnce = 16;

/**
 * Root of the workspace that a folder belongs to: the nearest ancestor (the folder itself included) with a
 * `dps.config.yml`, else with `.git`, else the given folder.
 * @param folder absolute path with `/`
 * @param given where there is neither: the folder that was opened around this one
 */
export async function findRoot(folder: string, fs: FileSystem, given = folder): Promise<string> {
  return (
    (await nearestAncestor(folder, async (path) => (await fs.typeOf(join(path, configName))) === "file")) ??
    (await nearestAncestor(folder, async (path) => (await fs.typeOf(join(path, ".git"))) !== undefined)) ??
    given
  );
}

/** Lists a workspace, without dot-folders, `node_modules`, ignored files and nested workspaces. */
export async function listFiles(
  root: string,
  fs: FileSystem,
  exclude: readonly string[],
  limits: ListingLimits = defaultLimits,
): Promise<Listing> {
  const rules = new IgnoreRules(root, exclude);
  await addIgnoreFilesAbove(root, fs, rules);
  const { files, truncated } = await listBelow(root, root, fs, rules, limits);
  return { files, rules, truncated };
}

/** Lists the files of a workspace below one of its folders, breadth first. */
export async function listBelow(
  folder: string,
  root: string,
  fs: FileSystem,
  rules: IgnoreRules,
  limits: ListingLimits = defaultLimits,
): Promise<Omit<Listing, "rules">> {
  const realRoot = (await fs.realPath(root)) ?? root;
  const files: string[] = [];
  let level = [folder];
  let depth = 0;
  while (level.length > 0 && files.length <= limits.files && depth < limits.depth) {
    const below: string[] = [];
    for (let start = 0; start < level.length && files.length <= limits.files; start += foldersAtOnce) {
      const batch = level.slice(start, start + foldersAtOnce);
      const contents = await Promise.all(batch.map((path) => listFolder(path, root, realRoot, fs, rules)));
      files.push(...contents.flatMap((content) => content.files));
      below.push(...contents.flatMap((content) => content.folders));
    }
    level = below;
    depth++;
  }
  const kept = files.slice(0, limits.files).map((path) => path.slice(root.length + 1));
  return { files: kept.sort(), truncated: level.length > 0 || files.length > limits.files };
}

/** Whether a path is a file of the workspace's own tree, reached without leaving the root through a link. */
export async function isFileWithin(root: string, path: string, fs: FileSystem): Promise<boolean> {
  const realRoot = (await fs.realPath(root)) ?? root;
  const absolute = join(root, path);
  if ((await fs.realPath(folderOf(absolute))) !== folderOf(join(realRoot, path))) return false;
  return linksInto(realRoot, absolute, fs);
}

interface FolderContent {
  readonly files: readonly string[];
  readonly folders: readonly string[];
}

async function listFolder(
  folder: string,
  root: string,
  realRoot: string,
  fs: FileSystem,
  rules: IgnoreRules,
): Promise<FolderContent> {
  const entries = await fs.list(folder);
  if (folder !== root && has(entries, configName)) {
    rules.addNestedWorkspace(folder);
    return { files: [], folders: [] };
  }
  if (has(entries, ".gitignore")) await addIgnoreFile(folder, fs, rules);
  const files: string[] = [];
  const folders: string[] = [];
  for (const { name, type } of entries) {
    const path = join(folder, name);
    if (type === "folder") {
      if (!rules.skipsFolder(path)) folders.push(path);
    } else if (!rules.skipsFile(path)) {
      if (type === "file" || (await linksInto(realRoot, path, fs))) files.push(path);
    }
  }
  return { files, folders };
}

/** Whether a link stands for a file below the root. Links to folders are not followed: they lead in circles. */
async function linksInto(realRoot: string, path: string, fs: FileSystem): Promise<boolean> {
  const target = await fs.realPath(path);
  if (!target?.startsWith(`${realRoot}/`)) return false;
  return (await fs.typeOf(target)) === "file";
}

/** Ignore files between the root and the repository it lies in count as well. */
async function addIgnoreFilesAbove(root: string, fs: FileSystem, rules: IgnoreRules): Promise<void> {
  const repository = await nearestAncestor(
    root,
    async (path) => (await fs.typeOf(join(path, ".git"))) !== undefined,
  );
  if (repository === undefined) return;
  for (let folder = root; folder !== repository;) {
    folder = folderOf(folder);
    await addIgnoreFile(folder, fs, rules);
  }
}

async function addIgnoreFile(folder: string, fs: FileSystem, rules: IgnoreRules): Promise<void> {
  const content = await fs.read(join(folder, ".gitignore"), ignoreFileLimit);
  if (content?.complete) rules.addGitIgnore(folder, content.text);
}

async function nearestAncestor(
  folder: string,
  accepts: (folder: string) => Promise<boolean>,
): Promise<string | undefined> {
  for (let path = folder; ; path = folderOf(path)) {
    if (await accepts(path)) return path;
    if (folderOf(path) === path || folderOf(path) === "") return undefined;
  }
}

function has(entries: readonly FolderEntry[], name: string): boolean {
  return entries.some((entry) => entry.name === name && entry.type !== "folder");
}
