import { lstat, mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { Project } from "../run/project.ts";
import type { InitDataset, InitResult } from "../run/results.ts";
import { findSample } from "../run/sample-data.ts";
import type { SqlService } from "../sql/sql.ts";
import { configName } from "../workspace/discover.ts";
import { withExternals } from "./config-file.ts";
import { countsFromToday } from "./dates.ts";
import { existingValues } from "./existing-values.ts";
import { findExternals } from "./externals.ts";
import { generate } from "./generate.ts";
import { infer } from "./infer.ts";
import { sampleFile } from "./sample-file.ts";
import type { SampleFile } from "./sample-file.ts";
import type { TableShape } from "./shapes.ts";

export interface InitOptions {
  /** Of a dataset, where no check says otherwise. */
  readonly rows?: number;
  /** The same seed gives the same bytes. */
  readonly seed?: number;
  /** Writes nothing. */
  readonly dryRun?: boolean;
  readonly today?: Date;
  readonly signal?: AbortSignal;
}

/**
 * Sets up a folder of manifests that nobody prepared: a configuration that lists what lives on the platform, and sample
 * data for what is read and never written. No file that exists is overwritten; a configuration only gains entries.
 */
export async function initialise(
  project: Project,
  sql: SqlService,
  { rows = 100, seed = 1, dryRun = false, today = new Date(), signal }: InitOptions = {},
): Promise<InitResult> {
  const externals = findExternals(project);
  const configText = await readConfigText(project.root);
  const config = configText === "link" ? undefined : withExternals(configText?.text, externals.external);
  const { shapes, read } = await infer(project, sql, signal);
  const kept = new Map<string, string>();
  const refused = new Map<string, string>();
  for (const dataset of read.keys()) {
    const sample = await findSample(project, dataset);
    if (sample.status === "found") kept.set(dataset, sample.path);
    if (sample.status === "refused" || project.config.datasets[dataset] !== undefined)
      if (sample.status !== "found") refused.set(dataset, sample.message);
  }
  const wanted = [...read.keys()].filter((dataset) => !kept.has(dataset) && !refused.has(dataset));
  const tables = await generate(shapes, wanted, {
    rows,
    seed,
    today: Date.UTC(today.getUTCFullYear(), today.getUTCMonth(), today.getUTCDate()),
    existing: await existingValues(project, kept),
  });
  const files = tables.map((table) => sampleFile(table, project.config.sampleData));
  signal?.throwIfAborted();
  if (!dryRun) {
    await writeNew(
      project.root,
      files.filter((file) => file !== undefined),
    );
    if (config !== undefined && configText !== "link" && config !== configText?.text)
      await writeFile(join(project.root, configName), config, { flag: configText ? "w" : "wx" });
  }
  const datasets = [...read].map(([dataset, readers]): InitDataset => {
    const shape = shapes.table(dataset);
    const readBy = [...readers].sort();
    const index = wanted.indexOf(dataset);
    const table = tables[index];
    const file = files[index];
    const none = { dataset, rows: 0, columns: [], readBy };
    if (kept.has(dataset)) return { ...none, status: "kept", file: kept.get(dataset), notes: [] };
    if (!table || !file) return { ...none, status: "none", notes: [refused.get(dataset) ?? noPath] };
    const columns = table.columns.map(({ name, type }) => ({ name, type }));
    return {
      dataset,
      status: "created",
      file: file.path,
      rows: table.rows,
      columns,
      readBy,
      notes: [...notesOf(shape), ...table.troubles],
    };
  });
  return {
    version: 1,
    dryRun,
    config: { file: configName, status: statusOf(configText, config), ...externals },
    datasets: datasets.toSorted((one, other) => (one.dataset < other.dataset ? -1 : 1)),
  };
}

const noPath = "Its name can't be that of a file, so there is no sample of it.";

type ConfigText = { readonly text: string } | "link" | undefined;

/** From the disk, even where git ignores the file; what a link leads to is not ours to change. */
async function readConfigText(root: string): Promise<ConfigText> {
  const path = join(root, configName);
  const stats = await lstat(path).catch(() => undefined);
  if (!stats) return undefined;
  return stats.isFile() ? { text: await readFile(path, "utf8") } : "link";
}

function statusOf(before: ConfigText, after: string | undefined): InitResult["config"]["status"] {
  if (after === undefined || before === "link") return "broken";
  if (before === undefined) return "created";
  return before.text === after ? "unchanged" : "extended";
}

function notesOf(table: TableShape): readonly string[] {
  const columns = [...table.columns.values()];
  const dated = columns.filter(countsFromToday).map(({ name }) => `\`${name}\``);
  const isGuess = columns.length === 1 && columns[0]?.types.size === 0 && columns[0].name === "id";
  return [
    ...(isGuess || columns.length === 0
      ? [
          "No column of it is named anywhere, so its sample has an `id` and nothing else: put columns of yours there.",
        ]
      : []),
    ...(dated.length > 0
      ? [`The dates of ${dated.join(", ")} count back from today, because checks or conditions do.`]
      : []),
  ];
}

/** A file that has appeared meanwhile is left as it is. */
async function writeNew(root: string, files: readonly SampleFile[]): Promise<void> {
  for (const { path, text } of files) {
    const target = join(root, path);
    await mkdir(dirname(target), { recursive: true });
    await writeFile(target, text, { flag: "wx" }).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== "EEXIST") throw error;
    });
  }
}
