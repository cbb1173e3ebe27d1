/** Half-open range of UTF-16 offsets into one file's text. Lines and columns exist only in the shells. */
export interface OffsetRange {
  readonly start: number;
  readonly end: number;
}

/** A value that has not lost the place it came from. */
export interface Located<T> {
  readonly value: T;
  readonly range: OffsetRange;
}

export function contains(range: OffsetRange, offset: number): boolean {
  return range.start <= offset && offset <= range.end;
}

/** The range moved by `delta`, for text that is part of a larger text. */
export function shift(range: OffsetRange, delta: number): OffsetRange {
  return { start: range.start + delta, end: range.end + delta };
}
