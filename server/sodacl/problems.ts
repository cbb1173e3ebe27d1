import type { Fix, Problem } from "../text/problem.ts";
import type { OffsetRange } from "../text/range.ts";
import type { CheckItem } from "./check-item.ts";
import { findMistakes, type Mistake } from "./mistakes.ts";
import { placeInLine } from "./place.ts";
import { readCheck } from "./read-check.ts";

/**
 * What is wrong with a check's line and configuration, beyond what the manifest's schema finds: `malformed-check`
 * (the platform refuses it) and `ineffective-check` (it is accepted and does not do what it seems to).
 * @param text the file's; without it a line in quotes gets no quick fix
 */
export function sodaProblems(check: CheckItem, text?: string): readonly Problem[] {
  const line = check.line.value;
  if (isMisplacedKey(line) || hasTemplate(line)) return [];
  const result = readCheck(line, check.configuration);
  if ("problem" in result) {
    const { message, range, fix } = result.problem;
    return [
      { ...malformed(message, placeInLine(check, range, text).range), fixes: fixLine(check, fix, text) },
    ];
  }
  const { problems } = result.check;
  const own = problems.filter(({ inSchema }) => !inSchema);
  return [
    ...own.map(({ key, kind, message }) => {
      const range = check.configurationRanges[key] ?? check.line.range;
      return kind === "ineffective" ? ineffective(message, "warning", range) : malformed(message, range);
    }),
    // A zone that can't be read is not a missing one.
    ...(problems.length > 0
      ? []
      : findMistakes(result.check).map((mistake) => toProblem(mistake, check, text))),
  ];
}

function toProblem({ kind, severity, message, at }: Mistake, check: CheckItem, text?: string): Problem {
  const range =
    typeof at === "string"
      ? (check.configurationRanges[at] ?? check.line.range)
      : placeInLine(check, at, text).range;
  return kind === "refused" ? malformed(message, range) : ineffective(message, severity, range);
}

function malformed(message: string, range: OffsetRange): Problem {
  return { rule: "malformed-check", severity: "error", message, range };
}

function ineffective(message: string, severity: Problem["severity"], range: OffsetRange): Problem {
  return { rule: "ineffective-check", severity, message, range };
}

function fixLine(
  check: CheckItem,
  fix: { readonly title: string; readonly newText: string } | undefined,
  text: string | undefined,
): readonly Fix[] | undefined {
  if (!fix) return undefined;
  const place = placeInLine(check, { start: 0, end: check.line.value.length }, text);
  if (!place.exact || needsQuotes(fix.newText, check)) return undefined;
  return [{ title: fix.title, edits: [{ range: place.range, newText: fix.newText }] }];
}

/** Whether the new line could not stand in place of the old one without other quotes. */
function needsQuotes(line: string, { line: { value, range } }: CheckItem): boolean {
  const inQuotes = range.end - range.start > value.length;
  return inQuotes ? /["'\\]/.test(line) : /^["'[{%*&`@!|>]|: | #|:$/.test(line);
}

/** A configuration key in the place of a check: the schema says that its indentation is wrong. */
function isMisplacedKey(line: string): boolean {
  return /^(?:attributes|identity|name|filter|warn|fail|samples limit|(?:in)?valid [a-z ]+|missing (?:values|regex|format))$/.test(
    line,
  );
}

/** Templates are values of unknown content. `${NAME}` is part of the grammar. */
function hasTemplate(line: string): boolean {
  return /\{\{|\$\||^<[^>]*>$/.test(line);
}
