import { OffsetBuilder, type ValueOffsets } from "./value-offsets.ts";

interface Line {
  /** Offset in the source. */
  readonly start: number;
  readonly indent: number;
  /** Offset of the line break, or the end of the source. */
  readonly end: number;
  /** Without the carriage return. */
  readonly contentEnd: number;
}

/** Literal (`|`) and folded (`>`) scalars; the value tells how far the content is indented. */
export function blockOffsets(source: string, value: string): ValueOffsets {
  const built = new OffsetBuilder();
  const headerEnd = source.indexOf("\n");
  const lines = headerEnd < 0 ? [] : linesOf(source, headerEnd + 1);
  const first = lines.findIndex((line) => !isEmpty(line));
  const firstLine = lines[first];
  if (!firstLine) return { text: "", offsets: [], end: source.length };
  const indent = Math.max(0, firstLine.indent - leadingSpaces(value));
  const end = contentEnd(lines, indent);
  for (const line of lines.slice(0, first)) copyBlankLine(built, source, line, indent);
  const content = lines.slice(first, end);
  if (source.startsWith("|")) copyLiteral(built, source, content, indent);
  else copyFolded(built, source, content, indent);
  const last = content.at(-1) ?? firstLine;
  const chomp = /^[|>][1-9]?([-+])/.exec(source)?.[1];
  if (chomp === "+") keepEnd(built, source, last, lines.slice(end), indent);
  else if (chomp !== "-") built.add("\n", last.end);
  return { text: built.text, offsets: built.offsets, end: Math.min(last.end + 1, source.length) };
}

function linesOf(source: string, from: number): readonly Line[] {
  const lines: Line[] = [];
  for (let start = from; start <= source.length;) {
    const newline = source.indexOf("\n", start);
    const end = newline < 0 ? source.length : newline;
    let indent = 0;
    while (start + indent < end && source[start + indent] === " ") indent++;
    const contentEnd = newline > start + indent && source[newline - 1] === "\r" ? newline - 1 : end;
    lines.push({ start, indent, end, contentEnd });
    start = end + 1;
  }
  return lines;
}

function isEmpty({ start, indent, contentEnd }: Line): boolean {
  return start + indent === contentEnd;
}

/** Spaces that the value's first line with content begins with. */
function leadingSpaces(value: string): number {
  return /^(?: *\n)*( *)/.exec(value)?.[1]?.length ?? 0;
}

/** Number of lines without the blank ones at the end, which chomping decides on; blanks beyond the indent count. */
function contentEnd(lines: readonly Line[], indent: number): number {
  return lines.findLastIndex((line) => !isEmpty(line) || line.indent > indent) + 1;
}

function copyBlankLine(built: OffsetBuilder, source: string, line: Line, indent: number): void {
  built.copy(source, Math.min(line.start + indent, line.contentEnd), line.contentEnd);
  built.add("\n", line.end);
}

function copyContent(built: OffsetBuilder, source: string, line: Line, indent: number): void {
  built.copy(source, line.start + Math.min(indent, line.indent), line.contentEnd);
}

function copyLiteral(built: OffsetBuilder, source: string, lines: readonly Line[], indent: number): void {
  lines.forEach((line, index) => {
    const before = lines[index - 1];
    if (before) built.add("\n", before.end);
    copyContent(built, source, line, indent);
  });
}

/** A single break between ordinary lines is a space; breaks beside lines that are indented further stay. */
function copyFolded(built: OffsetBuilder, source: string, lines: readonly Line[], indent: number): void {
  let breaks: number[] = [];
  let beforeWasIndented = false;
  let isFirst = true;
  for (const line of lines) {
    const isIndented = line.indent > indent || (!isEmpty(line) && source[line.start + line.indent] === "\t");
    if (!isIndented && isEmpty(line)) {
      breaks.push(line.end);
      continue;
    }
    if (!isFirst && (isIndented || beforeWasIndented)) for (const offset of breaks) built.add("\n", offset);
    else if (!isFirst) built.fold(breaks);
    copyContent(built, source, line, indent);
    breaks = [line.end];
    beforeWasIndented = isIndented;
    isFirst = false;
  }
}

/** `+` keeps the blank lines at the end. */
function keepEnd(
  built: OffsetBuilder,
  source: string,
  last: Line,
  rest: readonly Line[],
  indent: number,
): void {
  let before = last;
  for (const line of rest) {
    built.add("\n", before.end);
    built.copy(source, Math.min(line.start + indent, line.contentEnd), line.contentEnd);
    before = line;
  }
  if (!built.text.endsWith("\n")) built.add("\n", before.end);
}
