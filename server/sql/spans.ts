import type { Span } from "./sql.ts";

/**
 * Maps the SQL library's offsets, which count Unicode code points, to UTF-16 offsets into the same text.
 * Offsets beyond the end map to the end.
 */
export function codePointsToUtf16(text: string): (codePoint: number) => number {
  if (!hasSurrogatePairs(text)) return (codePoint) => Math.min(codePoint, text.length);
  const offsets: number[] = [];
  let offset = 0;
  for (const character of text) {
    offsets.push(offset);
    offset += character.length;
  }
  return (codePoint) => offsets[codePoint] ?? text.length;
}

export function hasSurrogatePairs(text: string): boolean {
  return /[\ud800-\udbff][\udc00-\udfff]/.test(text);
}

/** Length in code points, as the SQL library counts. */
export function codePointLength(text: string): number {
  return hasSurrogatePairs(text) ? [...text].length : text.length;
}

/** The place moved by `delta`, for text that is part of a larger text. */
export function shift<T extends Span>(place: T, delta: number): T {
  return delta === 0 ? place : { ...place, start: place.start + delta, end: place.end + delta };
}
