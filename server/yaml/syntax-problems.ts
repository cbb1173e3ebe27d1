import type { YAMLParseError } from "yaml";
import { Lines } from "../text/lines.ts";
import type { Problem } from "../text/problem.ts";
import type { Composition } from "./compose.ts";

/** One problem for each line that breaks YAML: what follows on the same line is usually the same mistake. */
export function syntaxProblems(
  { errors }: Composition,
  aliasProblems: readonly Problem[],
  text: string,
): readonly Problem[] {
  if (errors.length === 0) return aliasProblems;
  const lines = new Lines(text);
  const problems = [...aliasProblems, ...errors.map((error) => problemOf(error, text))];
  const taken = new Set<number>();
  return problems
    .sort((one, other) => one.range.start - other.range.start)
    .filter(({ range }) => {
      const { line } = lines.position(range.start);
      return !taken.has(line) && taken.add(line);
    });
}

function problemOf(error: YAMLParseError, text: string): Problem {
  const start = Math.min(error.pos[0], text.length);
  const end = Math.min(Math.max(error.pos[1], start), text.length);
  return { rule: "yaml-syntax", severity: "error", message: error.message, range: { start, end } };
}
