import type { OffsetRange } from "../text/range.ts";
import { blockOffsets } from "./block-scalar.ts";
import { doubleQuotedOffsets, foldedOffsets } from "./flow-scalar.ts";
import { rangeOf, textOf, type YamlNode } from "./tree.ts";
import type { ValueOffsets } from "./value-offsets.ts";

/** A scalar's value beside the text it was read from. */
export interface ScalarText {
  readonly value: string;
  /** As written in the file, quotes or block header included; `range` is where it stands. */
  readonly source: string;
  readonly range: OffsetRange;
}

/** The text of a scalar node of the file `text`; undefined for null, maps and sequences. */
export function scalarText(node: YamlNode | undefined, text: string): ScalarText | undefined {
  const value = textOf(node);
  if (node === undefined || value === undefined) return undefined;
  const range = rangeOf(node);
  return { value, source: text.slice(range.start, range.end), range };
}

/**
 * Where a character of a scalar's value stands in its source: index into `value` → index into `source`. An escape
 * is found at its backslash, a folded line break at the break. The index past the last character gives the end of
 * the content. Undefined for an index outside the value, and for a block scalar of nothing but blanks.
 */
export function scalarOffset(
  { value, source }: { readonly value: string; readonly source: string },
  index: number,
): number | undefined {
  if (index < 0 || index > value.length) return undefined;
  if (isVerbatim(value, source)) return contentStart(source) + index;
  const { text, offsets, end } = offsetsOf(source, value);
  if (text !== value) return undefined;
  return offsets[index] ?? end;
}

function offsetsOf(source: string, value: string): ValueOffsets {
  switch (source[0]) {
    case "|":
    case ">":
      return blockOffsets(source, value);
    case '"':
      return doubleQuotedOffsets(source);
    case "'":
      return foldedOffsets(source, 1, source.length - 1, "''");
    default:
      return foldedOffsets(source, 0, source.length);
  }
}

/** Most scalars are one line without an escape: what they say is what is written. */
function isVerbatim(value: string, source: string): boolean {
  const start = contentStart(source);
  return source.length === value.length + 2 * start && source.startsWith(value, start);
}

function contentStart(source: string): number {
  return source[0] === '"' || source[0] === "'" ? 1 : 0;
}
