import { planFlareJob } from "../flare/plan.ts";
import type { FlarePlan, PlannedOutput, PlannedStep } from "../flare/plan.ts";
import type { FlareJob } from "../manifest/model.ts";
import { openInput } from "./flare-input.ts";
import { runStep, stagesOf } from "./flare-step.ts";
import type { StepOptions } from "./flare-step.ts";
import { engineFailure, failure, isFailure } from "./failure.ts";
import type { Failure } from "./failure.ts";
import { fingerprintOf } from "./fingerprint.ts";
import { writeDataset } from "./lakehouse.ts";
import { errorAt } from "./place.ts";
import type { FilePlace } from "./place.ts";
import type { JobRun, StepRun } from "./results.ts";
import type { Session } from "./session.ts";
import { translateSql } from "./translation.ts";

export interface FlareJobOptions {
  readonly place: FilePlace;
  readonly signal?: AbortSignal;
  /** Of each step. */
  readonly stepTimeoutMilliseconds?: number;
  /** False: the outputs are not written. */
  readonly write?: boolean;
  /** Datasets that this run has written already, to which an `append` adds; others begin anew. */
  readonly written?: Set<string>;
  /** Called before each step, when everything it reads is there; `stop` ends the job there, all being well. */
  beforeStep?(step: PlannedStep): Promise<"run" | "stop">;
  onStep?(step: StepRun): void;
}

export type FlareJobRun = Omit<JobRun, "name">;

/** Runs a Flare job: inputs, steps, outputs. What it made in the engine is gone afterwards, but for its outputs. */
export async function runFlareJob(
  session: Session,
  job: FlareJob,
  options: FlareJobOptions,
): Promise<FlareJobRun> {
  const plan = planFlareJob(job, session.nextScope());
  const skipped = maintenance(job) ?? (await obstaclesOf(session, plan, options));
  if (skipped) return skipped;
  const views: string[] = [];
  try {
    return await runPlan(session, job, plan, views, options);
  } finally {
    // Also after a cancelled step, whose signal must not stop this; a process that has gone took them along.
    views.push(...plan.steps.flatMap(stagesOf));
    const tables = plan.steps.map(({ relation }) => relation);
    await session.engine.execute(drop(views, tables)).catch(() => undefined);
  }
}

async function runPlan(
  session: Session,
  job: FlareJob,
  plan: FlarePlan,
  views: string[],
  options: FlareJobOptions,
): Promise<FlareJobRun> {
  const fingerprints: string[] = [];
  for (const input of plan.inputs) {
    const fingerprint = await openInput(session, input, views, limitsOf(options));
    if (typeof fingerprint !== "string") {
      const reason = `The input "${input.name}" can't be read. ${fingerprint.message}`;
      return { ...failed(reason, []), error: errorAt(options.place, fingerprint.message, fingerprint.range) };
    }
    fingerprints.push(fingerprint);
  }
  const steps: StepRun[] = [];
  for (const step of plan.steps) {
    if ((await options.beforeStep?.(step)) === "stop") return { status: "ok", steps, outputs: [] };
    const run = await runTimed(session, step, options);
    steps.push(run);
    options.onStep?.(run);
    if (run.error) return failed(`The step "${step.name}" failed. ${run.error.message}`, steps);
  }
  const outputs: { dataset: string; rows: number }[] = [];
  if (options.write === false) return { status: "ok", steps, outputs };
  const fingerprint = fingerprintOf(job, fingerprints);
  for (const output of plan.outputs) {
    const rows = await writeOutput(session, output, fingerprint, options);
    if (typeof rows !== "number") {
      const reason = `The output "${output.name}" could not be written to ${output.dataset}. ${rows.message}`;
      return { ...failed(reason, steps, outputs), error: errorAt(options.place, rows.message, rows.range) };
    }
    outputs.push({ dataset: output.dataset, rows });
  }
  return { status: "ok", steps, outputs };
}

async function runTimed(session: Session, step: PlannedStep, options: FlareJobOptions): Promise<StepRun> {
  const begin = performance.now();
  const result = await runStep(session, step, limitsOf(options));
  const milliseconds = Math.round((performance.now() - begin) * 10) / 10;
  if (isFailure(result)) return failedStep(step.name, result, milliseconds, options.place);
  const { table, verdict } = result;
  return {
    name: step.name,
    rows: table.rowCount,
    columns: table.columns,
    milliseconds,
    fidelity: verdict.fidelity,
    ...(verdict.notes.length > 0 && { notes: verdict.notes }),
    firstRows: table.rows,
  };
}

function limitsOf({ signal, stepTimeoutMilliseconds }: FlareJobOptions): StepOptions {
  return { signal, timeoutMilliseconds: stepTimeoutMilliseconds };
}

async function writeOutput(
  session: Session,
  { dataset, relation, mode, range }: PlannedOutput,
  fingerprint: string,
  { written, signal }: FlareJobOptions,
): Promise<number | Failure> {
  const adds = mode === "append" && written?.has(dataset) === true;
  try {
    const write = {
      dataset,
      relation,
      mode: adds ? ("append" as const) : ("overwrite" as const),
      fingerprint,
    };
    const rows = await writeDataset(session.engine, write, signal);
    written?.add(dataset);
    return rows;
  } catch (error) {
    return engineFailure(error, () => range);
  }
}

/** What keeps the job from running here, said before anything of it runs. */
async function obstaclesOf(
  session: Session,
  plan: FlarePlan,
  { place, signal }: FlareJobOptions,
): Promise<FlareJobRun | undefined> {
  const found = [...plan.obstacles];
  for (const { sql, relations, name: step } of plan.steps) {
    const translated = await translateSql(session, sql, relations, signal);
    if (isFailure(translated) && translated.unsupported) found.push({ ...translated, step });
  }
  if (found.length === 0) return undefined;
  const steps = found.flatMap(({ step, message, range }) =>
    step === undefined ? [] : [failedStep(step, { ...failure(message, range), unsupported: true }, 0, place)],
  );
  const reason = found.map(({ message }) => message).join(" ");
  const ofJob = found.find(({ step }) => step === undefined);
  const error = ofJob && errorAt(place, ofJob.message, ofJob.range);
  return { status: "skipped", reason, ...(error && { error }), steps, outputs: [] };
}

/** Jobs that keep tables in order rather than make data. */
function maintenance({ actions, profile, steps, outputs }: FlareJob): FlareJobRun | undefined {
  if (steps.length > 0 || outputs.length > 0 || (!actions && !profile)) return undefined;
  const reason = actions
    ? "Actions on stored tables are the platform's: there is nothing to do for them here."
    : "A profile is not part of a run: the profile command shows one.";
  return { status: "skipped", reason, steps: [], outputs: [] };
}

function failedStep(
  name: string,
  { message, range, unsupported }: Failure,
  milliseconds: number,
  place: FilePlace,
): StepRun {
  return {
    name,
    columns: [],
    milliseconds,
    fidelity: unsupported ? "unsupported" : "exact",
    error: errorAt(place, message, range),
  };
}

function failed(reason: string, steps: readonly StepRun[], outputs: JobRun["outputs"] = []): FlareJobRun {
  return { status: "failed", reason, steps, outputs };
}

function drop(views: readonly string[], tables: readonly string[]): string {
  return [
    ...views.map((name) => `DROP VIEW IF EXISTS ${name};`),
    ...tables.map((name) => `DROP TABLE IF EXISTS ${name};`),
  ].join(" ");
}
