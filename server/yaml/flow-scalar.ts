import { OffsetBuilder, type ValueOffsets } from "./value-offsets.ts";

/**
 * Plain and single-quoted scalars: lines are trimmed and folded. `escaped` is the quote written twice, which
 * stands for one.
 */
export function foldedOffsets(source: string, start: number, end: number, escaped?: string): ValueOffsets {
  const built = new OffsetBuilder();
  let breaks: number[] = [];
  for (let line = start; ;) {
    const newline = source.indexOf("\n", line);
    const isLast = newline < 0 || newline >= end;
    const lineEnd = isLast ? end : newline;
    const from = line === start ? line : skipBlanks(source, line, lineEnd);
    const to = isLast ? end : trimBlanks(source, from, lineEnd);
    if (to > from || line === start || isLast) {
      built.fold(breaks);
      breaks = [];
      copyUnescaped(built, source, from, to, escaped);
    }
    if (isLast) return { text: built.text, offsets: built.offsets, end };
    breaks.push(newline);
    line = newline + 1;
  }
}

/** Double-quoted scalars: folded as well, with escapes. */
export function doubleQuotedOffsets(source: string): ValueOffsets {
  const built = new OffsetBuilder();
  const end = source.length - 1;
  for (let at = 1; at < end;) {
    const character = source[at];
    if (character === "\\") at = readEscape(built, source, at);
    else if (isBlank(character)) at = readBlanks(built, source, at, end);
    else if (lineBreak(source, at) > 0) at = readBreaks(built, source, at, end);
    else built.copy(source, at, ++at);
  }
  return { text: built.text, offsets: built.offsets, end };
}

function copyUnescaped(
  built: OffsetBuilder,
  source: string,
  start: number,
  end: number,
  escaped?: string,
): void {
  let from = start;
  while (escaped !== undefined) {
    const at = source.indexOf(escaped, from);
    if (at < 0 || at + escaped.length > end) break;
    built.copy(source, from, at + 1);
    from = at + escaped.length;
  }
  built.copy(source, from, end);
}

const simpleEscapes: Readonly<Record<string, string>> = {
  "0": "\0",
  a: "\x07",
  b: "\b",
  e: "\x1b",
  f: "\f",
  n: "\n",
  r: "\r",
  t: "\t",
  v: "\v",
  N: "\u0085",
  _: "\u00a0",
  L: "\u2028",
  P: "\u2029",
  " ": " ",
  '"': '"',
  "/": "/",
  "\\": "\\",
  "\t": "\t",
};
const codeLengths: Readonly<Record<string, number>> = { x: 2, u: 4, U: 8 };

/** Reads the escape at `at` and gives the offset after it. */
function readEscape(built: OffsetBuilder, source: string, at: number): number {
  const letter = source[at + 1] ?? "";
  const simple = simpleEscapes[letter];
  if (simple !== undefined) {
    built.add(simple, at);
    return at + 2;
  }
  const escapedBreak = lineBreak(source, at + 1);
  if (escapedBreak > 0) return skipBlanks(source, at + 1 + escapedBreak, source.length - 1);
  const length = codeLengths[letter];
  const code = length === undefined ? NaN : Number.parseInt(source.slice(at + 2, at + 2 + length), 16);
  if (length === undefined || !(code <= 0x10ffff)) {
    // A mistake that stays in the value as it is written.
    built.copy(source, at, at + 2);
    return at + 2;
  }
  built.add(String.fromCodePoint(code), at);
  return at + 2 + length;
}

/** Blanks count, except at the end of a line. */
function readBlanks(built: OffsetBuilder, source: string, at: number, end: number): number {
  const next = skipBlanks(source, at, end);
  if (lineBreak(source, next) === 0) built.copy(source, at, next);
  return next;
}

function readBreaks(built: OffsetBuilder, source: string, at: number, end: number): number {
  const breaks: number[] = [];
  let next = at;
  for (let length = lineBreak(source, next); length > 0 && next < end; length = lineBreak(source, next)) {
    breaks.push(next + length - 1);
    next = skipBlanks(source, next + length, end);
  }
  built.fold(breaks);
  return next;
}

/** Length of the line break at an offset, 0 where there is none; a lone carriage return is a character. */
function lineBreak(source: string, at: number): number {
  if (source[at] === "\n") return 1;
  return source[at] === "\r" && source[at + 1] === "\n" ? 2 : 0;
}

function isBlank(character: string | undefined): boolean {
  return character === " " || character === "\t";
}

function skipBlanks(source: string, start: number, end: number): number {
  let at = start;
  while (at < end && isBlank(source[at])) at++;
  return at;
}

/** End of a line without its trailing blanks and without the carriage return of its line break. */
function trimBlanks(source: string, start: number, end: number): number {
  let at = end > start && source[end - 1] === "\r" ? end - 1 : end;
  while (at > start && isBlank(source[at - 1])) at--;
  return at;
}
