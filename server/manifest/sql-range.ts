import type { OffsetRange } from "../text/range.ts";
import type { SqlText } from "./model.ts";
import { placeOf } from "./place.ts";

/**
 * Where a span of a piece of SQL stands in the file. A span that can't be mapped gives the whole scalar: a true
 * place, if a large one.
 */
export function sqlRange(sql: SqlText, span: OffsetRange): OffsetRange {
  return placeOf(sql, span);
}
