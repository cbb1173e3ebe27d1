import type { OffsetRange } from "../../text/range.ts";

/** Something that could be written at the cursor. */
export interface Proposal {
  readonly label: string;
  readonly kind: "key" | "value" | "reference" | "path";
  /** What takes the place of `range`, in the snippet syntax of the Language Server Protocol, indented as it must be. */
  readonly snippet: string;
  readonly range: OffsetRange;
  /** A few words beside the label. */
  readonly detail?: string;
  /** Markdown. */
  readonly documentation?: string;
  /** Proposals are shown in the order of this text. */
  readonly order: string;
  readonly deprecated?: boolean;
  /** What comes next has proposals of its own: an editor that can should ask for them at once. */
  readonly asksAgain?: boolean;
}
