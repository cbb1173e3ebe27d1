import type {
  Fidelity,
  JobRun,
  ProducerRun,
  RunError,
  RunResult,
  StepRun,
  WorkflowRun,
} from "../../run/results.ts";
import type { Paint, Style, Terminal } from "../terminal.ts";
import { painter } from "../terminal.ts";
import { count, renderTable } from "./table.ts";

const statusStyles: Record<WorkflowRun["status"], Style> = { ok: "green", failed: "red", skipped: "dim" };
const fidelityStyles: Record<Fidelity, Style> = { exact: "green", approximate: "yellow", unsupported: "red" };

/** Workflows in the order they ran, their jobs, a line for each step and each output, and what went wrong. */
export function renderRun({ workflows, producers = [] }: RunResult, terminal: Terminal): string {
  const paint = painter(terminal);
  if (workflows.length === 0) return "There is no workflow to run here.";
  const parts = workflows.map((workflow) => renderWorkflow(workflow, paint));
  return [...renderProducers(producers, paint), ...parts].join("\n\n");
}

/** One line for all that ran well, and one for each of the others. */
function renderProducers(producers: readonly ProducerRun[], paint: Paint): string[] {
  const named = ({ job, workflow }: ProducerRun) => `${job} of ${workflow}`;
  const ran = producers.filter(({ status }) => status === "ok");
  const what = ran.length === 1 ? "it writes" : "they write";
  const lines = producers
    .filter(({ status }) => status !== "ok")
    .map((producer) => {
      const fate = producer.status === "failed" ? "failed" : "was skipped";
      return `Before, ${named(producer)} ${fate}, which writes what is read here: ${producer.reason ?? ""}`;
    });
  if (ran.length > 0)
    lines.unshift(
      paint("dim", `Before, ${ran.map(named).join(", ")} ran, because ${what} what is read here.`),
    );
  return lines.length > 0 ? [lines.join("\n")] : [];
}

function renderWorkflow({ name, file, status, jobs }: WorkflowRun, paint: Paint): string {
  const heading = `${mark(status, paint)} ${paint("bold", name)} ${paint("dim", file)}`;
  return [heading, ...jobs.map((job) => renderJob(job, paint))].join("\n");
}

function renderJob({ name, status, reason, error, steps, outputs }: JobRun, paint: Paint): string {
  const place = error ? `${lineOf(error)}: ` : "";
  const lines = [`  ${mark(status, paint)} ${name}${reason ? paint("dim", ` — ${place}${reason}`) : ""}`];
  if (steps.length > 0) lines.push(renderSteps(steps, paint));
  for (const step of steps) {
    if (step.error) lines.push(paint("red", `    ${lineOf(step.error)}: ${step.error.message}`));
    for (const note of step.notes ?? []) lines.push(paint("dim", `    ${step.name}: ${note}`));
  }
  for (const { dataset, rows } of outputs)
    lines.push(`    → ${paint("cyan", dataset)}  ${count(rows, "row")}`);
  return lines.join("\n");
}

function lineOf({ file, range }: RunError): string {
  return `${file}:${range.start.line + 1}`;
}

function renderSteps(steps: readonly StepRun[], paint: Paint): string {
  return renderTable(
    [
      { title: "step" },
      { title: "rows", align: "right" },
      { title: "columns", align: "right" },
      { title: "time", align: "right" },
      { title: "fidelity" },
    ],
    steps.map(({ name, rows, columns, milliseconds, fidelity, error }) => [
      name,
      rows?.toLocaleString("en-US") ?? "",
      error ? "" : String(columns.length),
      `${milliseconds.toFixed(0)} ms`,
      error ? paint("red", "failed") : paint(fidelityStyles[fidelity], fidelity),
    ]),
    { paint, indent: 4 },
  );
}

function mark(status: WorkflowRun["status"], paint: Paint): string {
  return paint(statusStyles[status], { ok: "✔", failed: "✖", skipped: "–" }[status]);
}
