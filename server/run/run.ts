import { buildGraph } from "./graph.ts";
import type { JobNode } from "./graph.ts";
import { runJobs } from "./jobs.ts";
import type { RunEvents } from "./jobs.ts";
import { orderJobs } from "./order.ts";
import { provideDatasets } from "./produce.ts";
import { selectWorkflows } from "./project.ts";
import type { WorkflowSelection } from "./project.ts";
import type { ProducerRun, RunResult, WorkflowRun } from "./results.ts";
import type { Session } from "./session.ts";

export interface RunRequest extends WorkflowSelection, RunEvents {
  /** Runs before them what other workflows must have written for them, where that is not there yet. */
  readonly withProducers?: boolean;
  readonly signal?: AbortSignal;
  /** Of each step. */
  readonly stepTimeoutMilliseconds?: number;
}

/**
 * Runs workflows on sample data, in dependency order, and keeps what every step gave. A failed job skips those that
 * need it, and everything else goes on. Nothing throws: what went wrong is in the result.
 */
export async function runWorkflows(session: Session, request: RunRequest = {}): Promise<RunResult> {
  const graph = buildGraph(session.project, selectWorkflows(session.project, request));
  const producers = request.withProducers ? await runProducers(session, graph.jobs, request) : [];
  const runs = await runJobs(session, orderJobs(graph.jobs), request);
  return {
    version: 1,
    workflows: graph.workflows.map(({ name, file, jobs }): WorkflowRun => {
      const jobRuns = jobs.flatMap((job) => runs.get(job) ?? []);
      return { name, file, status: statusOf(jobRuns), jobs: jobRuns };
    }),
    ...(producers.length > 0 && { producers }),
  };
}

/** Runs the jobs of others whose datasets are missing or outdated, and says which these were. */
async function runProducers(
  session: Session,
  jobs: readonly JobNode[],
  request: RunRequest,
): Promise<readonly ProducerRun[]> {
  const producers: ProducerRun[] = [];
  await provideDatasets(session, readFromOthers(jobs), {
    ...request,
    onProgress: (event) => {
      request.onProgress?.(event);
      if (event.type !== "job-finished") return;
      const { name: job, status, reason } = event.job;
      producers.push({ workflow: event.workflow, job, status, ...(reason !== undefined && { reason }) });
    },
  });
  return producers;
}

/** Datasets that the jobs read and that none of them writes. */
function readFromOthers(jobs: readonly JobNode[]): string[] {
  const written = new Set(jobs.flatMap(({ writes }) => writes));
  return jobs.flatMap(({ reads }) => reads).filter((dataset) => !written.has(dataset));
}

/** Failed as soon as one job has, skipped when not a single one ran. */
function statusOf(jobs: WorkflowRun["jobs"]): WorkflowRun["status"] {
  if (jobs.some(({ status }) => status === "failed")) return "failed";
  return jobs.some(({ status }) => status === "ok") ? "ok" : "skipped";
}
