import type { OffsetRange } from "./range.ts";

/**
 * How sure a rule is. Error: the platform will reject it, or it will fail when run. Warning: probable.
 * Hint: the workspace can't know. (`information` exists for exported or merely unusual input.)
 */
export type Severity = "error" | "warning" | "information" | "hint";

export interface TextEdit {
  readonly range: OffsetRange;
  readonly newText: string;
}

/** A change of the file the problem is in that would mend it; titles are imperative: `Change to "gold"`. */
export interface Fix {
  readonly title: string;
  readonly edits: readonly TextEdit[];
}

/** A place elsewhere that explains the problem, such as the other of two duplicates. */
export interface RelatedPlace {
  /** Workspace-relative path with `/`. */
  readonly file: string;
  readonly range: OffsetRange;
  readonly message: string;
}

/** A rule's verdict on a range of a file. */
export interface Problem {
  /** Id of the rule, kebab-case, named after the wrong thing. */
  readonly rule: string;
  readonly severity: Severity;
  /** One sentence: what is wrong, where, and what to do. */
  readonly message: string;
  readonly range: OffsetRange;
  readonly fixes?: readonly Fix[];
  readonly related?: readonly RelatedPlace[];
  /** The baseline knows it: it counts for nothing. */
  readonly known?: boolean;
}

const ranks: Record<Severity, number> = { error: 3, warning: 2, information: 1, hint: 0 };

export function isAtLeast(severity: Severity, threshold: Severity): boolean {
  return ranks[severity] >= ranks[threshold];
}
