import type { Fix } from "../text/problem.ts";
import type { OffsetRange } from "../text/range.ts";

/**
 * Puts a plain value in quotes: the token at `range` and, outside `[…]` and `{…}`, what follows it on its line.
 * None when the value holds quotes of its own, whose meaning can't be guessed.
 */
export function quotingFix(text: string, range: OffsetRange): readonly Fix[] {
  const rest = /^[^\r\n]*/.exec(text.slice(range.end, range.end + 1_000))?.[0] ?? "";
  const value = text.slice(range.start, range.end) + restOfValue(rest);
  if (/["'\\]/.test(value)) return [];
  const whole = { start: range.start, end: range.start + value.length };
  return [{ title: "Put the value in quotes", edits: [{ range: whole, newText: `"${value}"` }] }];
}

function restOfValue(rest: string): string {
  if (/^\s*[,\]}:]/.test(rest)) return "";
  return rest.replace(/(^|\s)#.*$/, "").trimEnd();
}
