import { shift, type OffsetRange } from "../text/range.ts";
import type { CheckItem } from "./check-item.ts";

export interface Place {
  readonly range: OffsetRange;
  /** False where the line is written with escapes or over several lines: then `range` is all of it. */
  readonly exact: boolean;
}

/**
 * Where a part of the check line stands in the file.
 * @param text the file's; without it a quoted line is told by its length
 */
export function placeInLine(check: CheckItem, part: OffsetRange, text?: string): Place {
  const { value, range } = check.line;
  const quotes = (range.end - range.start - value.length) / 2;
  const plain = quotes === 0 || quotes === 1;
  if (!plain || (text !== undefined && text.slice(range.start + quotes, range.end - quotes) !== value)) {
    return { range, exact: false };
  }
  return { range: shift(part, range.start + quotes), exact: text !== undefined || quotes === 0 };
}
