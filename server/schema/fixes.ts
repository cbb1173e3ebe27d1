import type { Fix } from "../text/problem.ts";
import { rangeOf, isMap, type Entry, type YamlNode } from "../yaml/tree.ts";

export function changeTo(node: YamlNode, value: unknown): Fix {
  const newText = scalarText(value);
  return { title: `Change to ${newText}`, edits: [{ range: rangeOf(node), newText }] };
}

export function renameKey(entry: Entry, name: string): Fix {
  return { title: `Rename to ${name}`, edits: [{ range: entry.keyRange, newText: scalarText(name) }] };
}

/** Removes an entry with the lines it stands on; undefined where nothing is left that could stay. */
export function removeEntry(entry: Entry, siblings: readonly Entry[], text: string): Fix | undefined {
  const own = siblings.filter(({ merged }) => !merged);
  const index = own.indexOf(entry);
  if (index < 0) return undefined;
  const range = wholeLines(entry, text) ?? between(own[index - 1], entry, own[index + 1]);
  return range && { title: `Remove ${entry.name}`, edits: [{ range, newText: "" }] };
}

/** Adds a key after the last entry of a map, where the author goes on writing. */
export function addKey(
  map: YamlNode,
  siblings: readonly Entry[],
  name: string,
  value: unknown,
  text: string,
): Fix {
  const added = `${scalarText(name)}: ${value === undefined ? "" : scalarText(value)}`;
  const own = siblings.filter(({ merged }) => !merged);
  const [first] = own;
  const last = own.at(-1);
  const title = `Add ${name}`;
  if (!isMap(map) || map.flow || !first || !last) {
    const start = last ? last.range.end : map.range[0] + 1;
    return { title, edits: [{ range: { start, end: start }, newText: last ? `, ${added}` : added }] };
  }
  const lineStart = text.lastIndexOf("\n", first.range.start - 1) + 1;
  const indentation = text.slice(lineStart, first.range.start).replace(/\S/g, " ");
  const start = endOfLine(text, last.range.end);
  return { title, edits: [{ range: { start, end: start }, newText: `\n${indentation}${added}` }] };
}

/** The lines of an entry when nothing else stands on them. */
function wholeLines({ range }: Entry, text: string): { start: number; end: number } | undefined {
  const start = text.lastIndexOf("\n", range.start - 1) + 1;
  if (text.slice(start, range.start).trim() !== "") return undefined;
  const end = endOfLine(text, range.end);
  if (!/^\s*(?:#.*)?$/.test(text.slice(range.end, end))) return undefined;
  return { start, end: end === text.length ? end : text.indexOf("\n", end) + 1 };
}

function between(
  previous: Entry | undefined,
  { range }: Entry,
  next: Entry | undefined,
): { start: number; end: number } | undefined {
  if (next) return { start: range.start, end: next.range.start };
  return previous && { start: previous.range.end, end: range.end };
}

/** The end of the line that an entry ends on; a block scalar ends after its last line break. */
function endOfLine(text: string, end: number): number {
  const inside = text[end - 1] === "\n" ? end - 1 : end;
  const lineBreak = text.indexOf("\n", inside);
  const lineEnd = lineBreak < 0 ? text.length : lineBreak;
  return text[lineEnd - 1] === "\r" ? lineEnd - 1 : lineEnd;
}

/** A value as YAML; quoted only where it would mean something else without. */
function scalarText(value: unknown): string {
  if (typeof value !== "string") return JSON.stringify(value);
  return isPlain(value) ? value : JSON.stringify(value);
}

function isPlain(text: string): boolean {
  return (
    /^[A-Za-z_/][\w ./+-]*$/.test(text) &&
    !/\s$/.test(text) &&
    !/^(?:true|false|null|yes|no|on|off|y|n)$/i.test(text)
  );
}
