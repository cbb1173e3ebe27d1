import type { SqlText } from "../manifest/model.ts";
import { sqlRange } from "../manifest/sql-range.ts";
import type { Span } from "../sql/sql.ts";
import { Lines } from "../text/lines.ts";
import type { OffsetRange } from "../text/range.ts";
import type { Project } from "./project.ts";
import type { Range, RunError } from "./results.ts";

/** A file whose offsets can be told as lines and columns. */
export interface FilePlace {
  readonly file: string;
  toRange(range: OffsetRange): Range;
}

export async function openPlace(project: Project, file: string): Promise<FilePlace> {
  const lines = new Lines((await project.readText(file)) ?? "");
  return { file, toRange: ({ start, end }) => ({ start: lines.position(start), end: lines.position(end) }) };
}

/** What is wrong at a place of a manifest, as results say it. */
export function errorAt(place: FilePlace, message: string, range: OffsetRange): RunError {
  return { message, file: place.file, range: place.toRange(range) };
}

/** Where a part of a manifest's SQL stands in its file; the whole scalar when that can't be told. */
export function rangeInFile(sql: SqlText, span: Span | undefined): OffsetRange {
  return span ? sqlRange(sql, span) : sql.range;
}

/**
 * The name in the author's SQL that the engine complains about. What ran is a translation, so the place is found by
 * a name: one that the message quotes, the last one first because it is the most specific, or the one at the
 * engine's offset. Where both texts hold it equally often it is the same one of them, and where the author's text
 * holds it once, that.
 */
export function spanInSource(
  source: string,
  translated: string,
  offset: number | undefined,
  message: string,
): Span | undefined {
  if (offset === undefined) return undefined;
  const words = wordsOf(translated);
  const sourceWords = wordsOf(source);
  // What was meant instead is not what is wrong.
  const [complaint = ""] = message.split("; did you mean");
  const quoted = [...complaint.matchAll(/"([^"]+)"/g)].map(([, name = ""]) => name.toLowerCase()).reverse();
  const named = quoted.map((name) => words.find(({ text, end }) => text === name && end > offset));
  const atOffset = words.find(({ start, end }) => start <= offset && offset < end);
  for (const word of [...named, atOffset]) {
    if (!word) continue;
    const same = words.filter(({ text }) => text === word.text);
    const candidates = sourceWords.filter(({ text }) => text === word.text);
    if (candidates.length === same.length) return candidates[same.indexOf(word)];
    if (candidates.length === 1) return candidates[0];
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
