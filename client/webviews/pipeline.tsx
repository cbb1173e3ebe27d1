import type { Fidelity, JobRun, RunResult, StepRun, WorkflowRun } from "../../server/run/results.ts";
import { ToneIcon } from "./icons.tsx";
import { count, duration, Empty, Sentence, SourceLink, Status } from "./parts.tsx";
import { Rows } from "./rows.tsx";

/** A run: workflows, their jobs in the order they ran, each step with rows, time and its first rows. */
export function Pipeline({ workflows }: RunResult) {
  if (workflows.length === 0) {
    return (
      <Empty title="There is no workflow to run in this file.">
        A pipeline is a manifest of type workflow whose jobs use the Flare stack.
      </Empty>
    );
  }
  const shown = lastStep(workflows);
  return (
    <>
      {workflows.map((workflow) => (
        <Workflow key={`${workflow.file}#${workflow.name}`} {...workflow} shown={shown} />
      ))}
    </>
  );
}

/** The step whose rows a reader looks for first: what all others lead to. */
function lastStep(workflows: readonly WorkflowRun[]): StepRun | undefined {
  const steps = workflows.flatMap(({ jobs }) => jobs).flatMap((job) => job.steps);
  return steps.findLast(({ error }) => !error);
}

function Workflow({ name, file, status, jobs, shown }: WorkflowRun & { shown: StepRun | undefined }) {
  const time = timeOf(jobs);
  return (
    <section>
      <header>
        <h1>
          <SourceLink file={file}>{name}</SourceLink>
        </h1>
        <Status tone={tones[status]}>{status}</Status>
        <span class="quiet">
          {count(jobs.length, "job")}
          {time > 0 && ` · ${duration(time)}`}
        </span>
      </header>
      {jobs.map((job) => (
        <Job key={job.name} {...job} shown={shown} />
      ))}
    </section>
  );
}

function Job({ name, status, reason, steps, outputs, shown }: JobRun & { shown: StepRun | undefined }) {
  const heading = (
    <h2>
      <ToneIcon tone={tones[status]} />
      {name}
      <span class={status === "ok" ? "hidden" : "quiet"}>{status}</span>
    </h2>
  );
  // A job that only starts another workflow has nothing of its own to show.
  if (!reason && steps.length === 0 && outputs.length === 0) return heading;
  const told = steps.some(({ error }) => error);
  return (
    <article>
      {heading}
      {reason && !told && (
        <p class="reason">
          <Sentence text={reason} />
        </p>
      )}
      <ol class="steps">
        {steps.map((step) => (
          <li key={step.name}>
            {step.error ? <FailedStep {...step} /> : <Step {...step} open={step === shown} />}
          </li>
        ))}
        {outputs.map(({ dataset, rows }) => (
          <li key={dataset} class="output">
            <span aria-hidden="true">→</span>
            <span>
              <span class="hidden">written: </span>
              {dataset} <span class="quiet">{count(rows, "row")}</span>
            </span>
          </li>
        ))}
      </ol>
    </article>
  );
}

function FailedStep({ name, error }: StepRun) {
  return (
    <>
      <div class="line">
        <ToneIcon tone="bad" />
        <span class="name">
          {name}
          <span class="hidden"> failed</span>
        </span>
      </div>
      {error && (
        <p class="inside">
          <Sentence text={error.message} />{" "}
          <SourceLink file={error.file} range={error.range}>
            Show in the SQL
          </SourceLink>
        </p>
      )}
    </>
  );
}

function Step({ open, ...step }: StepRun & { open: boolean }) {
  const { name, rows = 0, columns, milliseconds, fidelity } = step;
  return (
    <details open={open}>
      <summary class="line">
        <span class="chevron" aria-hidden="true" />
        <span class="name">{name}</span>
        <span class="figure">{count(rows, "row")}</span>
        <span class="figure optional">{count(columns.length, "column")}</span>
        <span class="figure optional">{duration(milliseconds)}</span>
        <FidelityWord fidelity={fidelity} />
      </summary>
      <div class="inside">
        <StepRows {...step} />
      </div>
    </details>
  );
}

/** What a step gave: what to know of it, and its first rows. */
export function StepRows({ name, rows = 0, columns, notes = [], firstRows = [] }: StepRun) {
  return (
    <>
      {notes.map((note) => (
        <p key={note} class="quiet">
          <Sentence text={note} />
        </p>
      ))}
      {rows === 0 && <p class="quiet">No rows.</p>}
      <Rows label={`Rows of ${name}`} columns={columns} rows={firstRows} />
      {rows > firstRows.length && (
        <p class="quiet">
          The first {firstRows.length} of {count(rows, "row")}.
        </p>
      )}
    </>
  );
}

export function FidelityWord({ fidelity }: { fidelity: Fidelity }) {
  if (fidelity === "exact") {
    return (
      <span class="fidelity quiet" title="Spark's result is on record for everything that the step uses.">
        as in Spark
      </span>
    );
  }
  return (
    <span class="fidelity">
      <Status tone="caution">{fidelity}</Status>
    </span>
  );
}

const tones = { ok: "good", failed: "bad", skipped: "quiet" } as const;

function timeOf(jobs: readonly JobRun[]): number {
  return jobs.flatMap(({ steps }) => steps).reduce((sum, { milliseconds }) => sum + milliseconds, 0);
}
