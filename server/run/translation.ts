import type { SqlText } from "../manifest/model.ts";
import { failure, isFailure } from "./failure.ts";
import type { Failure } from "./failure.ts";
import type { OffsetRange } from "../text/range.ts";
import { fidelityOf } from "../sql/spark/fidelity.ts";
import type { FidelityVerdict } from "../sql/spark/fidelity.ts";
import { rangeInFile } from "./place.ts";
import type { Session } from "./session.ts";

export interface Translated {
  /** For the engine. */
  readonly sql: string;
  readonly verdict: FidelityVerdict;
}

/** A manifest's SQL for the engine, its relations replaced; or what is wrong with it, at its place. */
export async function translateSql(
  session: Session,
  sql: SqlText,
  relations: Readonly<Record<string, string>>,
  signal?: AbortSignal,
): Promise<Translated | Failure> {
  const { value: text, dialect, form } = sql;
  const translation = await session.sql.translate({ text, dialect, form, relations }, signal);
  const verdict = fidelityOf(translation.functions, dialect);
  const unsupported = verdict.fidelity === "unsupported";
  if (translation.sql !== undefined && !unsupported) return { sql: translation.sql, verdict };
  const { message, span } = translation.error ?? { message: verdict.notes.join(" ") };
  return { ...failure(message, rangeInFile(sql, span)), unsupported };
}

/**
 * An expression of Spark's for the engine. It is translated as the only column of a query, because an expression
 * alone would be given the name that Spark gives it.
 */
export async function translateExpression(
  session: Session,
  expression: string,
  range: OffsetRange,
  signal?: AbortSignal,
): Promise<Translated | Failure> {
  const value = `SELECT ${expression} AS the_value`;
  const sql: SqlText = { dialect: "spark", form: "statement", value, source: "", range };
  const translated = await translateSql(session, sql, {}, signal);
  if (isFailure(translated)) return translated;
  const written = /^SELECT\s+([^]*)\s+AS\s+"?the_value"?$/i.exec(translated.sql)?.[1];
  if (written === undefined) return failure(`"${expression}" is no expression that can run here.`, range);
  return { ...translated, sql: written };
}
