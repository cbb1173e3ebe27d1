import { datasetKey, parseAddress } from "../address/address.ts";
import { EngineError, quoteIdentifier } from "../engine/engine.ts";
import type { SodaInput } from "../manifest/model.ts";
import type { TranslateSql } from "../quality/context.ts";
import type { CheckedTable } from "../quality/plan.ts";
import { runQuality, type CheckResult } from "../quality/run-quality.ts";
import { findDataset } from "./datasets.ts";
import type { RunEvents } from "./jobs.ts";
import { openPlace, type FilePlace } from "./place.ts";
import { provideDatasets } from "./produce.ts";
import { workflowsOf } from "./project.ts";
import type { Outcome, QualityOutcome, QualityResult } from "./results.ts";
import type { Session } from "./session.ts";

export interface QualityRequest extends RunEvents {
  /** The checks of these files, relative to the root; undefined: of all. */
  readonly files?: readonly string[];
  /** Only the checks of that dataset, `depot:collection/dataset`. */
  readonly dataset?: string;
  /** What freshness is measured against; default: now. */
  readonly now?: Date;
  readonly signal?: AbortSignal;
  /** Of each query. */
  readonly timeoutMilliseconds?: number;
}

/**
 * Runs the Soda checks of manifests on sample data. Datasets that are missing are made first; the checks of one
 * that can't be made are errors that say why. Rejects only when cancelled.
 */
export async function measureQuality(session: Session, request: QualityRequest = {}): Promise<QualityResult> {
  const inputs = inputsOf(session, request);
  const reasons = await provideDatasets(
    session,
    inputs.flatMap(({ dataset }) => dataset ?? []),
    request,
  );
  const checks: QualityOutcome[] = [];
  for (const each of inputs) {
    const place = await openPlace(session.project, each.file);
    checks.push(...(await measureInput(session, each, place, reasons, request)));
  }
  return { version: 1, checks, summary: summarise(checks) };
}

interface InputSite {
  readonly file: string;
  readonly input: SodaInput;
  /** Undefined when the address names no dataset. */
  readonly dataset?: string;
}

function inputsOf({ project }: Session, { files, dataset }: QualityRequest): readonly InputSite[] {
  return workflowsOf(project)
    .filter(({ file }) => files === undefined || files.includes(file))
    .flatMap(({ file, workflow }) =>
      workflow.jobs
        .flatMap(({ body }) => (body?.type === "soda" ? body.inputs : []))
        .map((input) => ({
          file,
          input,
          dataset: keyOf(input),
        })),
    )
    .filter((site) => site.input.checks.length > 0 && (dataset === undefined || site.dataset === dataset));
}

function keyOf({ dataset }: SodaInput): string | undefined {
  const { address } = dataset ? parseAddress(dataset.value) : {};
  return address && datasetKey(address);
}

async function measureInput(
  session: Session,
  { file, input, dataset }: InputSite,
  place: FilePlace,
  reasons: ReadonlyMap<string, string>,
  request: QualityRequest,
): Promise<readonly QualityOutcome[]> {
  const named = dataset ?? input.dataset?.value ?? "";
  const toOutcome = ({
    line,
    range,
    name,
    outcome,
    value,
    message,
    failedRows,
  }: CheckResult): QualityOutcome => ({
    file,
    range: place.toRange(range),
    dataset: named,
    check: line,
    name,
    outcome,
    value,
    ...(failedRows && { failedRows }),
    message,
  });
  const opened =
    dataset === undefined ? `"${named}" names no dataset.` : await openTable(session, dataset, request);
  if (typeof opened === "string")
    return unmeasured(input, (dataset && reasons.get(dataset)) || opened).map(toOutcome);
  const results = await runQuality({
    input,
    engine: session.engine,
    table: opened,
    findTable: (name, filter) => findTable(session, dataset ?? "", name, filter, request),
    translate: translator(session, dataset ?? "", request),
    readText: (path) => readText(session, file, path),
    now: request.now ?? new Date(),
    variables: {},
    signal: request.signal,
    timeoutMilliseconds: request.timeoutMilliseconds,
  });
  return results.map(toOutcome);
}

/** The dataset as checks see it, or in one sentence why it can't be read. */
async function openTable(
  session: Session,
  dataset: string,
  { signal }: QualityRequest,
): Promise<CheckedTable | string> {
  const source = await findDataset(session, dataset);
  if (source.status === "missing") return source.message;
  try {
    const { columns } = await session.engine.query(`FROM ${source.relation} LIMIT 0`, { signal });
    return {
      relation: source.relation,
      columns,
      // Sample files are mostly text, and what workflows write comes from them.
      typesGuessed: true,
    };
  } catch (error) {
    if (error instanceof EngineError && error.kind !== "cancelled") return error.message;
    throw error;
  }
}

/** Checks name other tables of the same collection by their names alone, others with schema or catalog in front. */
async function findTable(
  session: Session,
  dataset: string,
  name: string,
  filter: string | undefined,
  request: QualityRequest,
): Promise<CheckedTable | undefined> {
  if (filter !== undefined) return undefined;
  const key = siblingKey(dataset, name.split("."));
  await provideDatasets(session, [key], request);
  const opened = await openTable(session, key, request);
  return typeof opened === "string" ? undefined : opened;
}

function siblingKey(dataset: string, parts: readonly string[]): string {
  const [, depot = "", collection = ""] = /^([^:]*):([^/]*)\//.exec(dataset) ?? [];
  const [table = "", schema = collection, catalog = depot] = parts.toReversed();
  return `${catalog}:${schema}/${table}`;
}

/** SQL of the author's is in Trino's dialect, for that is what Soda asks; its tables become ours. */
function translator(session: Session, dataset: string, request: QualityRequest): TranslateSql {
  return async (text, form) => {
    const relations: Record<string, string> = {};
    if (form === "statement") {
      const { relations: read } = await session.sql.analyse({ text, dialect: "trino", form }, request.signal);
      for (const { name } of read) {
        const table = await findTable(session, dataset, name.join("."), undefined, request);
        if (table)
          relations[name.join(".").toLowerCase()] = await named(session, name, table.relation, request);
      }
    }
    return session.sql.translate({ text, dialect: "trino", form, relations }, request.signal);
  };
}

/** A name for a table in the author's SQL: the call that reads a sample file can't stand in its place. */
async function named(
  { engine }: Session,
  name: readonly string[],
  relation: string,
  { signal }: QualityRequest,
): Promise<string> {
  const view = quoteIdentifier(`checked ${name.join(".").toLowerCase()}`);
  await engine.execute(`CREATE OR REPLACE VIEW ${view} AS FROM ${relation}`, signal);
  return view;
}

/** Beside the manifest, then under the root. */
async function readText({ project }: Session, file: string, path: string): Promise<string | undefined> {
  const folder = file.slice(0, file.lastIndexOf("/") + 1);
  return (await project.readText(folder + path)) ?? project.readText(path);
}

function unmeasured({ checks }: SodaInput, message: string): CheckResult[] {
  return checks.map((check) => ({
    check,
    line: check.line.value,
    range: check.line.range,
    name: typeof check.configuration.name === "string" ? check.configuration.name : check.line.value,
    outcome: "error",
    value: null,
    message,
  }));
}

function summarise(checks: readonly QualityOutcome[]): QualityResult["summary"] {
  const of = (outcome: Outcome) => checks.filter((check) => check.outcome === outcome).length;
  return {
    pass: of("pass"),
    warn: of("warn"),
    fail: of("fail"),
    error: of("error"),
    not_evaluated: of("not_evaluated"),
  };
}
