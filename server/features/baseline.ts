import type { Checker } from "../rules/checker.ts";
import type { Problem } from "../text/problem.ts";
import { messageKey, type Baseline, type KnownProblem } from "../workspace/baseline.ts";

/**
 * Those of a file's problems that are known: as many of each as are counted, the first ones in the text. What
 * comes on top is new, even if it reads the same.
 */
export function knownProblems(
  problems: readonly Problem[],
  known: readonly KnownProblem[] = [],
): ReadonlySet<Problem> {
  if (known.length === 0) return new Set();
  const left = new Map<string, number>();
  for (const each of known) left.set(keyOf(each), (left.get(keyOf(each)) ?? 0) + each.count);
  return new Set(
    problems.filter((problem) => {
      const count = left.get(keyOf(problem)) ?? 0;
      left.set(keyOf(problem), count - 1);
      return count > 0;
    }),
  );
}

/** The problems, those that are known marked as such. */
export function markKnown(problems: readonly Problem[], known?: readonly KnownProblem[]): readonly Problem[] {
  if (!known) return problems;
  const left = knownProblems(problems, known);
  return problems.map((problem) => (left.has(problem) ? { ...problem, known: true } : problem));
}

/** How many of the problems that a file is known for are no longer there. */
export function goneProblems(problems: readonly Problem[], known: readonly KnownProblem[]): number {
  return total(known) - knownProblems(problems, known).size;
}

export interface Recording {
  readonly checker: Checker;
  /** Whether a path of the workspace is recorded anew; all others stay as they are known. */
  covers(file: string): boolean;
}

/** The baseline that knows all problems that a checker has found. */
export function recordBaseline(before: Baseline, { checker, covers }: Recording): Baseline {
  const after = new Map(before);
  for (const file of new Set([...before.keys(), ...checker.files])) {
    if (!covers(file)) continue;
    const found = counted(checker.problems(file));
    // Of a broken file only its syntax is reported, and what it is known for comes back once it is mended.
    const known = isJudged(checker, file) ? found : merged(found, before.get(file) ?? []);
    after.set(file, known);
  }
  return after;
}

/** The baseline without what is gone; nothing new gets into it. */
export function pruneBaseline(before: Baseline, { checker, covers }: Recording): Baseline {
  const after = new Map(before);
  for (const [file, known] of before) {
    if (!covers(file) || !isJudged(checker, file)) continue;
    after.set(file, counted([...knownProblems(checker.problems(file), known)]));
  }
  return after;
}

/** How many problems a baseline knows. */
export function sizeOf(baseline: Baseline): number {
  return [...baseline.values()].reduce((sum, known) => sum + total(known), 0);
}

/** Whether all that is wrong with a file can be told, which is not so while its YAML is broken. */
export function isJudged({ workspace }: Checker, file: string): boolean {
  return workspace.facts(file).reliable;
}

function counted(problems: readonly Problem[]): readonly KnownProblem[] {
  const alike = Map.groupBy(problems, keyOf);
  return [...alike.values()].flatMap(([first, ...others]) =>
    first ? [{ rule: first.rule, message: messageKey(first.message), count: others.length + 1 }] : [],
  );
}

function merged(found: readonly KnownProblem[], before: readonly KnownProblem[]): readonly KnownProblem[] {
  const keys = new Set(before.map(keyOf));
  return [...before, ...found.filter((each) => !keys.has(keyOf(each)))];
}

function keyOf({ rule, message }: Pick<KnownProblem, "rule" | "message">): string {
  return `${rule} ${messageKey(message)}`;
}

function total(known: readonly KnownProblem[]): number {
  return known.reduce((sum, { count }) => sum + count, 0);
}
