import type { Problem, TextEdit } from "../text/problem.ts";

/** What mends a file's problems at once. */
export interface FixAll {
  /** In the order of the text; none touches another. */
  readonly edits: readonly TextEdit[];
  /** How many problems are mended. */
  readonly fixed: number;
}

/**
 * The fixes of those problems that have exactly one: where there is a choice, a person makes it. Of two fixes that
 * touch the same text the first wins; the other problem may be gone with it, or is found again.
 */
export function fixAll(problems: readonly Problem[]): FixAll {
  const edits: TextEdit[] = [];
  let fixed = 0;
  for (const { fixes = [] } of problems) {
    const [only, ...others] = fixes;
    if (!only || others.length > 0 || only.edits.some((edit) => edits.some((taken) => touches(edit, taken))))
      continue;
    edits.push(...only.edits);
    fixed++;
  }
  return { edits: edits.toSorted((one, other) => one.range.start - other.range.start), fixed };
}

function touches({ range: one }: TextEdit, { range: other }: TextEdit): boolean {
  return one.start <= other.end && other.start <= one.end;
}
