import { CST, isMap, isScalar, isSeq, type Scalar } from "yaml";
import { isPlaceholder, placeholders } from "../template/placeholder.ts";
import type { OffsetRange } from "../text/range.ts";
import type { YamlNode } from "./tree.ts";

export interface MaskedText {
  /** Of the same length as the original. */
  readonly text: string;
  /** In the order of the text. */
  readonly ranges: readonly OffsetRange[];
}

/**
 * Hides template text, which is filled in before a platform reads the file as YAML: `{{ … }}`, which unquoted would
 * be a map with a map as its key, becomes plain letters; Jinja's statements and comments (`{% … %}`, `{# … #}`) that
 * have lines of their own, and the bodies of its macros, become comments.
 */
export function maskTemplates(text: string): MaskedText {
  const ranges: OffsetRange[] = [];
  const withoutStatements = text.includes("{%") || text.includes("{#") ? maskStatements(text, ranges) : text;
  const masked = maskPlaceholders(withoutStatements, ranges);
  return { text: masked, ranges: ranges.sort((one, other) => one.start - other.start) };
}

/**
 * Hides in addition the lines that are nothing but a placeholder and stand for lines of YAML that are filled in
 * later; undefined when there are none. Right only where such a line can't be a value.
 */
export function maskInsertedLines(text: string): MaskedText | undefined {
  if (!/[$<{]/.test(text)) return undefined;
  const ranges: OffsetRange[] = [];
  const withoutInsertions = maskLines(
    text,
    ranges,
    (line) => /^ *\S/.test(line) && isPlaceholder(line.trim()),
  );
  if (ranges.length === 0) return undefined;
  const rest = maskTemplates(withoutInsertions);
  return {
    text: rest.text,
    ranges: [...ranges, ...rest.ranges].sort((one, other) => one.start - other.start),
  };
}

function maskPlaceholders(text: string, ranges: OffsetRange[]): string {
  if (!text.includes("{{")) return text;
  let masked = "";
  let end = 0;
  for (const range of placeholders(text)) {
    if (!text.startsWith("{{", range.start) && !text.startsWith("${{", range.start)) continue;
    ranges.push(range);
    masked += text.slice(end, range.start) + "x".repeat(range.end - range.start);
    end = range.end;
  }
  return masked + text.slice(end);
}

function maskStatements(text: string, ranges: OffsetRange[]): string {
  const lastMacroEnd = text.lastIndexOf("endmacro");
  let inMacro = false;
  return maskLines(text, ranges, (line, start) => {
    const trimmed = line.trim();
    const isStatement = /^\{[%#]/.test(trimmed) && /[%#]\}$/.test(trimmed);
    if (isStatement && /^\{%-?\s*macro\b/.test(trimmed)) inMacro = start < lastMacroEnd;
    const isMasked = inMacro || isStatement;
    if (trimmed.includes("endmacro")) inMacro = false;
    return isMasked;
  });
}

/** Makes comments of lines, their indentation kept: within a block scalar they stay a part of it. */
function maskLines(
  text: string,
  ranges: OffsetRange[],
  isMasked: (line: string, start: number) => boolean,
): string {
  return text.replace(/[^\r\n]+/g, (line, start: number) => {
    const indent = line.length - line.trimStart().length;
    if (indent === line.length || !isMasked(line, start)) return line;
    ranges.push({ start: start + indent, end: start + line.length });
    return `${line.slice(0, indent)}#${"x".repeat(line.length - indent - 1)}`;
  });
}

/** Gives the scalars that hold masked text the value that the original text gives them. */
export function restoreTemplates(root: YamlNode | null, text: string, masks: readonly OffsetRange[]): void {
  if (masks.length === 0) return;
  let next = 0;
  visitScalars(root, (scalar) => {
    // Scalars come in the order of the text, as the masks do.
    while ((masks[next]?.end ?? Infinity) <= scalar.range[0]) next++;
    if ((masks[next]?.start ?? Infinity) < scalar.range[1]) readAgain(scalar, text);
  });
}

function visitScalars(node: unknown, visit: (scalar: Scalar.Parsed) => void): void {
  if (isScalar(node)) return visit(node as Scalar.Parsed);
  if (isSeq(node)) for (const item of node.items) visitScalars(item, visit);
  if (!isMap(node)) return;
  for (const { key, value } of node.items) {
    visitScalars(key, visit);
    visitScalars(value, visit);
  }
}

function readAgain(scalar: Scalar.Parsed, text: string): void {
  const token = scalar.srcToken;
  if (!token) return;
  const end = scalar.range[1];
  // What comes before the source of a block scalar is its header.
  const source = text.slice(end - token.source.length, end);
  const value = CST.resolveAsScalar({ ...token, source }, false, () => undefined)?.value;
  if (value === undefined) return;
  scalar.value = value;
  scalar.source = value;
}
