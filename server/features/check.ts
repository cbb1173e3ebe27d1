import type { Checker } from "../rules/checker.ts";
import type { CheckResult, FileProblem, Range } from "../run/results.ts";
import type { Lines } from "../text/lines.ts";
import type { Problem, RelatedPlace, Severity } from "../text/problem.ts";
import type { OffsetRange } from "../text/range.ts";
import type { Baseline } from "../workspace/baseline.ts";
import { goneProblems, isJudged, knownProblems } from "./baseline.ts";
import { Fingerprints } from "./fingerprints.ts";
import { Texts } from "./texts.ts";

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
  const texts = new Texts(checker.workspace);
  const problems: FileProblem[] = [];
  const summary: Record<Severity, number> = { error: 0, warning: 0, information: 0, hint: 0 };
  let manifests = 0;
  let known = 0;
  for (const file of files) {
    manifests += checker.workspace.manifests(file).length;
    const all = checker.problems(file);
    const left = knownProblems(all, scope?.baseline.get(file));
    known += left.size;
    if (left.size === all.length) continue;
    const { text } = await texts.of(file);
    const fingerprints = new Fingerprints(text);
    for (const problem of all) {
      // Those that are left out count too, so that the others keep theirs.
      const fingerprint = fingerprints.of(problem.rule, problem.range.start);
      if (left.has(problem)) continue;
      summary[problem.severity]++;
      problems.push({ ...(await fileProblem(problem, file, { texts, show })), fingerprint });
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

interface Shown {
  readonly texts: Texts;
  readonly show: Scope["show"];
}

async function fileProblem(
  { range, rule, severity, message, fixes = [], related }: Problem,
  file: string,
  { texts, show }: Shown,
): Promise<Omit<FileProblem, "fingerprint">> {
  const { lines } = await texts.of(file);
  return {
    file: show(file),
    range: rangeIn(lines, range),
    rule,
    severity,
    message,
    fixes: fixes.map(({ title, edits }) => ({
      title,
      edits: edits.map((edit) => ({ range: rangeIn(lines, edit.range), newText: edit.newText })),
    })),
    ...(related && {
      related: await Promise.all(related.map((each) => relatedPlace(each, { texts, show }))),
    }),
  };
}

async function relatedPlace(
  { file, range, message }: RelatedPlace,
  { texts, show }: Shown,
): Promise<NonNullable<FileProblem["related"]>[number]> {
  const { lines } = await texts.of(file);
  return { file: show(file), range: rangeIn(lines, range), message };
}

function rangeIn(lines: Lines, { start, end }: OffsetRange): Range {
  return { start: lines.position(start), end: lines.position(end) };
}
