import type { SqlText } from "../manifest/model.ts";
import type { SqlAnalysis } from "../sql/sql.ts";

/** Most analyses kept; the oldest go first. */
const limit = 4000;

/** Analyses by what was analysed, at hand without waiting. */
export class AnalysisCache {
  readonly #analyses = new Map<string, SqlAnalysis>();

  get(sql: SqlText): SqlAnalysis | undefined {
    return this.#analyses.get(keyOf(sql));
  }

  set(sql: SqlText, analysis: SqlAnalysis): void {
    const key = keyOf(sql);
    this.#analyses.delete(key);
    this.#analyses.set(key, analysis);
    const [oldest] = this.#analyses.keys();
    if (this.#analyses.size > limit && oldest !== undefined) this.#analyses.delete(oldest);
  }
}

function keyOf({ dialect, form, value }: SqlText): string {
  return `${dialect} ${form} ${value}`;
}
