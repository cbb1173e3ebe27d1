import type { Manifest, SqlText } from "../manifest/model.ts";
import type { SqlAnalysis } from "../sql/sql.ts";
import type { Problem } from "../text/problem.ts";
import type { WorkspaceView } from "../workspace/view.ts";
import type { Rule } from "./rule.ts";
import { withoutSuppressed } from "./suppressions.ts";

/** One file as the rules see it. */
export interface CheckedFile {
  /** Workspace-relative path with `/`. */
  readonly file: string;
  readonly text: string;
  readonly manifests: readonly Manifest[];
  /** Problems of the text itself, such as YAML syntax. */
  readonly problems: readonly Problem[];
}

export interface RunOptions {
  readonly rules: readonly Rule[];
  readonly workspace: WorkspaceView;
  /** Analyses of the file's SQL; with them the rules of the SQL phase run, without them the others. */
  readonly sql?: (sql: SqlText) => SqlAnalysis | undefined;
  /** A rule that throws is a bug of ours: it is reported here and the other rules go on. */
  readonly onBug?: (rule: Rule, error: unknown) => void;
}

/** All problems of one phase of one file, severity and suppression settled, in the order of the text. */
export function runRules(checked: CheckedFile, options: RunOptions): readonly Problem[] {
  const found = options.sql ? [] : problemsOfFacts(checked);
  const phase = options.sql ? "sql" : "workspace";
  for (const rule of options.rules) {
    if (rule.check && (rule.phase ?? "workspace") === phase) inspect(rule, checked, options, found);
  }
  const settled = found.flatMap((problem) => settle(problem, options.workspace));
  return withoutSuppressed(distinct(settled), checked.text).toSorted(
    (one, other) => one.range.start - other.range.start || one.range.end - other.range.end,
  );
}

/** What stands behind an alias is part of several manifests, and wrong only once. */
function distinct(problems: readonly Problem[]): readonly Problem[] {
  const keys = new Set<string>();
  return problems.filter(({ rule, range, message }) => {
    const before = keys.size;
    return keys.add(`${rule} ${range.start} ${range.end} ${message}`).size > before;
  });
}

function problemsOfFacts({ problems, manifests }: CheckedFile): Problem[] {
  return [...problems, ...manifests.flatMap((manifest) => manifest.problems)];
}

function inspect(rule: Rule, checked: CheckedFile, options: RunOptions, found: Problem[]): void {
  for (const manifest of checked.manifests) {
    if (rule.kinds && !rule.kinds.includes(manifest.kind)) continue;
    try {
      rule.check?.({
        file: checked.file,
        text: checked.text,
        manifest,
        siblings: checked.manifests,
        workspace: options.workspace,
        sql: options.sql ?? (() => undefined),
        report: (finding) => found.push({ rule: rule.id, severity: rule.severity, ...finding }),
      });
    } catch (error) {
      options.onBug?.(rule, error);
    }
  }
}

/** The problem with the severity that the configuration gives its rule; none when the rule is off. */
function settle(problem: Problem, { config }: WorkspaceView): readonly Problem[] {
  const severity = config.rules[problem.rule];
  if (severity === "off") return [];
  return [severity ? { ...problem, severity } : problem];
}
