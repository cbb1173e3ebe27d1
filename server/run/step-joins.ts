import type { Engine, QueryOptions } from "../engine/engine.ts";
import { planFlareJob } from "../flare/plan.ts";
import type { PlannedStep } from "../flare/plan.ts";
import type { FlareJob, SqlText } from "../manifest/model.ts";
import type { SqlJoin } from "../sql/sql.ts";
import { countByKeys, countByRunning, countCross } from "./join-counts.ts";
import { toFigures, unmeasured } from "./join-figures.ts";
import type { JoinSite } from "./join-figures.ts";
import type { JoinCounts } from "./join-verdict.ts";
import type { JoinSelector } from "./join.ts";
import { runFlareJob } from "./flare-job.ts";
import { engineFailure, failure, isFailure } from "./failure.ts";
import type { Failure } from "./failure.ts";
import { buildGraph, flareOf } from "./graph.ts";
import type { JobNode } from "./graph.ts";
import type { RunEvents } from "./jobs.ts";
import { aliasesOf, firstJoinedRows, selectingRows } from "./join-rows.ts";
import { openPlace, rangeInFile } from "./place.ts";
import type { FilePlace } from "./place.ts";
import { provideDatasets } from "./produce.ts";
import { workflowsOf } from "./project.ts";
import type { JoinFigures } from "./results.ts";
import { Scratch } from "./scratch.ts";
import type { Session } from "./session.ts";

export interface JoinOptions extends RunEvents {
  readonly files?: readonly string[];
  readonly signal?: AbortSignal;
  readonly timeoutMilliseconds: number;
}

/** The joins of Flare steps, over the same inputs and earlier steps as in a run. */
export async function measureStepJoins(
  session: Session,
  selector: JoinSelector,
  options: JoinOptions,
): Promise<readonly JoinFigures[]> {
  const workflows = workflowsOf(session.project).filter(({ file }) => options.files?.includes(file) ?? true);
  const files = new Set(workflows.map(({ file }) => file));
  const jobs = buildGraph(session.project, workflows).jobs.filter(
    (node) => files.has(node.file) && (selector.kind !== "step" || (selector.job ?? node.name) === node.name),
  );
  const figures: JoinFigures[] = [];
  for (const node of jobs) figures.push(...(await measureJob(session, node, selector, options)));
  return figures;
}

/** A step and the joins of its SQL. */
interface StepJoins {
  readonly joins: readonly SqlJoin[];
  readonly sites: readonly JoinSite[];
}

async function measureJob(
  session: Session,
  node: JobNode,
  selector: JoinSelector,
  options: JoinOptions,
): Promise<readonly JoinFigures[]> {
  const flare = flareOf(node);
  if (!flare) return [];
  const place = await openPlace(session.project, node.file);
  const found = await findJoins(session, flare, selector, place, options.signal);
  if (found.size === 0) return [];
  const reasons = await provideDatasets(session, node.reads, options);
  const figures: JoinFigures[] = [];
  const run = await runFlareJob(session, flare, {
    place,
    signal: options.signal,
    stepTimeoutMilliseconds: options.timeoutMilliseconds,
    write: false,
    beforeStep: async (step) => {
      const { joins, sites } = found.get(step.sql) ?? { joins: [], sites: [] };
      for (const [index, join] of joins.entries()) {
        const site = sites[index];
        if (site) figures.push(await measure(session, step, join, joins, site, options));
      }
      found.delete(step.sql);
      return found.size === 0 ? "stop" : "run";
    },
  });
  const reason = [...reasons.values(), run.reason ?? "The step was not reached."][0] ?? "";
  const rest = [...found.values()].flatMap(({ sites }) => sites.map((site) => unmeasured(site, reason)));
  return [...figures, ...rest];
}

/** The joins of the selected steps, by the steps' SQL, in document order. */
async function findJoins(
  session: Session,
  job: FlareJob,
  selector: JoinSelector,
  place: FilePlace,
  signal: AbortSignal | undefined,
): Promise<Map<SqlText, StepJoins>> {
  const found = new Map<SqlText, StepJoins>();
  for (const { name, sql } of planFlareJob(job, 0).steps) {
    if (selector.kind === "step" && selector.step.toLowerCase() !== name.toLowerCase()) continue;
    const { value: text, dialect, form } = sql;
    const { joins } = await session.sql.analyse({ text, dialect, form }, signal);
    if (joins.length > 0)
      found.set(sql, { joins, sites: joins.map((join) => siteOf(join, joins, sql, place)) });
  }
  return found;
}

function siteOf(join: SqlJoin, joins: readonly SqlJoin[], sql: SqlText, place: FilePlace): JoinSite {
  return {
    file: place.file,
    range: place.toRange(rangeInFile(sql, join)),
    left: { name: aliasesOf(join, joins).join(", "), keys: join.keys.map((key) => key.left) },
    right: { name: join.right, keys: join.keys.map((key) => key.right) },
    kind: join.kind,
    declared: null,
    sql: sql.value.slice(join.start, join.end),
  };
}

async function measure(
  session: Session,
  step: PlannedStep,
  join: SqlJoin,
  joins: readonly SqlJoin[],
  site: JoinSite,
  { signal, timeoutMilliseconds }: JoinOptions,
): Promise<JoinFigures> {
  const limits = { signal, timeoutMilliseconds };
  const scratch = new Scratch(session, limits);
  try {
    const counts = await count(session.engine, scratch, step, join, joins, limits);
    if (isFailure(counts)) return unmeasured(site, counts.message);
    const result = await scratch.view("result", generated(step, join.resultSql), step.relations);
    const firstRows = isFailure(result)
      ? undefined
      : await firstJoinedRows(session.engine, result.relation, limits);
    return toFigures(site, counts, firstRows);
  } catch (error) {
    return unmeasured(site, engineFailure(error, () => step.sql.range).message);
  } finally {
    await scratch.drop();
  }
}

async function count(
  engine: Engine,
  scratch: Scratch,
  step: PlannedStep,
  join: SqlJoin,
  joins: readonly SqlJoin[],
  limits: QueryOptions,
): Promise<JoinCounts | Failure> {
  const { relations } = step;
  if (join.natural && join.keys.length === 0) {
    const message = "The columns of this NATURAL join can't be told from its SQL; name them with USING.";
    return failure(message, step.sql.range);
  }
  if (join.residual.length === 0 && join.keys.length === 0) {
    const left = await scratch.view("left", generated(step, join.leftSql), relations);
    if (isFailure(left)) return left;
    const right = await scratch.view("right", generated(step, join.rightSql), relations);
    return isFailure(right) ? right : countCross(engine, left.relation, right.relation, limits);
  }
  const byKeys = await countKeys(engine, scratch, step, join, limits);
  if (byKeys && (isFailure(byKeys) || join.residual.length === 0)) return byKeys;
  const nullKeys = { left: byKeys?.left.nullKeys ?? 0, right: byKeys?.right.nullKeys ?? 0 };
  return countPairs(engine, scratch, step, join, joins, nullKeys, limits);
}

/** Undefined when the join has no equality. */
async function countKeys(
  engine: Engine,
  scratch: Scratch,
  step: PlannedStep,
  { leftKeysSql, rightKeysSql }: SqlJoin,
  limits: QueryOptions,
): Promise<JoinCounts | Failure | undefined> {
  if (leftKeysSql === undefined || rightKeysSql === undefined) return undefined;
  const left = await scratch.table("left keys", generated(step, leftKeysSql), step.relations);
  if (isFailure(left)) return left;
  const right = await scratch.table("right keys", generated(step, rightKeysSql), step.relations);
  return isFailure(right) ? right : countByKeys(engine, left, right, limits);
}

/**
 * A join with a condition that is no equality. The relations of each side become structures of one row each, so
 * that the condition means over these rows what it meant over the relations.
 */
async function countPairs(
  engine: Engine,
  scratch: Scratch,
  step: PlannedStep,
  join: SqlJoin,
  joins: readonly SqlJoin[],
  nullKeys: { readonly left: number; readonly right: number },
  limits: QueryOptions,
): Promise<JoinCounts | Failure> {
  const leftRows = generated(step, selectingRows(join.leftSql, aliasesOf(join, joins)));
  const left = await scratch.table("left rows", leftRows, step.relations);
  if (isFailure(left)) return left;
  const rightRows = generated(step, selectingRows(join.rightSql, [join.right]));
  const right = await scratch.table("right rows", rightRows, step.relations);
  if (isFailure(right)) return right;
  const condition = [...join.keys.map((key) => `${key.left} = ${key.right}`), ...join.residual];
  const sql =
    "SELECT left_rows.row_id AS left_id, right_rows.row_id AS right_id FROM left_rows JOIN right_rows " +
    `ON ${condition.map((part) => `(${part})`).join(" AND ")}`;
  const relations = { left_rows: left.relation, right_rows: right.relation };
  const pairs = await scratch.view("pairs", generated(step, sql), relations);
  if (isFailure(pairs)) return pairs;
  return countByRunning(engine, left.relation, right.relation, pairs.relation, nullKeys, limits);
}

/** SQL made from the step's: a place in it is no place in the file. */
function generated({ sql }: PlannedStep, value: string): SqlText {
  return { ...sql, value, source: "" };
}
