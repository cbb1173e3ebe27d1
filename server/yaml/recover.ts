import type { OffsetRange } from "../text/range.ts";
import { compose, isWorthMending, type Composition } from "./compose.ts";

/**
 * Reads half-written text as if the lines that were typed last held less: their key only, then only the dashes of
 * their list items, then nothing; the first that leaves no mistake, else the fewest, is taken. A key is kept first
 * since it may have children below, a dash next since without it the rest of an item would fall to its list.
 * The result is `plain`, the reading of the whole text, when nothing is better.
 */
export function recover(text: string, edited: OffsetRange, plain: Composition): Composition {
  if (!isWorthMending(plain)) return plain;
  let best = plain;
  const tried = new Set<string>();
  for (const kept of [dashesAndKey, dashes, nothing]) {
    const rewritten = rewriteLines(text, edited, kept);
    if (tried.has(rewritten)) continue;
    tried.add(rewritten);
    const attempt = compose(rewritten);
    if (attempt.tooDeepAt === undefined && attempt.errors.length < best.errors.length) best = attempt;
    if (best.errors.length === 0) break;
  }
  return best;
}

const dashesAndKey = /^\s*(?:- +)*(?:[\w$./-]+:(?=\s|$))?/;
const dashes = /^\s*(?:- +)*/;
const nothing = /^/;

/** Blanks what `kept` does not match of the lines that `edited` touches; the length stays. */
function rewriteLines(text: string, edited: OffsetRange, kept: RegExp): string {
  const start = text.lastIndexOf("\n", edited.start - 1) + 1;
  const newline = text.indexOf("\n", Math.max(start, edited.end));
  const end = newline < 0 ? text.length : newline;
  const lines = text.slice(start, end);
  const rewritten = lines.replace(/[^\r\n]+/g, (line) => (kept.exec(line)?.[0] ?? "").padEnd(line.length));
  return text.slice(0, start) + rewritten + text.slice(end);
}
