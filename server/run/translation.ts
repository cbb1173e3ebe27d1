import type { SqlText } from "../manifest/model.ts";
import { failure } from "./failure.ts";
import type { Failure } from "./failure.ts";
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
  if (translation.sql === undefined) {
    const { message, span } = translation.error ?? {
      message: "This SQL can't be translated for the local engine.",
    };
    return failure(message, rangeInFile(sql, span));
  }
  const verdict = fidelityOf(translation.functions, dialect);
  if (verdict.fidelity !== "unsupported") return { sql: translation.sql, verdict };
  return { ...failure(verdict.notes.join(" "), sql.range), unsupported: true };
}
