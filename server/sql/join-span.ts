import { extent } from "./ast.ts";
import type { Node } from "./ast.ts";
import type { Token } from "./parser.ts";
import type { Span } from "./sql.ts";

/**
 * Place of a join in the text: from its first keyword (or its comma) to the last name of what is joined and of
 * its condition. The tree has no places of keywords, so they are found from the first name, backwards.
 */
export function joinSpan(join: Node, last: Node, tokens: readonly Token[], length: number): Span {
  const names = extent(join);
  if (!names) return { start: 0, end: length };
  const keyword = join["kind"] === "Implicit" ? "COMMA" : "JOIN";
  let first = tokens.findLastIndex(({ start, type }) => start < names.start && type === keyword);
  if (first < 0) return names;
  while (modifiers.has(tokens[first - 1]?.type ?? "")) first--;
  const start = tokens[first]?.start ?? names.start;
  return { start, end: closed(tokens, first, extent(last)?.end ?? names.end) };
}

/** The end, moved behind the parentheses that the stretch opens. */
function closed(tokens: readonly Token[], first: number, end: number): number {
  let depth = 0;
  let reached = end;
  for (const token of tokens.slice(first)) {
    if (token.start >= end && depth <= 0) break;
    if (token.type === "L_PAREN") depth++;
    if (token.type === "R_PAREN") depth--;
    if (depth < 0) break;
    reached = Math.max(reached, token.end);
  }
  return reached;
}

const modifiers: ReadonlySet<string> = new Set([
  "LEFT",
  "RIGHT",
  "FULL",
  "OUTER",
  "INNER",
  "CROSS",
  "NATURAL",
  "SEMI",
  "ANTI",
]);
