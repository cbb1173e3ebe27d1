import { parseArgs } from "node:util";
import { manifestsIn, projectOf } from "../../features/project.ts";
import { runWorkflows } from "../../run/run.ts";
import type { PipelinePreview, RunError, RunResult } from "../../run/results.ts";
import { previewOf } from "../../run/preview.ts";
import { UsageError, type ExitStatus } from "../exit-status.ts";
import { environmentOption, oneOf, onePath } from "../options.ts";
import { reportProgress } from "../progress.ts";
import { renderPage } from "../render/page.ts";
import { renderRun } from "../render/run.ts";
import { withSession } from "../session.ts";
import { openTarget, type Target } from "../target.ts";
import type { Terminal } from "../terminal.ts";

const formats = ["text", "json", "html"] as const;

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
  const format = oneOf("format", values.format, formats);
  const path = onePath("run", positionals);
  const target = await openTarget(path, { terminal, environment: values.environment });
  const { workflow } = values;
  if (workflow !== undefined && !hasWorkflow(target, workflow)) {
    throw new UsageError(`There is no workflow "${workflow}" here.`);
  }
  const { result, text } = await withSession(target, async (session) => {
    const given = await runWorkflows(session, {
      ...{ files: target.files, workflow, withProducers: true },
      onProgress: reportProgress(terminal),
    });
    const result = shown(given, target);
    if (format === "json") return { result, text: JSON.stringify(result, null, 2) };
    if (format === "text") return { result, text: renderRun(result, terminal) };
    const preview = await previewOf(session, given, { files: target.files, workflow });
    return { result, text: await renderPage(workflow ?? path, shownPreview(preview, result, target)) };
  });
  terminal.stdout.write(`${text}\n`);
  return result.workflows.some(({ status }) => status === "failed") ? 1 : 0;
}

function hasWorkflow({ workspace, files }: Target, name: string): boolean {
  return manifestsIn(projectOf(workspace), files).some(
    (manifest) => manifest.kind === "workflow" && manifest.name?.value === name,
  );
}

/** The run with its paths as output shows them. */
function shown(run: RunResult, { show }: Target): RunResult {
  const workflows = run.workflows.map((workflow) => ({
    ...workflow,
    file: show(workflow.file),
    jobs: workflow.jobs.map((job) => ({
      ...withShownError(job, show),
      steps: job.steps.map((step) => withShownError(step, show)),
    })),
  }));
  return { ...run, workflows };
}

function shownPreview(preview: PipelinePreview, run: RunResult, { show }: Target): PipelinePreview {
  const nodes = preview.graph.nodes.map((node) => ({ ...node, file: show(node.file) }));
  return { ...preview, graph: { ...preview.graph, nodes }, run };
}

function withShownError<Part extends { readonly error?: RunError }>(part: Part, show: Target["show"]): Part {
  return part.error ? { ...part, error: { ...part.error, file: show(part.error.file) } } : part;
}
