import { parseArgs } from "node:util";
import { manifestsIn, projectOf } from "../../features/project.ts";
import { runWorkflows } from "../../run/run.ts";
import type { RunError, RunResult } from "../../run/results.ts";
import { UsageError, type ExitStatus } from "../exit-status.ts";
import { environmentOption, oneOf, onePath } from "../options.ts";
import { reportProgress } from "../progress.ts";
import { renderRun } from "../render/run.ts";
import { withSession } from "../session.ts";
import { openTarget, type Target } from "../target.ts";
import type { Terminal } from "../terminal.ts";

/** `dps run`: workflows on sample data, in dependency order. */
export async function run(parameters: string[], terminal: Terminal): Promise<ExitStatus> {
  const { values, positionals } = parseArgs({
    args: parameters,
    allowPositionals: true,
    options: {
      workflow: { type: "string" },
      format: { type: "string", default: "text" },
      ...environmentOption,
    },
  });
  const format = oneOf("format", values.format, ["text", "json"]);
  const target = await openTarget(onePath("run", positionals), { terminal, environment: values.environment });
  const result = await runTarget(target, values.workflow, terminal);
  terminal.stdout.write(
    `${format === "json" ? JSON.stringify(result, null, 2) : renderRun(result, terminal)}\n`,
  );
  return result.workflows.some(({ status }) => status === "failed") ? 1 : 0;
}

async function runTarget(
  target: Target,
  workflow: string | undefined,
  terminal: Terminal,
): Promise<RunResult> {
  if (workflow !== undefined && !hasWorkflow(target, workflow)) {
    throw new UsageError(`There is no workflow "${workflow}" here.`);
  }
  const result = await withSession(target, (session) =>
    runWorkflows(session, {
      files: target.files,
      workflow,
      withProducers: true,
      onProgress: reportProgress(terminal),
    }),
  );
  return { ...result, workflows: result.workflows.map((each) => shown(each, target)) };
}

function hasWorkflow({ workspace, files }: Target, name: string): boolean {
  return manifestsIn(projectOf(workspace), files).some(
    (manifest) => manifest.kind === "workflow" && manifest.name?.value === name,
  );
}

/** The run with its paths as output shows them. */
function shown(run: RunResult["workflows"][number], { show }: Target): RunResult["workflows"][number] {
  return {
    ...run,
    file: show(run.file),
    jobs: run.jobs.map((job) => ({
      ...withShownError(job, show),
      steps: job.steps.map((step) => withShownError(step, show)),
    })),
  };
}

function withShownError<Part extends { readonly error?: RunError }>(part: Part, show: Target["show"]): Part {
  return part.error ? { ...part, error: { ...part.error, file: show(part.error.file) } } : part;
}
