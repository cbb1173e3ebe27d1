import { EngineError, type Cell, type Engine } from "../engine/engine.ts";
import type { SodaCheck, SodaInput } from "../manifest/model.ts";
import type { Labels } from "../sodacl/configuration.ts";
import type { ConfigurationProblem } from "../sodacl/configuration-reader.ts";
import { readCheck } from "../sodacl/read-check.ts";
import { findVariable, resolveText, resolveValue } from "../sodacl/variables.ts";
import type { OffsetRange } from "../text/range.ts";
import { allOf, translated, type PlanContext } from "./context.ts";
import { findUnrunnable, measure, type MeasureOptions } from "./measure.ts";
import { planCheck } from "./plan-check.ts";
import type { CheckedTable, Measured, Plan, Settled } from "./plan.ts";
import { failure, type Outcome, type Verdict } from "./verdict.ts";

export interface QualityRequest extends PlanContext {
  /** The dataset's checks, and the filter that all of them share. */
  readonly input: Pick<SodaInput, "checks" | "filter">;
  readonly engine: Engine;
  /** Most failing rows kept of a check that says nothing else; 100 when undefined. */
  readonly samplesLimit?: number;
  /** Keep rows at fault also of checks that pass. */
  readonly samplePassing?: boolean;
  readonly signal?: AbortSignal;
  readonly timeoutMilliseconds?: number;
}

/** What came out of a check. */
export interface CheckResult {
  readonly check: SodaCheck;
  /** The check line as written; of a group by's groups, the line of its own check. */
  readonly line: string;
  readonly range: OffsetRange;
  readonly name: string;
  readonly outcome: Outcome;
  readonly value: number | string | null;
  readonly message: string;
  readonly failedRows?: FailedRows;
}

export interface FailedRows {
  /** All of them, of which `rows` are some. */
  readonly count: number;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
}

/**
 * Runs the quality checks of one dataset: one scan for all aggregates, a query for each check that needs its own,
 * and one for a sample of the rows of each check that fails or warns. Results come in the order of the checks; a
 * `group by` is followed by its groups. Rejects only when cancelled.
 */
export async function runQuality(request: QualityRequest): Promise<readonly CheckResult[]> {
  const where = await readWhere(request);
  const checks = request.input.checks.filter(({ line }) => line.value !== "attributes");
  const planned = await Promise.all(checks.map((check) => planOne(check, request, where)));
  const plans = planned.map(({ plan }) => plan).filter((plan) => plan !== undefined);
  const options: MeasureOptions = {
    signal: request.signal,
    timeoutMilliseconds: request.timeoutMilliseconds,
  };
  const unrunnable = await findUnrunnable(
    request.engine,
    plans.flatMap(({ patterns }) => patterns ?? []),
    options,
  );
  const runnable = plans.filter(({ patterns }) => !patterns?.some((pattern) => unrunnable.has(pattern)));
  const table = tableWith(request.table, where);
  const measured = await measure(
    request.engine,
    table,
    runnable.flatMap(({ measurements }) => measurements),
    options,
  );
  const results: CheckResult[] = [];
  for (const each of planned) {
    const verdict = judge(each, measured, unrunnable);
    const failedRows = each.plan && (await sampleRows(each.plan, verdict, request, options));
    results.push(...toResults(each, verdict, failedRows));
  }
  return results;
}

interface Planned {
  readonly check: SodaCheck;
  readonly labels: Labels;
  /** Undefined where `verdict` needs none. */
  readonly plan?: Plan;
  readonly verdict?: Verdict;
  readonly problems: readonly ConfigurationProblem[];
}

type Where = { readonly sql: string } | { readonly error: string } | undefined;

async function readWhere({ input, variables, ...context }: QualityRequest): Promise<Where> {
  const where = input.filter?.where;
  if (!where) return undefined;
  const text = resolveText(where.value, variables);
  const unknown = findVariable(text);
  if (unknown) return { error: `The variable ${unknown} of the dataset's filter has no value here.` };
  return translated({ ...context, variables }, text, "predicate");
}

function tableWith(table: CheckedTable, where: Where): CheckedTable {
  return where && "sql" in where ? { ...table, where: allOf(table.where, where.sql) } : table;
}

async function planOne(check: SodaCheck, request: QualityRequest, where: Where): Promise<Planned> {
  const text = resolveText(check.line.value, request.variables);
  const configuration = resolveValue(check.configuration, request.variables) as typeof check.configuration;
  const { attributes: _attributes, name: _name, ...used } = configuration;
  const unknown = findVariable([text, used]);
  const settle = (message: string): Planned => ({
    check,
    labels: {},
    verdict: failure(message),
    problems: [],
  });
  if (unknown) return settle(`The variable ${unknown} has no value here.`);
  const result = readCheck(text, configuration);
  if ("problem" in result) return settle(`This check can't be read. ${result.problem.message}`);
  const { problems, configuration: labels } = result.check;
  const unusable = problems.find(({ kind }) => kind === "unusable");
  if (unusable) return { ...settle(unusable.message), labels };
  const ignoresFilter = result.check.type === "schema" || result.check.type === "group by";
  if (where && "error" in where && !ignoresFilter) return { ...settle(where.error), labels };
  const plan = await planCheck(result.check, { ...request, table: tableWith(request.table, where) });
  return isSettled(plan)
    ? { check, labels, verdict: plan.verdict, problems }
    : { check, labels, plan, problems };
}

function isSettled(plan: Plan | Settled): plan is Settled {
  return "verdict" in plan;
}

function judge(
  { plan, verdict }: Planned,
  measured: ReadonlyMap<string, Measured>,
  unrunnable: ReadonlyMap<string, string>,
): Verdict {
  if (!plan) return verdict ?? failure("This check could not be planned.");
  const pattern = plan.patterns?.find((each) => unrunnable.has(each));
  if (pattern !== undefined) {
    return failure(`The pattern can't be run locally: ${unrunnable.get(pattern)}`);
  }
  const tables = [];
  for (const { sql } of plan.measurements) {
    const result = measured.get(sql);
    if (!result) return failure("The check was not measured.");
    if ("error" in result) return failure(`The check could not be run. ${result.error}`);
    tables.push(result);
  }
  return plan.judge(tables);
}

async function sampleRows(
  { failingRows }: Plan,
  { outcome, failing }: Verdict,
  { engine, samplesLimit = 100, samplePassing = false }: QualityRequest,
  options: MeasureOptions,
): Promise<FailedRows | undefined> {
  const wanted = outcome === "fail" || outcome === "warn" || (samplePassing && outcome === "pass");
  if (!failingRows || !wanted || failing === 0) return undefined;
  const limit = failingRows.limit ?? samplesLimit;
  if (limit <= 0) return failing === undefined ? undefined : { count: failing, columns: [], rows: [] };
  try {
    const { columns, rows } = await engine.select(
      `SELECT * FROM (${failingRows.sql}\n) LIMIT ${limit}`,
      options,
    );
    return { count: failing ?? rows.length, columns: columns.map(({ name }) => name), rows };
  } catch (error) {
    // The outcome stands without its rows.
    if (!(error instanceof EngineError) || error.kind === "cancelled") throw error;
    return undefined;
  }
}

function toResults(
  { check, labels, problems }: Planned,
  verdict: Verdict,
  failedRows?: FailedRows,
): CheckResult[] {
  const { outcome, value, groups = [] } = verdict;
  const line = check.line.value;
  const ignored = problems.filter(({ kind }) => kind === "unsupported").map(({ message }) => message);
  const message = [verdict.message, ...ignored].join(" ");
  const common = { check, range: check.line.range };
  return [
    { ...common, line, name: labels.name ?? labels.title ?? line, outcome, value, message, failedRows },
    ...groups.map((group) => ({
      ...common,
      line: group.line,
      range: check.configurationRanges["checks"] ?? check.line.range,
      name: group.name,
      outcome: group.verdict.outcome,
      value: group.verdict.value,
      message: group.verdict.message,
    })),
  ];
}
