import { ancestors, workflowOf } from "../dag.ts";
import type { Job } from "../../manifest/model.ts";
import { defineRule, type RuleContext } from "../rule.ts";
import type { WorkspaceView } from "../../workspace/view.ts";

/** A job can't wait for itself, neither directly nor through others nor through the file it runs. */
export const rule = defineRule({
  id: "cyclic-dependency",
  severity: "error",
  summary: "Jobs wait for each other, or a super-DAG runs itself.",
  kinds: ["workflow"],
  check(context) {
    const jobs = workflowOf(context.manifest)?.jobs ?? [];
    checkDependencies(context, jobs);
    for (const job of jobs) checkFile(context, job);
  },
});

/** One problem a cycle: on the dependency that closes it, seen from its first job. */
function checkDependencies({ report }: RuleContext, jobs: readonly Job[]): void {
  const reported = new Set<string>();
  for (const job of jobs) {
    const name = job.name?.value;
    if (!name || reported.has(name) || !ancestors(job, jobs).has(name)) continue;
    const closing = job.dependencies.find(({ value }) => value === name || waitsFor(value, name, jobs));
    if (!closing) continue;
    const members = jobs.filter((each) => inSameCycle(each, job, jobs)).map((each) => each.name?.value ?? "");
    members.forEach((member) => reported.add(member));
    report({
      range: closing.range,
      message:
        members.length === 1
          ? `The job "${name}" depends on itself; remove the dependency.`
          : `The jobs ${members.map((member) => `"${member}"`).join(", ")} wait for each other; remove one of their dependencies.`,
    });
  }
}

function waitsFor(one: string, other: string, jobs: readonly Job[]): boolean {
  const job = jobs.find(({ name }) => name?.value === one);
  return job !== undefined && ancestors(job, jobs).has(other);
}

function inSameCycle(one: Job, other: Job, jobs: readonly Job[]): boolean {
  const [a, b] = [one.name?.value, other.name?.value];
  return a !== undefined && b !== undefined && ancestors(one, jobs).has(b) && ancestors(other, jobs).has(a);
}

function checkFile({ file, workspace, report }: RuleContext, { file: path }: Job): void {
  if (!path || !reaches(path.value, file, workspace, new Set())) return;
  report({
    range: path.range,
    message: `Running "${path.value}" leads back to this file, so the super-DAG runs itself.`,
  });
}

function reaches(path: string, target: string, workspace: WorkspaceView, visited: Set<string>): boolean {
  const found = workspace.resolvePath(path);
  if (!found || visited.has(found)) return false;
  if (found === target) return true;
  visited.add(found);
  const jobs = (workspace.manifests(found) ?? []).flatMap((manifest) => workflowOf(manifest)?.jobs ?? []);
  return jobs.some((job) => job.file !== undefined && reaches(job.file.value, target, workspace, visited));
}
