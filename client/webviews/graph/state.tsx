import type { PipelinePreview } from "../../../server/run/results.ts";
import type { WorkflowRun } from "../../../server/run/results.ts";
import { runAgain } from "../host.ts";
import { count, duration, Status } from "../parts.tsx";

/** In a few words: how the last run went, and whether it is still about what is drawn. */
export function State({ state, run, broken }: Pick<PipelinePreview, "state" | "run" | "broken">) {
  if (broken.length > 0) {
    return <Status tone="caution">{broken.join(", ")} can't be read; this is how it was before.</Status>;
  }
  if (state === "running") return <span class="quiet">Running…</span>;
  if (state === "stale") {
    return (
      <>
        <Status tone="caution">Changed since the run</Status>
        <button class="link jump" type="button" onClick={runAgain}>
          Run again
        </button>
      </>
    );
  }
  if (!run) {
    return (
      <button class="link jump" type="button" onClick={runAgain}>
        Run on sample data
      </button>
    );
  }
  return <Verdict workflows={run.workflows} />;
}

function Verdict({ workflows }: { workflows: readonly WorkflowRun[] }) {
  const jobs = workflows.flatMap((workflow) => workflow.jobs);
  const failed = jobs.filter(({ status, steps }) => status === "failed" && steps.length > 0).length;
  const anyFailed = workflows.some(({ status }) => status === "failed");
  const ran = jobs.filter(({ status, steps }) => status === "ok" && steps.length > 0).length;
  const time = jobs.flatMap(({ steps }) => steps).reduce((sum, step) => sum + step.milliseconds, 0);
  if (anyFailed)
    return <Status tone="bad">{failed > 0 ? `${count(failed, "job")} failed` : "failed"}</Status>;
  if (ran === 0) return <Status tone="quiet">nothing ran</Status>;
  return (
    <Status tone="good">
      {count(ran, "job")} ran <span class="quiet">in {duration(time)}</span>
    </Status>
  );
}
