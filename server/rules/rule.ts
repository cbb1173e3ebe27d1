import type { Manifest, SqlText } from "../manifest/model.ts";
import type { SqlAnalysis } from "../sql/sql.ts";
import type { Fix, RelatedPlace, Severity } from "../text/problem.ts";
import type { OffsetRange } from "../text/range.ts";
import type { WorkspaceView } from "../workspace/view.ts";

/** A rule inspects one manifest and reports. It does no I/O and knows neither the protocol nor other rules. */
export interface Rule {
  /** Stable, kebab-case, named after the wrong thing. */
  readonly id: string;
  /** Severity of a finding that names none. */
  readonly severity: Severity;
  /** One sentence for lists: what the rule finds. */
  readonly summary: string;
  /** Kinds of manifest the rule looks at; undefined: all. */
  readonly kinds?: readonly string[];
  /** `sql` rules run in the second phase, when the analyses of the manifest's SQL are there. */
  readonly phase?: "workspace" | "sql";
  /** Undefined when the findings come with the facts (YAML, schemas, addresses): then the folder holds page and tests. */
  readonly check?: (context: RuleContext) => void;
}

export interface RuleContext {
  readonly file: string;
  readonly manifest: Manifest;
  /** All manifests of the file, this one included. */
  readonly siblings: readonly Manifest[];
  readonly workspace: WorkspaceView;
  /** The file's text, for fixes; never for finding things. */
  readonly text: string;
  /**
   * Analysis of a piece of SQL, of this manifest or of one that the workspace view shows; undefined outside the SQL
   * phase and while it is not analysed: then the rule runs again when it is.
   */
  sql(sql: SqlText): SqlAnalysis | undefined;
  report(finding: Finding): void;
}

export interface Finding {
  readonly range: OffsetRange;
  readonly message: string;
  readonly severity?: Severity;
  readonly fixes?: readonly Fix[];
  readonly related?: readonly RelatedPlace[];
}

export function defineRule(rule: Rule): Rule {
  return rule;
}
