import { quoteIdentifier } from "../engine/engine.ts";
import type { SelectOptions, Table } from "../engine/engine.ts";
import { isRefusal } from "../flare/functions/function.ts";
import type { Frame, Plan, PlannedColumn } from "../flare/functions/function.ts";
import { findFunction } from "../flare/functions/index.ts";
import type { FlareFunction } from "../manifest/model.ts";
import type { FidelityVerdict } from "../sql/spark/fidelity.ts";
import type { OffsetRange } from "../text/range.ts";
import { engineFailure, failure, isFailure } from "./failure.ts";
import type { Failure } from "./failure.ts";
import { combine, exact } from "./fidelity.ts";
import type { Session } from "./session.ts";
import { translateExpression } from "./translation.ts";

/** What a function made of a frame. */
export interface AppliedFunction {
  readonly table: Table;
  readonly frame: Frame;
  readonly verdict: FidelityVerdict;
}

/** Applies a Flare function to the rows of a relation; `options` say what the result becomes. */
export async function applyFunction(
  session: Session,
  { name, parameters, range }: FlareFunction,
  frame: Frame,
  from: string,
  options: SelectOptions,
): Promise<AppliedFunction | Failure> {
  const definition = findFunction(name.value);
  if (!definition) return failure(`There is no Flare function "${name.value}".`, range);
  try {
    const question = definition.question?.(parameters, frame);
    if (question && isRefusal(question)) return failure(question.refused, range);
    const sql = question?.sql.replace("{frame}", () => from);
    const limits = { signal: options.signal, timeoutMilliseconds: options.timeoutMilliseconds };
    const answers =
      sql === undefined ? [] : (await session.engine.query(sql, limits)).rows.map(([cell]) => cell);
    const plan = definition.plan(parameters, frame, answers);
    if (isRefusal(plan)) return failure(plan.refused, range);
    const written = await writePlan(session, plan, from, range, options.signal);
    if (isFailure(written)) return written;
    const table = await session.engine.select(written.sql, options);
    const own: FidelityVerdict = {
      fidelity: definition.fidelity,
      notes: notes(name.value, definition.note, plan.warnings),
    };
    const names = plan.columns.map((column) => column.name);
    const columns = table.columns.map(({ name: id, type }, index) => ({
      id,
      type,
      name: names[index] ?? id,
    }));
    return { table, frame: { columns }, verdict: combine(own, written.verdict) };
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

function notes(name: string, note: string | undefined, warnings: readonly string[] = []): readonly string[] {
  return [
    ...(note === undefined ? [] : [`${name}: ${note}`]),
    ...warnings.map((warning) => `${name}: ${warning}`),
  ];
}
