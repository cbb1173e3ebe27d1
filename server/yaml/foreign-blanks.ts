import type { YAMLParseError } from "yaml";
import { Lines } from "../text/lines.ts";
import type { Fix, Problem, TextEdit } from "../text/problem.ts";

/** More edits than that are no longer a quick fix. */
const maxEdits = 1_000;

/**
 * Tabs and non-breaking spaces where YAML wants spaces. They look right, and every line that has them breaks in
 * its own way, so they are one problem, at the first.
 */
export function foreignBlanks(errors: readonly YAMLParseError[], text: string): readonly Problem[] {
  const tab = errors.find(({ code, message }) => code === "TAB_AS_INDENT" || /tab character/.test(message));
  if (tab) return [tabProblem(tab.pos[0], text)];
  return text.includes("\u00a0") ? nonBreakingSpaceProblem(errors, text) : [];
}

function tabProblem(offset: number, text: string): Problem {
  const lineStart = text.lastIndexOf("\n", offset - 1) + 1;
  const indentation = /^[ \t]*/.exec(text.slice(lineStart, lineStart + 1_000))?.[0] ?? "";
  const tab = indentation.indexOf("\t");
  const start = tab < 0 ? offset : lineStart + tab;
  const end = tab < 0 ? offset + 1 : start + (/^\t+/.exec(indentation.slice(tab))?.[0].length ?? 1);
  const others = (text.match(/^[ ]*\t[ \t]*(?=\S)/gm)?.length ?? 1) - 1;
  return {
    rule: "yaml-syntax",
    severity: "error",
    message: `YAML is indented with spaces only; replace the tabs here${alsoOn(others)}.`,
    range: { start, end },
    ...replacing("Replace tabs by two spaces each", text, /(?<=^[ \t]*)\t+/gm, "  "),
  };
}

function alsoOn(lines: number): string {
  return lines < 1 ? "" : ` and on ${lines} other ${lines === 1 ? "line" : "lines"}`;
}

function nonBreakingSpaceProblem(errors: readonly YAMLParseError[], text: string): readonly Problem[] {
  const lines = new Lines(text);
  const atFault = errors.map(({ pos }) => lines.position(pos[0]).line);
  const start = atFault
    .map((line) => text.slice(0, lines.start(line + 1)).indexOf("\u00a0", lines.start(line)))
    .find((offset) => offset >= 0);
  if (start === undefined) return [];
  return [
    {
      rule: "yaml-syntax",
      severity: "error",
      message: "Non-breaking spaces (U+00A0) separate nothing in YAML; replace them by ordinary spaces.",
      range: { start, end: start + 1 },
      ...replacing("Replace non-breaking spaces by spaces", text, /\u00a0+/g, " "),
    },
  ];
}

function replacing(
  title: string,
  text: string,
  wrong: RegExp,
  right: string,
): { readonly fixes?: readonly Fix[] } {
  const edits: TextEdit[] = [];
  for (const { index, 0: run } of text.matchAll(wrong)) {
    edits.push({ range: { start: index, end: index + run.length }, newText: right.repeat(run.length) });
    if (edits.length > maxEdits) return {};
  }
  return { fixes: [{ title, edits }] };
}
