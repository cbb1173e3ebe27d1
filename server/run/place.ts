import type { SqlText } from "../manifest/model.ts";
import type { Span } from "../sql/sql.ts";
import { Lines } from "../text/lines.ts";
import type { OffsetRange } from "../text/range.ts";
import { scalarOffset } from "../yaml/scalar.ts";
import type { Project } from "./project.ts";
import type { Range } from "./results.ts";

/** A file whose offsets can be told as lines and columns. */
export interface FilePlace {
  readonly file: string;
  toRange(range: OffsetRange): Range;
}

export async function openPlace(project: Project, file: string): Promise<FilePlace> {
  const lines = new Lines((await project.readText(file)) ?? "");
  return { file, toRange: ({ start, end }) => ({ start: lines.position(start), end: lines.position(end) }) };
}

/** Where a part of a manifest's SQL stands in its file; the whole scalar when that can't be told. */
export function rangeInFile(sql: SqlText, span: Span | undefined): OffsetRange {
  if (!span) return sql.range;
  const first = scalarOffset(sql, span.start);
  const last = scalarOffset(sql, Math.max(span.start, span.end - 1));
  if (first === undefined || last === undefined) return sql.range;
  return { start: sql.range.start + first, end: sql.range.start + last + (span.end > span.start ? 1 : 0) };
}

/**
 * The name in the author's SQL that the engine complains about. What ran is a translation, so the place is found by
 * the name at the engine's offset, or the one its message quotes: where both texts hold it equally often, by its
 * number, and where the author's text holds it once, there.
 */
export function spanInSource(
  source: string,
  translated: string,
  offset: number | undefined,
  message: string,
): Span | undefined {
  if (offset === undefined) return undefined;
  const words = wordsOf(translated);
  const quoted = /"([^"]+)"/.exec(message)?.[1]?.toLowerCase();
  const atOffset = words.find(({ start, end }) => start <= offset && offset < end);
  const named = words.find(({ text, end }) => text === quoted && end > offset);
  const sourceWords = wordsOf(source);
  for (const word of [named, atOffset]) {
    if (!word) continue;
    const same = words.filter(({ text }) => text === word.text);
    const candidates = sourceWords.filter(({ text }) => text === word.text);
    const found = candidates.length === same.length ? candidates[same.indexOf(word)] : undefined;
    if (found ?? candidates.length === 1) return found ?? candidates[0];
  }
  return undefined;
}

interface Word extends Span {
  readonly text: string;
}

/** Names, quoted or not, in lower case; what stands in string literals and comments is left out. */
function wordsOf(sql: string): Word[] {
  const found: Word[] = [];
  for (const match of sql.matchAll(lexeme)) {
    const text = match[0];
    if (text.startsWith("'") || text.startsWith("--") || text.startsWith("/*")) continue;
    const name = /^["`]/.test(text) ? text.slice(1, -1).replaceAll('""', '"') : text;
    found.push({ text: name.toLowerCase(), start: match.index, end: match.index + text.length });
  }
  return found;
}

const lexeme = /'(?:[^'\\]|\\.|'')*'|--[^\n]*|\/\*[^]*?\*\/|"(?:[^"]|"")*"|`[^`]*`|[\p{L}_][\p{L}\p{N}_$]*/gu;
