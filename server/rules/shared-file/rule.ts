import type { Job } from "../../manifest/model.ts";
import { hasPlaceholder } from "../../template/placeholder.ts";
import { workflowOf } from "../dag.ts";
import { defineRule } from "../rule.ts";

/** The platform runs such a file twice; it may be meant, and is usually what copying a job and changing half of it leaves. */
export const rule = defineRule({
  id: "shared-file",
  severity: "warning",
  summary: "Two jobs of a super-DAG run the same file.",
  kinds: ["workflow"],
  check({ file: own, manifest, workspace, report }) {
    const runners = new Map<string, Job>();
    for (const job of workflowOf(manifest)?.jobs ?? []) {
      if (!job.file || hasPlaceholder(job.file.value)) continue;
      // A file that isn't there is the same one as well when it bears the same name.
      const path = workspace.resolvePath(job.file.value) ?? job.file.value;
      const first = runners.get(path);
      if (!first?.file) {
        runners.set(path, job);
        continue;
      }
      report({
        range: job.file.range,
        message: `${named(job, "This job")} runs the same file as ${named(first, "another job")}; name the file that it should run, or remove one of the two.`,
        related: [{ file: own, range: first.file.range, message: "The file is already run here." }],
      });
    }
  },
});

function named({ name }: Job, otherwise: string): string {
  return name ? `"${name.value}"` : otherwise;
}
