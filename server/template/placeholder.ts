import type { OffsetRange } from "../text/range.ts";

/**
 * Where the placeholders of a scalar's value are, in the order of the text: stand-ins for values that the platform,
 * the command line or the author fills in later. They are `${{…}}`, `${…}`, `$VAR`, `{{…}}`, `$|key|`, each on one
 * line, and `<…>` where it is the whole scalar. Bento's `${!…}` is an expression, not a placeholder.
 */
export function placeholders(text: string): readonly OffsetRange[] {
  if (!mayHold(text)) return [];
  return isAngled(text) ? [{ start: 0, end: text.length }] : [...scan(text)];
}

export function hasPlaceholder(text: string): boolean {
  return mayHold(text) && (isAngled(text) || scan(text).next().done === false);
}

/** Whether the whole text is one placeholder. */
export function isPlaceholder(text: string): boolean {
  if (!mayHold(text)) return false;
  if (isAngled(text)) return true;
  const first = scan(text).next().value;
  return first?.start === 0 && first.end === text.length;
}

/** Most texts hold none, which three quick searches tell. */
function mayHold(text: string): boolean {
  return text.includes("$") || text.includes("{{") || text.startsWith("<");
}

function isAngled(text: string): boolean {
  return /^<[^<>\r\n]+>$/.test(text);
}

const opening = /\$\{\{|\{\{|\$\{(?!!)|\$\||\$[A-Za-z_][A-Za-z0-9_]*/g;

function* scan(text: string): Generator<OffsetRange, undefined> {
  const next = finder(text);
  let end = 0;
  for (const { index: start, 0: opened } of text.matchAll(opening)) {
    if (start < end) continue;
    const closed = endOf(opened, start, next);
    if (closed === undefined) continue;
    end = closed;
    yield { start, end };
  }
}

/** The end of the placeholder that is opened at `start`; undefined when it is not closed on its line. */
function endOf(opened: string, start: number, next: Finder): number | undefined {
  const from = start + opened.length;
  const lineEnd = Math.min(next("\n", from), next("\r", from));
  if (opened === "$|") return before(next("|", from) + 1, lineEnd);
  if (opened === "${") return before(next("}", from) + 1, Math.min(lineEnd, next("{", from)));
  return opened.endsWith("{{") ? before(next("}}", from) + 2, lineEnd) : from;
}

function before(end: number, limit: number): number | undefined {
  return end <= limit && end < Infinity ? end : undefined;
}

/** Offset of the first `needle` at or after `from`; Infinity when there is none. */
type Finder = (needle: string, from: number) => number;

/** Remembers what it found: placeholders that are never closed must not cost a search of the whole text each. */
function finder(text: string): Finder {
  const found = new Map<string, number>();
  return (needle, from) => {
    const known = found.get(needle);
    if (known !== undefined && known >= from) return known;
    const at = text.indexOf(needle, from);
    found.set(needle, at < 0 ? Infinity : at);
    return at < 0 ? Infinity : at;
  };
}
