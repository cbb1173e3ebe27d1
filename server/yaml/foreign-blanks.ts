import type { YAMLParseError } from "yaml";
import { Lines } from "../text/lines.ts";
import type { Fix, Problem, TextEdit } from "../text/problem.ts";
import type { OffsetRange } from "../text/range.ts";
import { maxProblems } from "./limits.ts";

/**
 * Tabs and non-breaking spaces where YAML wants spaces. They look right, and every line that has them breaks in
 * its own way, so they are one problem, at the first that is at fault.
 */
export function foreignBlanks(errors: readonly YAMLParseError[], text: string): readonly Problem[] {
  const tab = errors.find(({ code, message }) => code === "TAB_AS_INDENT" || /tab character/.test(message));
  if (tab) return [tabProblem(tab.pos[0], text)];
  return text.includes("\u00a0") ? nonBreakingSpaceProblem(errors, text) : [];
}

function tabProblem(offset: number, text: string): Problem {
  const tabs = runs(text, /^[ \t]+(?=\S)/gm, /\t+/g);
  const lines = new Lines(text);
  const line = lines.position(offset).line;
  const affected = new Set(tabs.map(({ start }) => lines.position(start).line));
  affected.delete(line);
  return {
    rule: "yaml-syntax",
    severity: "error",
    message: `YAML is indented with spaces only; replace the tabs here${alsoOn(affected.size)}.`,
    range: tabs.find(({ start, end }) => lines.position(start).line === line && end > offset) ?? {
      start: offset,
      end: offset + 1,
    },
    ...replacing("Replace tabs by two spaces each", tabs, "  "),
  };
}

function alsoOn(lines: number): string {
  return lines < 1 ? "" : ` and on ${lines} other ${lines === 1 ? "line" : "lines"}`;
}

function nonBreakingSpaceProblem(errors: readonly YAMLParseError[], text: string): readonly Problem[] {
  const blanks = runs(text, /^[ \u00a0-]*(?:[\w.-]+:[ \u00a0]*)?/gm, /\u00a0+/g);
  const lines = new Lines(text);
  const atFault = new Set(errors.slice(0, maxProblems).map(({ pos }) => lines.position(pos[0]).line));
  const range = blanks.find(({ start }) => atFault.has(lines.position(start).line));
  if (!range) return [];
  return [
    {
      rule: "yaml-syntax",
      severity: "error",
      message: "Non-breaking spaces (U+00A0) separate nothing in YAML; replace them by ordinary spaces.",
      range,
      ...replacing("Replace non-breaking spaces by spaces", blanks, " "),
    },
  ];
}

/** Where the beginnings of lines hold a blank. */
function runs(text: string, beginning: RegExp, blank: RegExp): readonly OffsetRange[] {
  const found: OffsetRange[] = [];
  for (const { index, 0: part } of text.matchAll(beginning)) {
    for (const { index: at, 0: run } of part.matchAll(blank)) {
      found.push({ start: index + at, end: index + at + run.length });
    }
  }
  return found;
}

/** More edits than that are no longer a quick fix. */
const maxEdits = 1_000;

function replacing(
  title: string,
  wrong: readonly OffsetRange[],
  right: string,
): { readonly fixes?: readonly Fix[] } {
  if (wrong.length === 0 || wrong.length > maxEdits) return {};
  const edits: readonly TextEdit[] = wrong.map((range) => ({
    range,
    newText: right.repeat(range.end - range.start),
  }));
  return { fixes: [{ title, edits }] };
}
