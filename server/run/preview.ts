import { readData } from "./data.ts";
import { pipelineGraph } from "./pipeline-graph.ts";
import type { WorkflowSelection } from "./project.ts";
import type { PipelinePreview, RunResult } from "./results.ts";
import type { Session } from "./session.ts";

/** Rows of each dataset that are shown. */
const firstRows = 50;

/** All that the picture of a run shows, for a page that can't ask for more later. */
export async function previewOf(
  session: Session,
  run: RunResult,
  selection: WorkflowSelection,
): Promise<PipelinePreview> {
  const graph = await pipelineGraph(session.project, session.sql, selection);
  const written = new Set(graph.edges.flatMap(({ kind, to }) => (kind === "data" ? to : [])));
  const datasets = [];
  for (const { id, kind, name } of graph.nodes) {
    if (kind !== "dataset" || written.has(id)) continue;
    datasets.push(await readData(session, { dataset: name, offset: 0, limit: firstRows, asTheyAre: true }));
  }
  return { about: "", graph, broken: [], run, state: "done", datasets };
}
