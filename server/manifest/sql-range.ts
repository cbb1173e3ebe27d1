import type { OffsetRange } from "../text/range.ts";
import { scalarOffset } from "../yaml/scalar.ts";
import type { SqlText } from "./model.ts";

/**
 * Where a span of a piece of SQL stands in the file. A span that can't be mapped gives the whole scalar: a true
 * place, if a large one.
 */
export function sqlRange(sql: SqlText, span: { readonly start: number; readonly end: number }): OffsetRange {
  const start = scalarOffset(sql, span.start);
  const last = span.end > span.start ? scalarOffset(sql, span.end - 1) : start;
  if (start === undefined || last === undefined) return sql.range;
  return { start: sql.range.start + start, end: sql.range.start + last + (span.end > span.start ? 1 : 0) };
}
