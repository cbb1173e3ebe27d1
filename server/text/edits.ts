import type { TextEdit } from "./problem.ts";

/** A text with edits made that do not touch each other. */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  return edits
    .toSorted((one, other) => other.range.start - one.range.start)
    .reduce((at, { range, newText }) => at.slice(0, range.start) + newText + at.slice(range.end), text);
}
