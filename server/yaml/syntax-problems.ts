import { isMap, isScalar, isSeq, type YAMLParseError } from "yaml";
import { Lines } from "../text/lines.ts";
import type { Fix, Problem } from "../text/problem.ts";
import type { OffsetRange } from "../text/range.ts";
import type { Composition } from "./compose.ts";
import { foreignBlanks } from "./foreign-blanks.ts";
import { maxProblems } from "./limits.ts";
import { mergeConflicts } from "./merge-conflict.ts";
import { quotingFix } from "./quoting.ts";
import { wordingOf, type Wording } from "./syntax-words.ts";

/** One problem for each line that breaks YAML: what else is wrong on a line usually follows from the first mistake. */
export function syntaxProblems(composition: Composition, text: string): readonly Problem[] {
  const { errors } = composition;
  if (errors.length === 0) return [];
  const cause = [mergeConflicts(text), foreignBlanks(errors, text)].find((problems) => problems.length > 0);
  if (cause) return cause;
  const openings = unclosedOpenings(composition, text);
  return withoutSequels(errors, text)
    .slice(0, maxProblems)
    .map((error) => problemOf(error, openings, text));
}

/** Without the errors that only follow from the one before them. */
function withoutSequels(errors: readonly YAMLParseError[], text: string): readonly YAMLParseError[] {
  let cause: YAMLParseError | undefined;
  return errors.filter((error) => {
    if (cause && isSequel(error, cause, text)) return false;
    cause = error;
    return true;
  });
}

function isSequel(error: YAMLParseError, cause: YAMLParseError, text: string): boolean {
  // What lacks its colon is read on into the next line, whose value is then at the wrong place.
  if (cause.code === "MULTILINE_IMPLICIT_KEY") {
    return cause.pos[1] > endOfLine(text, cause.pos[0]) && error.pos[0] <= endOfLine(text, cause.pos[1]);
  }
  if (!isOutOfLine(cause) || !isOutOfLine(error)) return false;
  // Once one key is out of line, so are all after it that are in line with those before it.
  const start = nextContent(text, cause.pos[0]);
  const column = start - text.lastIndexOf("\n", start - 1) - 1;
  const between = text.slice(start, nextContent(text, error.pos[0])).split("\n").slice(1);
  return between.every((line) => line.trim() === "" || line.length - line.trimStart().length >= column);
}

function isOutOfLine({ code, message }: YAMLParseError): boolean {
  return code === "BAD_INDENT" && message.startsWith("All mapping items");
}

/** Keeps the first of the problems on each line, in the order of the text. */
export function firstOfEachLine(problems: readonly Problem[], text: string): readonly Problem[] {
  if (problems.length < 2) return problems;
  const lines = new Lines(text);
  const taken = new Set<number>();
  return [...problems]
    .sort((one, other) => one.range.start - other.range.start)
    .filter(({ range }) => {
      const { line } = lines.position(range.start);
      return !taken.has(line) && taken.add(line);
    });
}

/** From where a quoted scalar or bracket was found unclosed to where it begins. */
type Openings = ReadonlyMap<number, number>;

function problemOf(error: YAMLParseError, openings: Openings, text: string): Problem {
  const wording = wordingOf(error, text.slice(error.pos[0], endOfLine(text, error.pos[0])));
  const range = underlined(error, wording, openings, text);
  const fixes = fixesOf(wording, range, text);
  return {
    rule: "yaml-syntax",
    severity: "error",
    message: wording.says(text.slice(range.start, range.end).trim()),
    range,
    ...(fixes.length > 0 && { fixes }),
  };
}

function underlined(
  { pos }: YAMLParseError,
  wording: Wording,
  openings: Openings,
  text: string,
): OffsetRange {
  const [start, end] = pos;
  switch (wording.underline) {
    case "opening": {
      const opening = openings.get(start) ?? start;
      return visible(opening, endOfLine(text, opening), text);
    }
    case "next-content": {
      const content = nextContent(text, start);
      return visible(content, endOfLine(text, content), text);
    }
    case "rest-of-line":
      return visible(start, endOfLine(text, start), text);
    case "escape":
      return visible(start, start + 2, text);
    default:
      return visible(start, Math.min(end, endOfLine(text, start)), text);
  }
}

function unclosedOpenings({ documents, errors }: Composition, text: string): Openings {
  const openings = new Map<number, number>();
  if (!errors.some(({ message }) => /^Missing closing|end with a/.test(message))) return openings;
  for (const { contents } of documents) collectOpenings(contents, openings, text);
  return openings;
}

/** Children first: of brackets that are unclosed at one place, the innermost is the mistake. */
function collectOpenings(node: unknown, openings: Map<number, number>, text: string): void {
  if (isSeq(node)) for (const item of node.items) collectOpenings(item, openings, text);
  if (isMap(node)) {
    for (const { key, value } of node.items) {
      collectOpenings(key, openings, text);
      collectOpenings(value, openings, text);
    }
  }
  if (!(isScalar(node) || isMap(node) || isSeq(node)) || !node.range) return;
  const [start, end] = node.range;
  const isUnclosed = isScalar(node)
    ? /["']/.test(text[start] ?? "")
    : node.flow && !/[\]}]/.test(text[end - 1] ?? "");
  if (isUnclosed && !openings.has(end)) openings.set(end, start);
}

/** A range of at least one character where the line has one, without blanks at its end. */
function visible(from: number, to: number, text: string): OffsetRange {
  const start = Math.min(from, text.length);
  const end = start + text.slice(start, Math.max(to, start)).trimEnd().length;
  if (end > start) return { start, end };
  if (start < endOfLine(text, start)) return { start, end: start + 1 };
  return start > 0 && text[start - 1] !== "\n" ? { start: start - 1, end: start } : { start, end };
}

/** Past blanks, line breaks and comments. */
function nextContent(text: string, offset: number): number {
  const skipped = /(?:\s|(?<=\s|^)#[^\n]*)*/y;
  skipped.lastIndex = offset;
  return offset + (skipped.exec(text)?.[0].length ?? 0);
}

function endOfLine(text: string, offset: number): number {
  const newline = text.indexOf("\n", offset);
  if (newline < 0) return text.length;
  return newline > offset && text[newline - 1] === "\r" ? newline - 1 : newline;
}

function fixesOf({ fix }: Wording, range: OffsetRange, text: string): readonly Fix[] {
  switch (fix) {
    case "quote":
      return quotingFix(text, range);
    case "double-backslash":
      return [insertion("Double the backslash", range.start, "\\")];
    case "space-after-dash":
      return [insertion("Add a space after the dash", range.start + 1, " ")];
    case "space-after-colon":
      return [insertion("Add a space after the colon", text.indexOf(":", range.start) + 1, " ")];
    default:
      return [];
  }
}

function insertion(title: string, offset: number, newText: string): Fix {
  return { title, edits: [{ range: { start: offset, end: offset }, newText }] };
}
