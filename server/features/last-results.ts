import type { JoinFigures, JoinResult, Outcome, QualityResult, RunResult } from "../run/results.ts";

/** What runs of a session said last, as far as something later is said of it. Paths are relative to the root. */
export interface LastResults {
  /** By file and name of the workflow. */
  readonly workflows: ReadonlyMap<string, RunResult["workflows"][number]["status"]>;
  /** By the file that the checks stand in and the dataset. */
  readonly checks: ReadonlyMap<string, "passed" | "failed">;
  /** By the file and the names of both sides. */
  readonly joins: ReadonlyMap<string, JoinFigures>;
}

export const noResults: LastResults = { workflows: new Map(), checks: new Map(), joins: new Map() };

/** One key for things that only both together tell apart. */
export function resultKey(file: string, ...names: readonly string[]): string {
  return [file, ...names].join("\n");
}

export function withRun(results: LastResults, { workflows }: RunResult): LastResults {
  const ran = workflows.map(({ file, name, status }) => [resultKey(file, name), status] as const);
  return { ...results, workflows: new Map([...results.workflows, ...ran]) };
}

/** The checks of a dataset have failed when one of them has, or could not be run. */
export function withQuality(results: LastResults, { checks }: QualityResult): LastResults {
  const judged = new Map(results.checks);
  for (const [key, outcomes] of Map.groupBy(checks, ({ file, dataset }) => resultKey(file, dataset))) {
    const has = (...wanted: readonly Outcome[]) => outcomes.some(({ outcome }) => wanted.includes(outcome));
    if (has("fail", "error")) judged.set(key, "failed");
    else if (has("pass", "warn")) judged.set(key, "passed");
  }
  return { ...results, checks: judged };
}

/** A join that could not be measured says nothing. */
export function withJoins(results: LastResults, { joins }: JoinResult): LastResults {
  const measured = joins
    .filter(({ error }) => error === undefined)
    .map((join) => [resultKey(join.file, join.left.name, join.right.name), join] as const);
  return { ...results, joins: new Map([...results.joins, ...measured]) };
}
