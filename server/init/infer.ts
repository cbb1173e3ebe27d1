import { lensModels } from "../lens/model.ts";
import type { Project } from "../run/project.ts";
import { findSample } from "../run/sample-data.ts";
import type { SqlService } from "../sql/sql.ts";
import { ProjectReader } from "./project-reader.ts";
import { readLensModel } from "./read-lens.ts";
import { Shapes } from "./shapes.ts";

/** What is read in a workspace, and what is known of it. */
export interface Inference {
  readonly shapes: Shapes;
  /** Datasets that something reads and no job that can run here writes, by key, and the files that read them. */
  readonly read: ReadonlyMap<string, ReadonlySet<string>>;
}

/**
 * Finds out what columns the datasets must have that manifests read: from steps' SQL and functions, quality checks and
 * Lens tables. Names that could be of several relations are left for a second look, when more is known.
 */
export async function infer(project: Project, sql: SqlService, signal?: AbortSignal): Promise<Inference> {
  const shapes = new Shapes();
  const samples = await writtenSamples(project);
  let read: Inference["read"] = new Map();
  for (const guess of [false, true]) {
    shapes.links.length = 0;
    const reader = new ProjectReader({ project, sql, shapes, guess, samples, signal });
    await reader.readWorkflows();
    for (const model of lensModels(project.files)) await readLensModel(model, reader);
    read = reader.read;
    // What a job reads and writes itself gets a sample, which stands for what is written too.
    for (const dataset of read.keys()) samples.add(dataset);
  }
  return { shapes, read };
}

/** Datasets that jobs write and that have a sample all the same. */
async function writtenSamples(project: Project): Promise<Set<string>> {
  const written = project.files.flatMap(({ manifests }) =>
    manifests.flatMap(({ definitions }) =>
      definitions.flatMap(({ symbol, name, open }) => (symbol === "dataset" && !open ? [name] : [])),
    ),
  );
  const found = new Set<string>();
  for (const dataset of new Set(written))
    if ((await findSample(project, dataset)).status === "found") found.add(dataset);
  return found;
}
