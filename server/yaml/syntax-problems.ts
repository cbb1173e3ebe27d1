import { isMap, isScalar, isSeq, type YAMLParseError } from "yaml";
import { Lines } from "../text/lines.ts";
import type { Fix, Problem } from "../text/problem.ts";
import type { OffsetRange } from "../text/range.ts";
import type { Composition } from "./compose.ts";
import { mergeConflicts } from "./merge-conflict.ts";
import { foreignBlanks } from "./foreign-blanks.ts";
import { quotingFix } from "./quoting.ts";
import { wordingOf, type Wording } from "./syntax-words.ts";

/** More than anyone reads; a file that is no YAML at all could have millions. */
const maxProblems = 100;

/** One problem for each line that breaks YAML: what else is wrong on a line usually follows from the first mistake. */
export function syntaxProblems(
  { documents, errors }: Composition,
  aliasProblems: readonly Problem[],
  text: string,
): readonly Problem[] {
  if (errors.length === 0) return aliasProblems;
  const cause = [mergeConflicts(text), foreignBlanks(errors, text)].find((problems) => problems.length > 0);
  if (cause) return cause;
  const roots = documents.map(({ contents }) => contents);
  const first = errors.slice(0, maxProblems).map((error) => problemOf(error, roots, text));
  const lines = new Lines(text);
  const taken = new Set<number>();
  return [...aliasProblems, ...first]
    .sort((one, other) => one.range.start - other.range.start)
    .filter(({ range }) => {
      const { line } = lines.position(range.start);
      return !taken.has(line) && taken.add(line);
    });
}

function problemOf(error: YAMLParseError, roots: readonly unknown[], text: string): Problem {
  const wording = wordingOf(error, text.slice(error.pos[0], endOfLine(text, error.pos[0])));
  const range = rangeOf(error, wording, roots, text);
  const fixes = fixesOf(wording, range, text);
  return {
    rule: "yaml-syntax",
    severity: "error",
    message: wording.says(text.slice(range.start, range.end).trim()),
    range,
    ...(fixes.length > 0 && { fixes }),
  };
}

function rangeOf(
  error: YAMLParseError,
  wording: Wording,
  roots: readonly unknown[],
  text: string,
): OffsetRange {
  const [start, end] = error.pos;
  if (wording.underline === "opening") {
    const opening = roots.map((root) => openingOf(root, start, text)).find((found) => found !== undefined);
    if (opening !== undefined) return visible(opening, endOfLine(text, opening), text);
  }
  if (wording.underline === "next-content") {
    const content = nextContent(text, start);
    return visible(content, endOfLine(text, content), text);
  }
  if (wording.underline === "rest-of-line") return visible(start, endOfLine(text, start), text);
  if (wording.fix === "double-backslash") return visible(start, start + 2, text);
  return visible(start, Math.min(end, endOfLine(text, start)), text);
}

/** Where the quoted scalar or the bracket begins that the parser found unclosed at `end`: the innermost one. */
function openingOf(node: unknown, end: number, text: string): number | undefined {
  if (isScalar(node)) {
    return node.range?.[1] === end && /["']/.test(text[node.range[0]] ?? "") ? node.range[0] : undefined;
  }
  if (!isMap(node) && !isSeq(node)) return undefined;
  const children: readonly unknown[] = isSeq(node)
    ? node.items
    : node.items.flatMap(({ key, value }) => [key, value]);
  for (const child of children) {
    const opening = openingOf(child, end, text);
    if (opening !== undefined) return opening;
  }
  const isUnclosed = node.flow && node.range?.[1] === end && !/[\]}]/.test(text[end - 1] ?? "");
  return isUnclosed ? node.range?.[0] : undefined;
}

/** A range of at least one character where the line has one, without blanks at its ends. */
function visible(from: number, to: number, text: string): OffsetRange {
  const start = Math.min(from, text.length);
  const end = start + text.slice(start, Math.max(to, start)).trimEnd().length;
  if (end > start) return { start, end };
  if (start < endOfLine(text, start)) return { start, end: start + 1 };
  return start > 0 && text[start - 1] !== "\n" ? { start: start - 1, end: start } : { start, end };
}

/** Past blanks, line breaks and comments. */
function nextContent(text: string, offset: number): number {
  const skipped = /(?:\s+|(?<=\s|^)#[^\n]*)*/y;
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
      return [
        {
          title: "Double the backslash",
          edits: [{ range: { start: range.start, end: range.start }, newText: "\\" }],
        },
      ];
    case "space-after-colon": {
      const after = range.start + text.slice(range.start, range.end).indexOf(":") + 1;
      return [
        {
          title: "Add a space after the colon",
          edits: [{ range: { start: after, end: after }, newText: " " }],
        },
      ];
    }
    default:
      return [];
  }
}
