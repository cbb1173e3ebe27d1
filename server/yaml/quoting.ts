import type { Fix } from "../text/problem.ts";
import type { OffsetRange } from "../text/range.ts";

/** A longer line is not looked through. */
const maxLine = 1_000;

/**
 * Puts a plain value or key in quotes: the token at `range` and what follows it on its line, up to a comma or
 * bracket within brackets. None when the text holds quotes of its own, or it can't be told where it ends.
 */
export function quotingFix(text: string, range: OffsetRange): readonly Fix[] {
  const before = text.slice(Math.max(lineStart(text, range.start), range.start - maxLine), range.start);
  const rest = /^[^\r\n]*/.exec(text.slice(range.end, range.end + maxLine))?.[0] ?? "";
  const token = text.slice(range.start, range.end);
  const value = token.endsWith(":")
    ? token.slice(0, -1)
    : token + restOfValue(rest, isWithinBrackets(before));
  const isKey = /^[ -]*$/.test(before);
  if (/["'\\]/.test(value) || (isKey && value.includes(": "))) return [];
  const whole = { start: range.start, end: range.start + value.length };
  return [{ title: "Put the value in quotes", edits: [{ range: whole, newText: `"${value}"` }] }];
}

function restOfValue(rest: string, withinBrackets: boolean): string {
  if (/^\s*:/.test(rest)) return "";
  const value = withinBrackets ? (/^[^,[\]{}]*/.exec(rest)?.[0] ?? "") : rest;
  return value.replace(/(^|\s)#.*$/, "").trimEnd();
}

function isWithinBrackets(before: string): boolean {
  const opened = before.match(/[[{]/g)?.length ?? 0;
  return opened > (before.match(/[\]}]/g)?.length ?? 0);
}

function lineStart(text: string, offset: number): number {
  return text.lastIndexOf("\n", offset - 1) + 1;
}
