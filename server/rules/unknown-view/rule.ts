import type { FlareJob, FlareStep } from "../../manifest/model.ts";
import { sqlRange } from "../../manifest/sql-range.ts";
import type { SqlRelation } from "../../sql/sql.ts";
import { nearest } from "../../text/nearest.ts";
import { workflowOf } from "../dag.ts";
import { defineRule, type RuleContext } from "../rule.ts";

/** A Flare step sees the job's inputs and the steps before it, and nothing else. */
export const rule = defineRule({
  id: "unknown-view",
  severity: "error",
  summary: "Step SQL reads a view that no input and no earlier step makes.",
  kinds: ["workflow"],
  phase: "sql",
  check(context) {
    for (const { body } of workflowOf(context.manifest)?.jobs ?? []) {
      if (body?.type === "flare" && areAllNamed(body)) checkJob(context, body);
    }
  },
});

/** Where an input or a step has no name yet, or there are no inputs at all, that is the problem. */
function areAllNamed({ complete, inputs, steps }: FlareJob): boolean {
  return complete && inputs.length > 0 && [...inputs, ...steps].every(({ name }) => name !== undefined);
}

function checkJob(context: RuleContext, { inputs, steps }: FlareJob): void {
  const visible = new Map<string, string>();
  const make = (name: string | undefined) => name && visible.set(name.toLowerCase(), name);
  for (const { name } of inputs) make(name?.value);
  for (const [index, step] of steps.entries()) {
    checkStep(context, step, visible, steps.slice(index + 1));
    make(step.name?.value);
  }
}

function checkStep(
  { sql, report }: RuleContext,
  step: FlareStep,
  visible: ReadonlyMap<string, string>,
  later: readonly FlareStep[],
): void {
  if (!step.sql) return;
  for (const relation of sql(step.sql)?.relations ?? []) {
    const [name, ...more] = relation.name;
    // Dotted names are tables of a catalog; Spark resolves them outside the job.
    if (!name || more.length > 0 || visible.has(name.toLowerCase())) continue;
    const range = sqlRange(step.sql, relation);
    const near = nearest(name, visible.values());
    report({
      range,
      message: describe(relation, near, later, visible),
      fixes: near ? [{ title: `Change to "${near}"`, edits: [{ range, newText: near }] }] : [],
    });
  }
}

function describe(
  { name: [name = ""] }: SqlRelation,
  near: string | undefined,
  later: readonly FlareStep[],
  visible: ReadonlyMap<string, string>,
): string {
  if (later.some((step) => step.name?.value.toLowerCase() === name.toLowerCase())) {
    return `"${name}" is made by a later step; move that step before this one.`;
  }
  if (near) return `No input and no earlier step makes the view "${name}"; did you mean "${near}"?`;
  const names = [...visible.values()].slice(0, 5).map((each) => `"${each}"`);
  return `No input and no earlier step makes the view "${name}"; there ${names.length === 1 ? "is" : "are"} ${names.join(", ") || "none"}.`;
}
