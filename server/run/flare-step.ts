import { EngineError, quoteIdentifier } from "../engine/engine.ts";
import type { Table } from "../engine/engine.ts";
import { findFunction } from "../flare/functions/index.ts";
import { isRefusal } from "../flare/functions/function.ts";
import type { Frame, Plan, PlannedColumn } from "../flare/functions/function.ts";
import type { PlannedStep } from "../flare/plan.ts";
import type { FlareFunction, SqlText } from "../manifest/model.ts";
import type { OffsetRange } from "../text/range.ts";
import { failure, isFailure } from "./failure.ts";
import type { Failure } from "./failure.ts";
import { combine, exact } from "./fidelity.ts";
import type { FidelityVerdict } from "../sql/spark/fidelity.ts";
import { rangeInFile, spanInSource } from "./place.ts";
import { translateExpression, translateSql } from "./translation.ts";
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
  let verdict = view.verdict;
  for (const [index, called] of step.functions.entries()) {
    const isLast = index === step.functions.length - 1;
    const into = isLast ? step.relation : stage(step, index + 1);
    const applied = await applyFunction(session, called, frame, stage(step, index), into, isLast, options);
    if (isFailure(applied)) return applied;
    frame = applied.frame;
    verdict = combine(verdict, applied.verdict);
    if (isLast) return { table: applied.table, verdict };
  }
  throw new Error("A step with functions ends with the last of them.");
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
    return engineFailure(error, (offset, message) =>
      rangeInFile(sql, spanInSource(sql.value, translated.sql, offset, message)),
    );
  }
}

async function applyFunction(
  session: Session,
  { name, parameters, range }: FlareFunction,
  frame: Frame,
  from: string,
  into: string,
  isLast: boolean,
  options: StepOptions,
): Promise<{ readonly table: Table; readonly frame: Frame; readonly verdict: FidelityVerdict } | Failure> {
  const definition = findFunction(name.value);
  if (!definition) return failure(`There is no Flare function "${name.value}".`, range);
  try {
    const question = definition.question?.(parameters, frame);
    if (question && isRefusal(question)) return failure(question.refused, range);
    const sql = question?.sql.replace("{frame}", () => from);
    const answers =
      sql === undefined ? [] : (await session.engine.query(sql, options)).rows.map(([cell]) => cell);
    const plan = definition.plan(parameters, frame, answers);
    if (isRefusal(plan)) return failure(plan.refused, range);
    const written = await writePlan(session, plan, from, range, options.signal);
    if (isFailure(written)) return written;
    const table = await session.engine.select(written.sql, {
      ...options,
      into,
      as: isLast ? "table" : "view",
      limit: isLast ? firstRowsLimit : undefined,
    });
    const own: FidelityVerdict = {
      fidelity: definition.fidelity,
      notes: notes(name.value, definition.note, plan.warnings),
    };
    return {
      table,
      frame: {
        columns: table.columns.map(({ name: id, type }, index) => ({
          id,
          type,
          name: plan.columns[index]?.name ?? id,
        })),
      },
      verdict: combine(own, written.verdict),
    };
  } catch (error) {
    return engineFailure(error, () => range);
  }
}

/** The plan as one SELECT; two columns of one name get different ones in the engine. */
async function writePlan(
  session: Session,
  plan: Plan,
  from: string,
  range: OffsetRange,
  signal: AbortSignal | undefined,
): Promise<{ readonly sql: string; readonly verdict: FidelityVerdict } | Failure> {
  const ids = uniqueNames(plan.columns);
  const items: string[] = [];
  let verdict = exact;
  for (const [index, { value }] of plan.columns.entries()) {
    const written = await writeExpression(session, value, range, signal);
    if (isFailure(written)) return written;
    items.push(`${written.sql} AS ${quoteIdentifier(ids[index] ?? "")}`);
    verdict = combine(verdict, written.verdict);
  }
  const distinct = plan.distinctOn ? `DISTINCT ON (${plan.distinctOn.join(", ")}) ` : "";
  const groups = plan.groupBy && plan.groupBy.length > 0 ? ` GROUP BY ${plan.groupBy.join(", ")}` : "";
  return { sql: `SELECT ${distinct}${items.join(", ")} FROM ${from}${groups}`, verdict };
}

async function writeExpression(
  session: Session,
  value: PlannedColumn["value"],
  range: OffsetRange,
  signal: AbortSignal | undefined,
): Promise<{ readonly sql: string; readonly verdict: FidelityVerdict } | Failure> {
  if ("duckdb" in value) return { sql: value.duckdb, verdict: exact };
  return translateExpression(session, value.spark, range, signal);
}

function uniqueNames(columns: readonly PlannedColumn[]): readonly string[] {
  const taken = new Set<string>();
  return columns.map(({ name }) => {
    let unique = name;
    for (let suffix = 1; taken.has(unique.toLowerCase()); suffix++) unique = `${name}_${suffix}`;
    taken.add(unique.toLowerCase());
    return unique;
  });
}

function frameOf({ columns, repeatedNames }: Table): Frame {
  return {
    columns: columns.map(({ name: id, type }, index) => ({ id, type, name: repeatedNames?.[index] ?? id })),
  };
}

function notes(name: string, note: string | undefined, warnings: readonly string[] = []): readonly string[] {
  return [
    ...(note === undefined ? [] : [`${name}: ${note}`]),
    ...warnings.map((warning) => `${name}: ${warning}`),
  ];
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

export function engineFailure(
  error: unknown,
  rangeOf: (offset: number | undefined, message: string) => OffsetRange,
): Failure {
  if (!(error instanceof EngineError)) throw error;
  return { ...failure(error.message, rangeOf(error.offset, error.message)), kind: error.kind };
}
