import type { Checker } from "../rules/checker.ts";
import type { CheckResult, FileProblem } from "../run/results.ts";
import { Lines } from "../text/lines.ts";
import type { Severity } from "../text/problem.ts";

/** Which files of a workspace a result is about, and how it names them. */
export interface Scope {
  /** Relative to the root. */
  readonly files: readonly string[];
  show(file: string): string;
}

/** The problems that a checker has found, as the commands return them: by file, then by place. */
export async function collectProblems(checker: Checker, { files, show }: Scope): Promise<CheckResult> {
  const problems: FileProblem[] = [];
  const summary: Record<Severity, number> = { error: 0, warning: 0, information: 0, hint: 0 };
  let manifests = 0;
  for (const file of files) {
    manifests += checker.workspace.manifests(file).length;
    const found = checker.problems(file);
    if (found.length === 0) continue;
    const lines = new Lines((await checker.workspace.text(file)) ?? "");
    for (const { range, rule, severity, message, fixes = [] } of found) {
      summary[severity]++;
      problems.push({
        file: show(file),
        range: { start: lines.position(range.start), end: lines.position(range.end) },
        rule,
        severity,
        message,
        fixes: fixes.map(({ title }) => ({ title })),
      });
    }
  }
  return { version: 1, manifests, problems, summary };
}
