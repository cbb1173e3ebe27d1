import type { FlareJob, SqlText } from "../manifest/model.ts";
import type { SqlService } from "../sql/sql.ts";
import { drawGraph } from "./draw-graph.ts";
import { buildGraph, flareOf } from "./graph.ts";
import { openPlace } from "./place.ts";
import { selectWorkflows } from "./project.ts";
import type { Project, WorkflowSelection } from "./project.ts";
import type { PipelineGraph } from "./results.ts";

export interface PipelineGraphOptions extends WorkflowSelection {
  readonly signal?: AbortSignal;
}

/**
 * The graph of workflows, those that they run included: jobs, their steps, and the datasets that they read and
 * write. Nothing is run for it; the SQL is parsed, to know which views a step reads.
 */
export async function pipelineGraph(
  project: Project,
  sql: SqlService,
  options: PipelineGraphOptions = {},
): Promise<PipelineGraph> {
  const jobs = buildGraph(project, selectWorkflows(project, options));
  const reads = new Map<SqlText, readonly string[]>();
  const flares = jobs.jobs.flatMap((job) => flareOf(job) ?? []);
  await Promise.all(
    flares.flatMap(sqlsOf).map(async (text) => reads.set(text, await readNames(text, sql, options.signal))),
  );
  const { nodes, edges } = drawGraph(jobs, (text) => reads.get(text) ?? []);
  const files = [...new Set(nodes.map(({ file }) => file))];
  const places = new Map(
    await Promise.all(files.map(async (file) => [file, await openPlace(project, file)] as const)),
  );
  return {
    version: 1,
    nodes: nodes.flatMap((node) => {
      const place = places.get(node.file);
      return place ? { ...node, range: place.toRange(node.range) } : [];
    }),
    edges,
  };
}

function sqlsOf({ steps }: FlareJob): readonly SqlText[] {
  return steps.flatMap(({ sql }) => sql ?? []);
}

/** Names of the relations that a text reads; of SQL that is half written, what stands behind FROM and JOIN. */
async function readNames(
  { value: text, dialect, form }: SqlText,
  sql: SqlService,
  signal: AbortSignal | undefined,
): Promise<readonly string[]> {
  const { status, relations } = await sql.analyse({ text, dialect, form }, signal);
  if (status === "parsed") return relations.flatMap(({ name }) => (name.length === 1 ? name : []));
  return [...text.matchAll(/\b(?:from|join)\s+[`"]?([\p{L}_][\p{L}\p{N}_]*)/giu)].map(
    ([, name = ""]) => name,
  );
}
