import type { Workflow } from "../../manifest/model.ts";
import type { Located } from "../../text/range.ts";
import type { WorkspaceView } from "../../workspace/view.ts";
import { parseCron, runsPerYear } from "../cron.ts";
import { flowOfJob, unionOf, workflowOf } from "../dag.ts";
import { defineRule, type RuleContext } from "../rule.ts";
import { checkFreshness } from "./freshness.ts";

/**
 * A workflow that runs more often than anything it reads is written does the same again and again. Speaks only
 * when the writers of all that is read are in the workspace, one for each dataset, and have schedules of their own:
 * with a single source that may be fresher, running often is right.
 */
export const rule = defineRule({
  id: "contradicting-schedule",
  severity: "hint",
  summary:
    "A workflow runs more often than what it reads, at two schedules, or too late for its freshness check.",
  kinds: ["workflow"],
  check(context) {
    const { manifest, workspace, report } = context;
    const workflow = workflowOf(manifest);
    if (workflow) checkFreshness(context, workflow);
    if (workflow?.schedule) checkParts(context, workflow);
    const runs = timesOf(workflow?.schedule);
    if (!workflow?.schedule || runs === undefined) return;
    const [newest, ...others] = sourcesOf(workflow, workspace) ?? [];
    if (!newest || runs <= newest.runs) return;
    const what =
      others.length === 0 ? newest.dataset : `${newest.dataset}, the most frequent of what it reads,`;
    report({
      range: workflow.schedule.range,
      message: `This runs more often (\`${workflow.schedule.value}\`) than ${what} is written (\`${newest.schedule.value}\`); let it run after what it reads.`,
      related: [
        { file: newest.file, range: newest.schedule.range, message: `${newest.dataset} is written then.` },
      ],
    });
  },
});

/** What a scheduled super-DAG runs needs no schedule of its own. */
function checkParts({ file: self, workspace, report }: RuleContext, { schedule, jobs }: Workflow): void {
  for (const { file } of jobs) {
    const path = file && workspace.resolvePath(file.value);
    // That it runs itself is another problem.
    if (path === self) continue;
    for (const manifest of (path !== undefined && workspace.manifests(path)) || []) {
      const own = workflowOf(manifest)?.schedule;
      if (!file || path === undefined || !own) continue;
      report({
        range: file.range,
        message: `The workflow in "${file.value}" has a schedule of its own (\`${own.value}\`) and runs at this one (\`${schedule?.value ?? ""}\`) as well; keep one of the two.`,
        related: [{ file: path, range: own.range, message: "Its own schedule stands here." }],
      });
    }
  }
}

interface Source {
  readonly dataset: string;
  readonly file: string;
  readonly schedule: Located<string>;
  /** A year. */
  readonly runs: number;
}

/** What a workflow reads and others write, the most frequently written first; undefined when that is not known of all. */
function sourcesOf({ jobs }: Workflow, workspace: WorkspaceView): readonly Source[] | undefined {
  const { reads, open } = unionOf(jobs.map((job) => flowOfJob(job, workspace)));
  // A scanner looks at everything there is in a depot.
  if (open || jobs.some(({ body }) => body?.type === "scanner")) return undefined;
  const sources: Source[] = [];
  for (const dataset of reads.keys()) {
    const source = sourceOf(dataset, workspace);
    if (!source) return undefined;
    sources.push(source);
  }
  return sources.toSorted((one, other) => other.runs - one.runs);
}

function sourceOf(dataset: string, workspace: WorkspaceView): Source | undefined {
  const [site, ...more] = workspace.definitions("dataset", dataset);
  if (!site || more.length > 0) return undefined;
  const schedule = workflowOf(site.manifest)?.schedule;
  const runs = timesOf(schedule);
  return schedule && runs !== undefined ? { dataset, file: site.file, schedule, runs } : undefined;
}

function timesOf(schedule: Located<string> | undefined): number | undefined {
  const cron = schedule && parseCron(schedule.value);
  return cron && runsPerYear(cron);
}
