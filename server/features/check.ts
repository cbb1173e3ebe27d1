import type { Checker } from "../rules/checker.ts";
import type { CheckResult, FileProblem } from "../run/results.ts";
import { Lines } from "../text/lines.ts";
import type { Severity } from "../text/problem.ts";
import type { Baseline } from "../workspace/baseline.ts";
import { goneProblems, isJudged, knownProblems } from "./baseline.ts";

/** Which files of a workspace a result is about, and how it names them. */
export interface Scope {
  /** Relative to the root. */
  readonly files: readonly string[];
  show(file: string): string;
}

/** The problems that a result counts and leaves out. */
export interface KnownScope {
  readonly baseline: Baseline;
  /** Whether a path lies within what the result is about, though nothing may be there any more. */
  covers(file: string): boolean;
}

/** The problems that a checker has found, as the commands return them: by file, then by place. */
export async function collectProblems(
  checker: Checker,
  { files, show }: Scope,
  scope?: KnownScope,
): Promise<CheckResult> {
  const problems: FileProblem[] = [];
  const summary: Record<Severity, number> = { error: 0, warning: 0, information: 0, hint: 0 };
  let manifests = 0;
  let known = 0;
  for (const file of files) {
    manifests += checker.workspace.manifests(file).length;
    const all = checker.problems(file);
    const left = knownProblems(all, scope?.baseline.get(file));
    known += left.size;
    const found = all.filter((problem) => !left.has(problem));
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
  const result = { version: 1, manifests, problems, summary } as const;
  if (!scope || scope.baseline.size === 0) return result;
  return { ...result, baseline: { known, gone: countGone(checker, scope) } };
}

function countGone(checker: Checker, { baseline, covers }: KnownScope): number {
  return [...baseline]
    .filter(([file]) => covers(file) && isJudged(checker, file))
    .reduce((sum, [file, known]) => sum + goneProblems(checker.problems(file), known), 0);
}
