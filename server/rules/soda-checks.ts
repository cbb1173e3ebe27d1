import { sodaProblems } from "../sodacl/problems.ts";
import { workflowOf } from "./dag.ts";
import type { RuleContext } from "./rule.ts";

/** Reports what the SodaCL reader says of a manifest's checks under one rule's id. */
export function reportChecks({ manifest, text, report }: RuleContext, rule: string): void {
  for (const { body } of workflowOf(manifest)?.jobs ?? []) {
    if (body?.type !== "soda") continue;
    const problems = body.inputs
      .flatMap(({ checks }) => checks)
      .flatMap((check) => sodaProblems(check, text));
    for (const problem of problems) if (problem.rule === rule) report(problem);
  }
}
