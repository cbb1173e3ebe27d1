import type { OffsetRange } from "../text/range.ts";
import { compose, isWorthMending, type Composition } from "./compose.ts";

/**
 * Reads half-written text as if the lines that were typed last were blank, or only had their `key:`: whichever
 * saves more of it. The result is `plain`, the reading of the whole text, when neither is better.
 */
export function recover(text: string, edited: OffsetRange, plain: Composition): Composition {
  if (!isWorthMending(plain)) return plain;
  let best = plain;
  for (const rewrite of [blank, keepKey]) {
    const attempt = compose(rewriteLines(text, edited, rewrite));
    if (attempt.tooDeepAt === undefined && attempt.errors.length < best.errors.length) best = attempt;
    if (best.errors.length === 0) break;
  }
  return best;
}

/** Applies `rewrite`, which keeps the length, to the lines that `edited` touches. */
function rewriteLines(text: string, edited: OffsetRange, rewrite: (line: string) => string): string {
  const start = text.lastIndexOf("\n", edited.start - 1) + 1;
  const newline = text.indexOf("\n", Math.max(start, edited.end));
  const end = newline < 0 ? text.length : newline;
  return text.slice(0, start) + text.slice(start, end).replace(/[^\r\n]+/g, rewrite) + text.slice(end);
}

function blank(line: string): string {
  return " ".repeat(line.length);
}

function keepKey(line: string): string {
  const kept = /^\s*(?:- +)*[\w$./-]+:(?=\s|$)/.exec(line)?.[0] ?? "";
  return kept.padEnd(line.length);
}
