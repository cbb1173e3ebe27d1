import type { Fidelity, JobRun, RunResult, StepRun, WorkflowRun } from "../../server/run/results.ts";
import { Badge, count, Prose, Rows, SourceLink } from "./parts.tsx";

/** A run: workflows, their jobs in the order they ran, each step with rows, time and its first rows. */
export function Pipeline({ workflows }: RunResult) {
  if (workflows.length === 0) return <p class="empty">There is no workflow to run in this file.</p>;
  return (
    <>
      {workflows.map((workflow) => (
        <Workflow key={`${workflow.file}#${workflow.name}`} {...workflow} />
      ))}
    </>
  );
}

function Workflow({ name, file, status, jobs }: WorkflowRun) {
  return (
    <section>
      <h2>
        <SourceLink file={file}>{name}</SourceLink> <Status status={status} />
      </h2>
      {jobs.map((job) => (
        <Job key={job.name} {...job} />
      ))}
    </section>
  );
}

function Job({ name, status, reason, steps, outputs }: JobRun) {
  return (
    <article>
      <h3>
        {name} <Status status={status} />
      </h3>
      {reason && (
        <p class="note">
          <Prose>{reason}</Prose>
        </p>
      )}
      {steps.map((step, index) => (
        <Step key={step.name} {...step} isLast={index === steps.length - 1} />
      ))}
      {outputs.map(({ dataset, rows }) => (
        <p key={dataset} class="output">
          → {dataset} <span class="quiet">{count(rows, "row")}</span>
        </p>
      ))}
    </article>
  );
}

/** The last step is open: its rows are what the job delivers. */
function Step({
  name,
  rows,
  columns,
  milliseconds,
  fidelity,
  notes,
  error,
  firstRows,
  isLast,
}: StepRun & { isLast: boolean }) {
  if (error) {
    return (
      <div class="step">
        <p>
          <strong>{name}</strong> <Badge kind="bad">failed</Badge>
        </p>
        <p class="error">
          <SourceLink file={error.file} range={error.range}>
            <Prose>{error.message}</Prose>
          </SourceLink>
        </p>
      </div>
    );
  }
  return (
    <details class="step" open={isLast}>
      <summary>
        <strong>{name}</strong>
        <span class="figures">
          {rows !== undefined && count(rows, "row")} · {count(columns.length, "column")} ·{" "}
          {milliseconds.toFixed(0)} ms
        </span>
        <FidelityBadge fidelity={fidelity} />
      </summary>
      {notes?.map((note) => (
        <p key={note} class="note">
          <Prose>{note}</Prose>
        </p>
      ))}
      <Rows columns={columns} rows={firstRows ?? []} />
    </details>
  );
}

function FidelityBadge({ fidelity }: { fidelity: Fidelity }) {
  if (fidelity === "exact") return <Badge kind="quiet">as in Spark</Badge>;
  return <Badge kind="caution">{fidelity}</Badge>;
}

function Status({ status }: { status: WorkflowRun["status"] }) {
  const kind = { ok: "good", failed: "bad", skipped: "quiet" } as const;
  return <Badge kind={kind[status]}>{status}</Badge>;
}
