import type { SqlText } from "../manifest/model.ts";
import type { SqlAnalysis, SqlService } from "../sql/sql.ts";
import type { Problem } from "../text/problem.ts";
import type { TrackedView } from "../workspace/tracked-view.ts";
import type { Workspace } from "../workspace/workspace.ts";
import { AnalysisCache } from "./analysis-cache.ts";
import { rules as allRules } from "./index.ts";
import type { Rule } from "./rule.ts";
import { runRules, type CheckedFile } from "./runner.ts";

export interface CheckerOptions {
  readonly rules?: readonly Rule[];
  /** A rule that throws is a bug of ours: it is reported here and the other rules go on. */
  readonly onBug?: (rule: Rule, error: unknown) => void;
}

/**
 * Keeps the problems of a workspace's files. A file is checked in two phases: at once with everything that is known
 * without waiting, then again for SQL that had to be analysed first. Both the editor and the command line use it,
 * so they can't disagree.
 */
export class Checker {
  readonly workspace: Workspace;
  readonly #sql: SqlService;
  readonly #rules: readonly Rule[];
  readonly #onBug: CheckerOptions["onBug"];
  readonly #analyses = new AnalysisCache();
  readonly #checks = new Map<string, Check>();

  constructor(workspace: Workspace, sql: SqlService, { rules = allRules, onBug }: CheckerOptions = {}) {
    this.workspace = workspace;
    this.#sql = sql;
    this.#rules = rules;
    this.#onBug = onBug;
  }

  /** Problems of a file by its last check, in the order of the text. */
  problems(file: string): readonly Problem[] {
    const check = this.#checks.get(file);
    if (!check) return [];
    return check.sql.length === 0 ? check.base : [...check.base, ...check.sql].toSorted(byPlace);
  }

  /** Analyses the SQL that the second phase of files is still waiting for; their problems stay as they are. */
  async analyseSql(files: Iterable<string> = this.#checks.keys()): Promise<void> {
    const missing = [...files].flatMap((file) => this.#checks.get(file)?.pending?.missing ?? []);
    await Promise.all(missing.map((sql) => this.#analyse(sql)));
  }

  /** What SQL says, if it has been analysed for a check. */
  analysisOf(sql: SqlText): SqlAnalysis | undefined {
    return this.#analyses.get(sql);
  }

  /** Files that have been checked. */
  get files(): Iterable<string> {
    return this.#checks.keys();
  }

  /** Checks every file of the workspace, both phases; looks at the signal between files. */
  async checkAll(signal?: AbortSignal): Promise<void> {
    for (const file of this.workspace.ownFiles) {
      signal?.throwIfAborted();
      await this.check(file);
    }
    await Promise.all([...this.#checks.keys()].map((file) => this.finish(file, signal)));
  }

  /** First phase of a file as it is now. */
  async check(file: string): Promise<void> {
    this.checkText(file, (await this.workspace.text(file)) ?? "");
  }

  /** First phase of a file whose text is at hand; synchronous, for the path from keystroke to problem. */
  checkText(file: string, text: string): void {
    const manifests = this.workspace.manifests(file);
    const problems = this.workspace.problems(file);
    if (manifests.length === 0 && problems.length === 0) {
      this.forget(file);
      return;
    }
    const view = this.workspace.view(file);
    const checked: CheckedFile = { file, text, manifests, problems };
    // Of half-written text not enough is known to say more than where it breaks.
    const isReliable = this.workspace.facts(file).reliable;
    const base = this.#run(checked, view, isReliable ? this.#rules : []);
    const { problems: sql, missing } = isReliable ? this.#runSql(checked, view) : nothing;
    this.workspace.remember(file, view);
    this.#checks.set(file, { base, sql, ...(missing.length > 0 && { pending: { checked, view, missing } }) });
  }

  /**
   * Second phase, if the file has SQL that was not analysed yet.
   * @returns whether its problems may have changed
   */
  async finish(file: string, signal?: AbortSignal): Promise<boolean> {
    const check = this.#checks.get(file);
    if (!check?.pending) return false;
    const { checked, view } = check.pending;
    let { missing } = check.pending;
    // What the SQL of one file says may lead a rule to that of another one.
    for (let round = 0; missing.length > 0 && round < maxRounds; round++) {
      await Promise.all(missing.map((sql) => this.#analyse(sql, signal)));
      // A newer check of the file has its own second phase.
      if (this.#checks.get(file) !== check) return false;
      const result = this.#runSql(checked, view);
      missing = result.missing;
      if (missing.length === 0 || round === maxRounds - 1)
        this.#checks.set(file, { base: check.base, sql: result.problems });
    }
    this.workspace.remember(file, view);
    return true;
  }

  forget(file: string): void {
    this.#checks.delete(file);
  }

  #run(checked: CheckedFile, workspace: TrackedView, rules: readonly Rule[]): readonly Problem[] {
    return runRules(checked, { rules, workspace, onBug: this.#onBug });
  }

  /** The problems as far as SQL is analysed, and the SQL that rules asked for and is not. */
  #runSql(checked: CheckedFile, workspace: TrackedView): SqlPhase {
    const missing = new Set<SqlText>();
    const sql = (text: SqlText) => {
      const analysis = this.#analyses.get(text);
      if (!analysis) missing.add(text);
      return analysis;
    };
    const problems = runRules(checked, { rules: this.#rules, workspace, sql, onBug: this.#onBug });
    return { problems, missing: [...missing] };
  }

  async #analyse(sql: SqlText, signal?: AbortSignal): Promise<void> {
    const { value, dialect, form } = sql;
    const analysis = await this.#sql.analyse({ text: value, dialect, form }, signal);
    this.#analyses.set(sql, analysis);
  }
}

interface SqlPhase {
  readonly problems: readonly Problem[];
  readonly missing: readonly SqlText[];
}

const nothing: SqlPhase = { problems: [], missing: [] };

/** Files that a rule follows SQL through, one after the other. */
const maxRounds = 8;

interface Check {
  readonly base: readonly Problem[];
  readonly sql: readonly Problem[];
  readonly pending?: {
    readonly checked: CheckedFile;
    readonly view: TrackedView;
    readonly missing: readonly SqlText[];
  };
}

function byPlace(one: Problem, other: Problem): number {
  return one.range.start - other.range.start || one.range.end - other.range.end;
}
