import type { OffsetRange } from "../../text/range.ts";

/** What a text of an open document says more about when somebody points at it. */
export interface Hover {
  /** What the words are about; the editor marks it. */
  readonly range: OffsetRange;
  /** Markdown, without HTML. */
  readonly markdown: string;
}
