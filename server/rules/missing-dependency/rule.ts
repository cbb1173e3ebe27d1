import { ancestors, flowOfJob, workflowOf } from "../dag.ts";
import type { Job } from "../../manifest/model.ts";
import type { Fix } from "../../text/problem.ts";
import { defineRule } from "../rule.ts";

/** A job that reads what another job of its DAG writes must wait for it; otherwise both start at once. */
export const rule = defineRule({
  id: "missing-dependency",
  severity: "warning",
  summary: "A job reads what another job of the DAG writes, without depending on it.",
  kinds: ["workflow"],
  check({ manifest, workspace, text, report }) {
    const jobs = workflowOf(manifest)?.jobs ?? [];
    if (jobs.length < 2) return;
    const flows = new Map(jobs.map((job) => [job, flowOfJob(job, workspace)]));
    for (const [reader, { reads }] of flows) {
      const before = ancestors(reader, jobs);
      for (const [writer, { writes }] of flows) {
        const name = writer.name?.value;
        const dataset = [...reads.keys()].find((key) => writes.has(key));
        if (writer === reader || !name || !dataset || before.has(name)) continue;
        // The other way round it is meant: the reader runs first and sees what an earlier run has written.
        if (reader.name && ancestors(writer, jobs).has(reader.name.value)) continue;
        const fix = addDependency(reader, name, text);
        report({
          range: reads.get(dataset)?.range ?? reader.file?.range ?? reader.name?.range ?? reader.range,
          message: `The job "${reader.name?.value ?? "?"}" reads ${dataset}, which "${name}" writes, but does not depend on it; add "${name}" to its dependencies.`,
          fixes: fix ? [fix] : [],
        });
      }
    }
  },
});

/** Appends to the job's list, or adds a list below the job's name, indented as the file is. */
function addDependency({ name, dependencies }: Job, missing: string, text: string): Fix | undefined {
  const title = `Depend on "${missing}"`;
  const last = dependencies.at(-1);
  if (last) {
    const lineStart = text.lastIndexOf("\n", last.range.start) + 1;
    const before = text.slice(lineStart, last.range.start);
    // A flow list or a plain scalar can't grow by a line.
    if (!/^\s*- ["']?$/.test(before)) return undefined;
    const end = lineEnd(text, last.range.end);
    return {
      title,
      edits: [{ range: { start: end, end }, newText: `\n${before.replace(/["']$/, "")}${missing}` }],
    };
  }
  if (!name) return undefined;
  const lineStart = text.lastIndexOf("\n", name.range.start) + 1;
  const column = text.slice(lineStart, name.range.start).indexOf("name");
  if (column < 0) return undefined;
  const indent = " ".repeat(column);
  const end = lineEnd(text, name.range.end);
  return {
    title,
    edits: [{ range: { start: end, end }, newText: `\n${indent}dependencies:\n${indent}  - ${missing}` }],
  };
}

function lineEnd(text: string, offset: number): number {
  const end = text.slice(offset).search(/\r?\n|$/);
  return offset + end;
}
