import type { Located, OffsetRange } from "../text/range.ts";

/** An item of a `checks` list: the check line and its configuration. The manifest's model has the same shape. */
export interface CheckItem {
  readonly line: Located<string>;
  /** Plain values, keys as written (`valid regex`, `warn`, …). */
  readonly configuration: Readonly<Record<string, unknown>>;
  /** Where each configuration key's value stands. */
  readonly configurationRanges: Readonly<Record<string, OffsetRange>>;
  readonly range: OffsetRange;
}
