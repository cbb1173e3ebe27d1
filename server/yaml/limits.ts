import type { Problem } from "../text/problem.ts";

/** In UTF-16 units: what takes the parser about a second. */
export const maxLength = 2_000_000;

/** Levels of nesting: far above any manifest, far below the stack of a recursive function. */
export const maxDepth = 200;

/** Problems of one kind in one file: more than anyone reads. A file that is no YAML at all could have millions. */
export const maxProblems = 100;

/** The problem of a text that must not be parsed at all, seen without parsing it. */
export function unreadable(text: string): Problem | undefined {
  if (text.length > maxLength) return oversized(text);
  return text.includes("\0") ? binary : undefined;
}

function oversized(text: string): Problem {
  const size = (text.length / 1_000_000).toFixed(1);
  return {
    rule: "oversized-file",
    severity: "error",
    message: `This file has ${size} million characters, more than the 2 million that are read; split it.`,
    range: { start: 0, end: text.search(/[\r\n]|$/) },
  };
}

/** The first character that could not be decoded, and with it how the file has to be saved. */
export function lostCharacters(text: string): readonly Problem[] {
  const start = text.indexOf("\ufffd");
  if (start < 0) return [];
  const message = "The character here is not UTF-8 and was lost; save the file as UTF-8, and write it anew.";
  return [{ rule: "yaml-syntax", severity: "warning", message, range: { start, end: start + 1 } }];
}

const binary: Problem = {
  rule: "yaml-syntax",
  severity: "error",
  message: "This is not a text file: it holds NUL characters; save it as UTF-8 text, or exclude it.",
  range: { start: 0, end: 1 },
};
