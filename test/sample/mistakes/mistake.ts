/** A slip of the pen in the sample, everything that is to be said of it, and what the fixes make of it. */
export interface Mistake {
  /** What it is in or about. */
  readonly what: string;
  readonly file: string;
  /** What stands in the file exactly once, and what was typed instead. */
  readonly before: string;
  readonly after: string;
  /**
   * All problems of the workspace, as `FILE:LINE ‹TEXT› SEVERITY RULE: MESSAGE`, without FILE for the file of the
   * mistake; TEXT is the first line of what is underlined.
   */
  readonly problems: readonly string[];
  /**
   * What the preferred fix of each problem leads to. Default: the sample as it was. `none`: there is no fix.
   * `other`: another text without problems. An object: what stands in place of `before`.
   */
  readonly fix?: "none" | "other" | { readonly text: string };
  /** What is still to be done after the fixes, as `RULE: MESSAGE`: a key is added and needs a value. */
  readonly leaves?: string;
}
