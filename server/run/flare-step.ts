import { quoteIdentifier } from "../engine/engine.ts";
import type { Table } from "../engine/engine.ts";
import type { Frame } from "../flare/functions/function.ts";
import type { PlannedStep } from "../flare/plan.ts";
import type { SqlText } from "../manifest/model.ts";
import { applyFunction } from "./apply-function.ts";
import { engineFailure, isFailure } from "./failure.ts";
import type { Failure } from "./failure.ts";
import { combine } from "./fidelity.ts";
import { explainMissingColumn } from "./missing-column.ts";
import type { FidelityVerdict } from "../sql/spark/fidelity.ts";
import { rangeInFile, spanInSource } from "./place.ts";
import { translateSql } from "./translation.ts";
import type { Session } from "./session.ts";

/** How much of a step's rows is kept to be shown. */
export const firstRowsLimit = 100;

export interface StepOptions {
  readonly signal?: AbortSignal;
  readonly timeoutMilliseconds?: number;
}

/** A step that ran: its table, counted, and what its rows are worth. */
export interface StepResult {
  readonly table: Table;
  readonly verdict: FidelityVerdict;
}

/** Runs a step's SQL and its functions into the step's table; the rows are computed once, at the end. */
export async function runStep(
  session: Session,
  step: PlannedStep,
  options: StepOptions = {},
): Promise<StepResult | Failure> {
  if (step.functions.length === 0) {
    const selected = await selectInto(session, step.sql, step, { ...options, limit: firstRowsLimit });
    return isFailure(selected) ? selected : { ...selected, verdict: withRepeatedNames(selected) };
  }
  const view = await selectInto(session, step.sql, { ...step, relation: stage(step, 0) }, options, "view");
  if (isFailure(view)) return view;
  let frame = frameOf(view.table);
  let result: StepResult = view;
  for (const [index, called] of step.functions.entries()) {
    const isLast = index === step.functions.length - 1;
    const into = isLast ? step.relation : stage(step, index + 1);
    const target = {
      into,
      as: isLast ? "table" : "view",
      limit: isLast ? firstRowsLimit : undefined,
    } as const;
    const applied = await applyFunction(session, called, frame, stage(step, index), {
      ...options,
      ...target,
    });
    if (isFailure(applied)) return applied;
    frame = applied.frame;
    result = { table: applied.table, verdict: combine(result.verdict, applied.verdict) };
  }
  return result;
}

/** The relations that running the step makes beside its table. */
export function stagesOf(step: PlannedStep): readonly string[] {
  return step.functions.map((_, index) => stage(step, index));
}

function stage(step: PlannedStep, index: number): string {
  return quoteIdentifier(`${step.relation.slice(1, -1).replaceAll('""', '"')}/${index}`);
}

/** Makes a table or view of a piece of a manifest's SQL. */
export async function selectInto(
  session: Session,
  sql: SqlText,
  { relation, relations }: Pick<PlannedStep, "relation" | "relations">,
  options: StepOptions & { readonly limit?: number },
  as: "table" | "view" = "table",
): Promise<{ readonly table: Table; readonly verdict: FidelityVerdict } | Failure> {
  const translated = await translateSql(session, sql, relations, options.signal);
  if (isFailure(translated)) return translated;
  try {
    const table = await session.engine.select(translated.sql, { ...options, into: relation, as });
    return { table, verdict: translated.verdict };
  } catch (error) {
    const failed = engineFailure(error, (offset, message) =>
      rangeInFile(sql, spanInSource(sql.value, translated.sql, offset, message)),
    );
    const message = await explainMissingColumn(session, sql, relations, error);
    return message === undefined ? failed : { ...failed, message };
  }
}

function frameOf({ columns, repeatedNames }: Table): Frame {
  return {
    columns: columns.map(({ name: id, type }, index) => ({ id, type, name: repeatedNames?.[index] ?? id })),
  };
}

/** In Spark two columns of a view may have one name, until somebody uses it. */
function withRepeatedNames({ table, verdict }: { table: Table; verdict: FidelityVerdict }): FidelityVerdict {
  const seen = new Set<string>();
  const repeated = (table.repeatedNames ?? []).filter(
    (name) => seen.size === seen.add(name.toLowerCase()).size,
  );
  if (repeated.length === 0) return verdict;
  const names = [...new Set(repeated)].map((name) => `"${name}"`).join(", ");
  return combine(verdict, {
    fidelity: "approximate",
    notes: [`Several columns are named ${names}: Spark can't tell them apart later, here they got numbers.`],
  });
}
