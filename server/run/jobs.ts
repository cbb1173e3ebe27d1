import { EngineError } from "../engine/engine.ts";
import { findSample } from "./sample-data.ts";
import { runFlareJob } from "./flare-job.ts";
import type { FlareJobRun } from "./flare-job.ts";
import { flareOf } from "./graph.ts";
import type { JobNode } from "./graph.ts";
import { producersOf } from "./order.ts";
import { errorAt, openPlace } from "./place.ts";
import type { JobRun, StepRun } from "./results.ts";
import type { Session } from "./session.ts";

export interface RunEvents {
  /** For terminals and progress bars; told in the order of events. */
  onProgress?(event: RunEvent): void;
}

export type RunEvent =
  | { readonly type: "job-started"; readonly workflow: string; readonly job: string; readonly file: string }
  | { readonly type: "step"; readonly workflow: string; readonly job: string; readonly step: StepRun }
  | { readonly type: "job-finished"; readonly workflow: string; readonly job: JobRun };

export interface JobsOptions extends RunEvents {
  readonly signal?: AbortSignal;
  readonly stepTimeoutMilliseconds?: number;
}

/** Runs the jobs in the given order and gives what became of each. */
export async function runJobs(
  session: Session,
  ordered: readonly JobNode[],
  options: JobsOptions,
): Promise<ReadonlyMap<JobNode, JobRun>> {
  const runs = new Map<JobNode, JobRun>();
  /** Jobs that others wait for in vain. */
  const missing = new Set<JobNode>();
  const written = new Set<string>();
  for (const node of ordered) {
    const held = await heldUp(session, node, runs, missing, options.signal);
    if (!held)
      options.onProgress?.({ type: "job-started", workflow: node.workflow, job: node.name, file: node.file });
    const run: JobRun = {
      name: node.name,
      ...(held ?? (await runJob(session, node, written, runs, options))),
    };
    runs.set(node, run);
    if (held || isMissing(node, run, missing)) missing.add(node);
    options.onProgress?.({ type: "job-finished", workflow: node.workflow, job: run });
  }
  return runs;
}

/** Why a job does not even start. */
async function heldUp(
  session: Session,
  node: JobNode,
  runs: ReadonlyMap<JobNode, JobRun>,
  missing: ReadonlySet<JobNode>,
  signal: AbortSignal | undefined,
): Promise<FlareJobRun | undefined> {
  if (node.fault) {
    const { message, range } = node.fault;
    const place = await openPlace(session.project, node.file);
    return { ...without("failed", message), error: errorAt(place, message, range) };
  }
  if (signal?.aborted) return without("skipped", cancelled);
  // A job that runs a workflow is what became of that workflow's jobs.
  const needed = [...node.needs].find((other) => missing.has(other) && !node.runs?.includes(other));
  if (needed)
    return without("skipped", `It needs the job "${needed.name}", which ${fate(runs.get(needed))}.`);
  for (const producer of producersOf(node, missing)) {
    const lost = producer.writes.find((dataset) => node.reads.includes(dataset)) ?? "";
    if ((await findSample(session.project, lost)).status === "found") continue;
    const which = `the job "${producer.name}", which writes it, ${fate(runs.get(producer))}`;
    return without("skipped", `It reads ${lost}, and ${which}.`);
  }
  return undefined;
}

/** Jobs that only the platform can run hold nobody up; a job that should have made data and didn't does. */
function isMissing(node: JobNode, run: JobRun, missing: ReadonlySet<JobNode>): boolean {
  if (node.runs) return node.runs.some((job) => missing.has(job));
  return run.status === "failed" || (run.status === "skipped" && (flareOf(node)?.outputs.length ?? 0) > 0);
}

function fate(run: JobRun | undefined): string {
  return run?.status === "failed" ? "failed" : "was skipped";
}

async function runJob(
  session: Session,
  node: JobNode,
  written: Set<string>,
  runs: ReadonlyMap<JobNode, JobRun>,
  options: JobsOptions,
): Promise<FlareJobRun> {
  if (node.runs) return summary(node.runs, runs);
  const flare = flareOf(node);
  if (!flare) return without("skipped", reasonForStack(node));
  try {
    const run = await runFlareJob(session, flare, {
      place: await openPlace(session.project, node.file),
      written,
      signal: options.signal,
      stepTimeoutMilliseconds: options.stepTimeoutMilliseconds,
      onStep: (step) => options.onProgress?.({ type: "step", workflow: node.workflow, job: node.name, step }),
    });
    return run.status === "failed" && options.signal?.aborted
      ? { ...run, status: "skipped", reason: cancelled }
      : run;
  } catch (error) {
    if (options.signal?.aborted) return without("skipped", cancelled);
    if (error instanceof EngineError) return without("failed", error.message);
    throw error;
  }
}

const cancelled = "The run was cancelled.";

/** What became of the workflow that a job runs. */
function summary(jobs: readonly JobNode[], runs: ReadonlyMap<JobNode, JobRun>): FlareJobRun {
  const failed = jobs.find((job) => runs.get(job)?.status === "failed");
  if (failed) return without("failed", `The job "${failed.name}" of ${failed.file} failed.`);
  if (jobs.some((job) => runs.get(job)?.status === "ok")) return { status: "ok", steps: [], outputs: [] };
  return without("skipped", "No job of its workflow ran.");
}

function reasonForStack({ job }: JobNode): string {
  const stack = job.stack?.value ?? "";
  if (stack === "") return "The job names no stack, so there is nothing to run.";
  const [family = ""] = stack.split(/[:+]/);
  return platformStacks[family] ?? `Jobs of the stack "${stack}" run only on the platform.`;
}

const platformStacks: Readonly<Record<string, string>> = {
  soda: "Quality checks are not part of a run: the quality command runs them.",
  scanner: "A scanner reads metadata of the platform, so it can't run here.",
  flare: "The job has no body of Flare that could be read.",
};

function without(status: "failed" | "skipped", reason: string): FlareJobRun {
  return { status, reason, steps: [], outputs: [] };
}
