import type { OffsetRange } from "../text/range.ts";
import { scalarOffset, type ScalarText } from "../yaml/scalar.ts";

/** Where a part of a scalar's value stands in the file; the whole scalar when it can't be told. */
export function placeOf(scalar: ScalarText, part: OffsetRange): OffsetRange {
  const start = scalarOffset(scalar, part.start);
  // The end of the last character, not the start of the next: a line break and its indentation may lie between.
  const last = part.end > part.start ? scalarOffset(scalar, part.end - 1) : start;
  if (start === undefined || last === undefined) return scalar.range;
  const end = part.end > part.start ? last + 1 : last;
  return { start: scalar.range.start + start, end: scalar.range.start + end };
}

/** Where a scalar's value stands, without the quotes around it. */
export function placeOfAll(scalar: ScalarText): OffsetRange {
  return placeOf(scalar, { start: 0, end: scalar.value.length });
}
