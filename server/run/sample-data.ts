import { lstat, readdir } from "node:fs/promises";
import { join } from "node:path";
import type { Engine } from "../engine/engine.ts";
import { resolveWithin } from "../workspace/paths.ts";
import type { Project } from "./project.ts";
import { sampleReaders } from "./sample-readers.ts";
import type { SampleReader } from "./sample-readers.ts";

/** Where a dataset's sample is, or what stands in its way. */
export type Sample =
  | {
      readonly status: "found";
      /** Relative to the root, with `/`. */
      readonly path: string;
      /** A table function of the engine that reads it, its types settled; fails as the engine does. */
      open(engine: Engine): Promise<string>;
      /** Changes when the sample changes. */
      readonly fingerprint: string;
    }
  | { readonly status: "missing"; readonly message: string }
  | { readonly status: "refused"; readonly message: string };

/**
 * The sample of a dataset (`depot:collection/dataset`): the file or folder that the configuration names, else
 * `<sampleData>/<depot>/<collection>/<dataset>.{parquet,csv,ndjson,json}`. Nothing outside the root and
 * nothing behind a symbolic link is read.
 */
export async function findSample(
  project: Pick<Project, "root" | "config">,
  dataset: string,
): Promise<Sample> {
  const configured = project.config.datasets[dataset];
  const candidates =
    configured === undefined ? candidatePaths(project.config.sampleData, dataset) : [configured];
  for (const candidate of candidates) {
    const entry = await inspect(project.root, candidate);
    if (entry.status === "missing") continue;
    if (entry.status === "refused") return entry;
    const sample = entry.isFolder
      ? await readFolder(project.root, candidate)
      : toSample(project.root, candidate, [entry]);
    if (sample) return sample;
  }
  return { status: "missing", message: missingMessage(dataset, configured, candidates) };
}

/**
 * What the engine may read, as absolute paths: the sample folder, and what the configuration names. A path that
 * leads over a symbolic link is left out: to allow the link is to allow whatever it points to.
 */
export async function readablePaths({ root, config }: Pick<Project, "root" | "config">): Promise<{
  readonly folders: readonly string[];
  readonly files: readonly string[];
}> {
  // Whether a configured path is a file or a folder is seen only when it is read.
  const configured = Object.values(config.datasets);
  return {
    folders: await withoutLinks(root, [config.sampleData, ...configured]),
    files: await withoutLinks(root, configured),
  };
}

async function withoutLinks(root: string, paths: readonly string[]): Promise<readonly string[]> {
  const found: string[] = [];
  for (const path of new Set(paths))
    if ((await inspect(root, path)).status !== "refused") found.push(join(root, path));
  return found;
}

/** A dataset that is a file of an object store names its format itself. */
function candidatePaths(sampleData: string, dataset: string): readonly string[] {
  const path = `${sampleData}/${dataset.replace(":", "/")}`;
  const own = readerOf(path) ? [path] : [];
  return [...own, ...sampleReaders.map(({ extension }) => `${path}.${extension}`)];
}

type Entry =
  | {
      readonly status: "found";
      readonly path: string;
      readonly isFolder: boolean;
      readonly size: number;
      readonly modified: number;
    }
  | Exclude<Sample, { status: "found" }>;

/** Looks at every part of the path, so that no link on the way leads out of the root. */
async function inspect(root: string, path: string): Promise<Entry> {
  if (!staysInside(path)) {
    return {
      status: "refused",
      message: `"${path}" lies outside the workspace, where no sample data is read.`,
    };
  }
  if (/[*?[\]]/.test(path)) {
    const message = `"${path}" can't be the path of sample data: the engine takes * ? [ ] for a pattern.`;
    return { status: "refused", message };
  }
  const parts = path.split("/").filter((part) => part !== "" && part !== ".");
  for (let depth = 1; depth <= parts.length; depth++) {
    const stats = await lstat(join(root, ...parts.slice(0, depth))).catch(() => undefined);
    if (!stats) return { status: "missing", message: "" };
    if (stats.isSymbolicLink()) {
      const link = parts.slice(0, depth).join("/");
      return {
        status: "refused",
        message: `"${link}" is a symbolic link; put the sample data itself there.`,
      };
    }
    if (depth === parts.length) {
      return {
        status: "found",
        path,
        isFolder: stats.isDirectory(),
        size: stats.size,
        modified: stats.mtimeMs,
      };
    }
  }
  return { status: "missing", message: "" };
}

function staysInside(path: string): boolean {
  return resolveWithin("", path) !== undefined && !/[\\\0]/.test(path);
}

/** All files of one format directly in the folder, read as one dataset. */
async function readFolder(root: string, folder: string): Promise<Sample | undefined> {
  const names = (await readdir(join(root, folder)).catch(() => [])).sort();
  for (const { extension } of sampleReaders) {
    const files: Extract<Entry, { status: "found" }>[] = [];
    for (const name of names.filter((name) => name.toLowerCase().endsWith(`.${extension}`))) {
      const entry = await inspect(root, `${folder}/${name}`);
      if (entry.status === "refused") return entry;
      if (entry.status === "found" && !entry.isFolder) files.push(entry);
    }
    if (files.length > 0) return toSample(root, folder, files);
  }
  return undefined;
}

function toSample(
  root: string,
  path: string,
  files: readonly Extract<Entry, { status: "found" }>[],
): Sample | undefined {
  const reader = readerOf(files[0]?.path ?? "");
  if (!reader) {
    const formats = sampleReaders.map(({ extension }) => extension).join(", ");
    return { status: "refused", message: `"${path}" has no format that is read here; it can be ${formats}.` };
  }
  const paths = files.map((file) => join(root, file.path));
  const size = files.reduce((sum, file) => sum + file.size, 0);
  if (size === 0) return { status: "refused", message: `The sample data ${path} is empty.` };
  return {
    status: "found",
    path,
    open: (engine) => reader.open(engine, paths, size),
    fingerprint: files.map((file) => `${file.path}:${file.size}:${file.modified}`).join("|"),
  };
}

function readerOf(path: string): SampleReader | undefined {
  return sampleReaders.find(({ extension }) => path.toLowerCase().endsWith(`.${extension}`));
}

function missingMessage(
  dataset: string,
  configured: string | undefined,
  candidates: readonly string[],
): string {
  if (configured !== undefined) {
    return `"${configured}", the sample of ${dataset} by the configuration, is not there or holds no data file.`;
  }
  const csv = candidates.find((path) => path.endsWith(".csv")) ?? candidates[0] ?? "";
  return `There is no sample data for ${dataset}: create ${csv} (or .parquet, .ndjson, .json).`;
}
