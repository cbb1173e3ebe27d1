import type { Fix } from "../text/problem.ts";
import type { OffsetRange } from "../text/range.ts";

/**
 * Puts a plain value or key in quotes: the token at `range` and, outside `[…]` and `{…}`, what follows it on its
 * line. None when the text holds quotes of its own, or it can't be told where it ends.
 */
export function quotingFix(text: string, range: OffsetRange): readonly Fix[] {
  const token = text.slice(range.start, range.end);
  const rest = /^[^\r\n]*/.exec(text.slice(range.end, range.end + 1_000))?.[0] ?? "";
  const value = token.endsWith(":") ? token.slice(0, -1) : token + restOfValue(rest);
  const isKey = /^[ -]*$/.test(lineBefore(text, range.start));
  if (/["'\\]/.test(value) || (isKey && value.includes(": "))) return [];
  const whole = { start: range.start, end: range.start + value.length };
  return [{ title: "Put the value in quotes", edits: [{ range: whole, newText: `"${value}"` }] }];
}

function lineBefore(text: string, offset: number): string {
  return text.slice(Math.max(text.lastIndexOf("\n", offset - 1) + 1, offset - 1_000), offset);
}

function restOfValue(rest: string): string {
  if (/^\s*[,\]}:]/.test(rest)) return "";
  return rest.replace(/(^|\s)#.*$/, "").trimEnd();
}
