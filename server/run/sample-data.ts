import { lstat, readdir } from "node:fs/promises";
import { join } from "node:path";
import { quoteLiteral } from "../engine/engine.ts";
import type { Engine } from "../engine/engine.ts";
import { resolveWithin } from "../workspace/paths.ts";
import type { Project } from "./project.ts";

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

/** The folders that the engine may read, as absolute paths. */
export function sampleFolders({ root, config }: Pick<Project, "root" | "config">): readonly string[] {
  const paths = [
    config.sampleData,
    ...Object.values(config.datasets).map((path) => path.replace(/\/[^/]*$/, "")),
  ];
  return [...new Set(paths.filter(staysInside).map((path) => join(root, path)))];
}

interface Reader {
  readonly extension: string;
  /** Table function that finds the types out for itself, anew for every query. */
  read(files: string): string;
  /** The same with the types that were found once. */
  pin?(engine: Engine, files: readonly string[], size: number): Promise<string>;
}

/** Sniffing types over a whole file of up to this many bytes costs little; larger ones are judged by their start. */
const sniffedWhole = 32 * 1024 * 1024;

const csvOptions = `header = true, quote = '"', escape = '"'`;

const readers: readonly Reader[] = [
  { extension: "parquet", read: (files) => `read_parquet(${files}, union_by_name = true)` },
  {
    extension: "csv",
    read: (files) => `read_csv(${files}, ${csvOptions}, union_by_name = true, sample_size = -1)`,
    pin: async (engine, files, size) => {
      const [file] = files;
      if (file === undefined || files.length > 1) return readerFor("csv").read(listOf(files));
      const sample = size <= sniffedWhole ? ", sample_size = -1" : "";
      const sniffed = await engine.query(
        `SELECT Prompt FROM sniff_csv(${quoteLiteral(file)}, ${csvOptions}${sample})`,
      );
      return String(sniffed.rows[0]?.[0])
        .replace(/^FROM /, "")
        .replace(/;$/, "");
    },
  },
  ...["ndjson", "json"].map((extension): Reader => {
    const format = `format = '${extension === "json" ? "auto" : "newline_delimited"}'`;
    return {
      extension,
      read: (files) => `read_json(${files}, ${format}, union_by_name = true, sample_size = -1)`,
      pin: async (engine, files) => {
        const { columns } = await engine.query(`FROM ${readerFor(extension).read(listOf(files))} LIMIT 0`);
        const types = columns.map(({ name, type }) => `${quoteLiteral(name)}: ${quoteLiteral(type)}`);
        return `read_json(${listOf(files)}, ${format}, columns = {${types.join(", ")}})`;
      },
    };
  }),
];

function readerFor(extension: string): Reader {
  const reader = readers.find((candidate) => candidate.extension === extension);
  if (!reader) throw new Error(`No reader for ${extension}.`);
  return reader;
}

function listOf(files: readonly string[]): string {
  return `[${files.map(quoteLiteral).join(", ")}]`;
}

/** A dataset that is a file of an object store names its format itself. */
function candidatePaths(sampleData: string, dataset: string): readonly string[] {
  const path = `${sampleData}/${dataset.replace(":", "/")}`;
  const own = readerOf(path) ? [path] : [];
  return [...own, ...readers.map(({ extension }) => `${path}.${extension}`)];
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
  for (const { extension } of readers) {
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
    const formats = readers.map(({ extension }) => extension).join(", ");
    return { status: "refused", message: `"${path}" has no format that is read here; it can be ${formats}.` };
  }
  const paths = files.map((file) => join(root, file.path));
  const size = files.reduce((sum, file) => sum + file.size, 0);
  return {
    status: "found",
    path,
    open: async (engine) => (await reader.pin?.(engine, paths, size)) ?? reader.read(listOf(paths)),
    fingerprint: files.map((file) => `${file.path}:${file.size}:${file.modified}`).join("|"),
  };
}

function readerOf(path: string): Reader | undefined {
  return readers.find(({ extension }) => path.toLowerCase().endsWith(`.${extension}`));
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
