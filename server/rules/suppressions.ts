import { Lines } from "../text/lines.ts";
import type { Problem } from "../text/problem.ts";

/** With the rules that it names. */
export const suppressionComment = /(?:#|--)\s*dps-ignore\b[ \t]*([\w, \t-]*)/;

/**
 * The problems that no `# dps-ignore RULE` comment (in SQL `-- dps-ignore RULE`) on their line, or alone on the line
 * above, suppresses.
 * A comment that names no rule suppresses all of its line.
 */
export function withoutSuppressed(problems: readonly Problem[], text: string): readonly Problem[] {
  if (problems.length === 0 || !text.includes("dps-ignore")) return problems;
  const lines = new Lines(text);
  const suppressed = suppressionsByLine(text, lines);
  return problems.filter(({ rule, range }) => {
    const rules = suppressed.get(lines.position(range.start).line);
    return !rules || (rules.size > 0 && !rules.has(rule));
  });
}

/** Line → rules suppressed on it; an empty set stands for all. */
function suppressionsByLine(text: string, lines: Lines): Map<number, ReadonlySet<string>> {
  const suppressed = new Map<number, ReadonlySet<string>>();
  for (let line = 0; line < lines.count; line++) {
    const content = text.slice(lines.start(line), lines.start(line + 1));
    const match = suppressionComment.exec(content);
    if (!match) continue;
    const rules = new Set(match[1]?.split(/[\s,]+/).filter(Boolean));
    const alone = content.slice(0, match.index).trim() === "";
    suppressed.set(alone ? line + 1 : line, rules);
  }
  return suppressed;
}
