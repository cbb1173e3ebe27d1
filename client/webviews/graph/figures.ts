import type {
  GraphNode,
  JobRun,
  PipelineGraph,
  RunResult,
  StepRun,
  WorkflowRun,
} from "../../../server/run/results.ts";

/** What became of a node in a run. */
export interface Figures {
  readonly status: "ok" | "failed" | "skipped";
  readonly rows?: number;
  readonly milliseconds?: number;
  /** Of a step, or of a dataset the step that it was written from. */
  readonly step?: StepRun;
  readonly job?: JobRun;
}

/** What a run says of the nodes of a graph, by id; nothing of what has come since, and of data that is only read. */
export function figuresOf(graph: PipelineGraph, run: RunResult | undefined): ReadonlyMap<string, Figures> {
  const figures = new Map<string, Figures>();
  if (!run) return figures;
  const inside = Map.groupBy(graph.nodes, ({ within }) => within ?? "");
  for (const workflow of graph.nodes.filter(({ kind }) => kind === "workflow")) {
    const workflowRun = run.workflows.find(
      ({ name, file }) => name === workflow.name && file === workflow.file,
    );
    if (!workflowRun) continue;
    for (const [job, jobRun] of paired(inside.get(workflow.id) ?? [], workflowRun.jobs)) {
      figures.set(job.id, ofJob(jobRun));
      const held = inside.get(job.id) ?? [];
      const steps = paired(
        held.filter(({ kind }) => kind === "step"),
        jobRun.steps,
      );
      for (const [step, stepRun] of steps) figures.set(step.id, ofStep(stepRun, jobRun));
      // What comes after a failed step never began.
      for (const node of held)
        if (
          !figures.has(node.id) &&
          (node.kind === "step" || node.kind === "input") &&
          jobRun.status !== "ok"
        )
          figures.set(node.id, { status: "skipped", job: jobRun });
    }
  }
  for (const { kind, from, to } of graph.edges) {
    const dataset = graph.nodes.find(({ id }) => id === to);
    const writer = figures.get(from);
    if (kind === "data" && dataset?.kind === "dataset" && writer)
      figures.set(to, ofDataset(dataset.name, writer, run.workflows));
  }
  return figures;
}

function ofJob(job: JobRun): Figures {
  const milliseconds = job.steps.reduce((sum, step) => sum + step.milliseconds, 0);
  const [output] = job.outputs;
  return {
    status: job.status,
    rows: job.outputs.length === 1 ? output?.rows : undefined,
    milliseconds: job.steps.length > 0 ? milliseconds : undefined,
    job,
  };
}

function ofStep(step: StepRun, job: JobRun): Figures {
  const status = step.error ? (job.status === "skipped" ? "skipped" : "failed") : "ok";
  return { status, rows: step.rows, milliseconds: step.error ? undefined : step.milliseconds, step, job };
}

function ofDataset(name: string, writer: Figures, workflows: readonly WorkflowRun[]): Figures {
  const outputs = workflows.flatMap(({ jobs }) => jobs).flatMap(({ outputs: own }) => own);
  const written = outputs.findLast(({ dataset }) => dataset === name);
  return written
    ? { status: "ok", rows: written.rows, step: writer.step }
    : { status: "skipped", job: writer.job };
}

/** Each node with what ran under its name: of several the first with the first. */
function paired<Run extends { readonly name: string }>(
  nodes: readonly GraphNode[],
  runs: readonly Run[],
): readonly (readonly [GraphNode, Run])[] {
  const rest = [...runs];
  return nodes.flatMap((node) => {
    const index = rest.findIndex(({ name }) => name === node.name);
    const [run] = index < 0 ? [] : rest.splice(index, 1);
    return run ? [[node, run] as const] : [];
  });
}
