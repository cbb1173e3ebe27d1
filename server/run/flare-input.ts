import type { PlannedIncremental, PlannedInput } from "../flare/plan.ts";
import type { SqlText } from "../manifest/model.ts";
import type { OffsetRange } from "../text/range.ts";
import { findDataset } from "./datasets.ts";
import { engineFailure, selectInto } from "./flare-step.ts";
import type { StepOptions } from "./flare-step.ts";
import { failure, isFailure } from "./failure.ts";
import type { Failure } from "./failure.ts";
import { relationKeys } from "./relation-keys.ts";
import type { Session } from "./session.ts";

/** A view that is there, those that were made for it, and what identifies its rows. */
export interface OpenedInput {
  readonly views: readonly string[];
  readonly fingerprint: string;
}

/** Makes the view that an input stands for, or says what is in its way. */
export async function openInput(
  session: Session,
  input: PlannedInput,
  options: StepOptions = {},
): Promise<OpenedInput | Failure> {
  const { incremental, source, relation, range } = input;
  const target = incremental?.contextRelation ?? relation;
  const opened =
    "dataset" in source
      ? await openDataset(session, source.dataset, target, range, options)
      : await openQuery(session, source.query, target, options);
  if (isFailure(opened) || !incremental) return opened;
  const filtered = await filter(session, incremental, relation, options);
  return isFailure(filtered) ? filtered : { ...opened, views: [...opened.views, ...filtered] };
}

async function openDataset(
  session: Session,
  dataset: string,
  relation: string,
  range: OffsetRange,
  { signal }: StepOptions,
): Promise<OpenedInput | Failure> {
  try {
    const source = await findDataset(session, dataset);
    if (source.status === "missing") return failure(source.message, range);
    await session.engine.execute(`CREATE OR REPLACE VIEW ${relation} AS FROM ${source.relation}`, signal);
    return { views: [relation], fingerprint: source.fingerprint };
  } catch (error) {
    return engineFailure(error, () => range);
  }
}

/** A query that the platform sends to a Trino cluster: its tables are `depot.collection.dataset`. */
async function openQuery(
  session: Session,
  query: SqlText,
  relation: string,
  options: StepOptions,
): Promise<OpenedInput | Failure> {
  const { value: text, dialect, form } = query;
  const { relations: read } = await session.sql.analyse({ text, dialect, form }, options.signal);
  const relations: Record<string, string> = {};
  const views = [relation];
  const fingerprints: string[] = [];
  for (const { name, key } of relationKeys(read)) {
    const table = partOf(relation, `table ${views.length}`);
    const opened = await openDataset(session, key, table, query.range, options);
    if (isFailure(opened)) return opened;
    relations[name] = table;
    views.push(table);
    fingerprints.push(opened.fingerprint);
  }
  const selected = await selectInto(session, query, { relation, relations }, options, "view");
  return isFailure(selected) ? selected : { views, fingerprint: fingerprints.join("|") };
}

/** Runs the keys from top to bottom, each over those before it, and puts their values into the input's SQL. */
async function filter(
  session: Session,
  { context, contextRelation, keys, sql }: PlannedIncremental,
  relation: string,
  options: StepOptions,
): Promise<readonly string[] | Failure> {
  const relations = { [context.toLowerCase()]: contextRelation };
  const values = new Map<string, string>();
  const views: string[] = [];
  for (const key of keys) {
    const view = partOf(relation, `key ${views.length}`);
    views.push(view);
    const text = substituted(key.sql, values);
    const found = await selectInto(
      session,
      text,
      { relation: view, relations },
      { ...options, limit: 1 },
      "view",
    );
    if (isFailure(found)) return found;
    values.set(key.name, String(found.table.rows[0]?.[0] ?? "null"));
  }
  const selected = await selectInto(
    session,
    substituted(sql, values),
    { relation, relations },
    options,
    "view",
  );
  return isFailure(selected) ? selected : [...views, relation];
}

/** The quoted name of a relation that belongs to another. */
function partOf(relation: string, part: string): string {
  return `${relation.slice(0, -1)}/${part}"`;
}

/** The value stands in for its placeholder as it is: whoever wants a literal puts quotes around it. */
function substituted(sql: SqlText, values: ReadonlyMap<string, string>): SqlText {
  const value = sql.value.replace(
    /\$\|([^|\n]+)\|/g,
    (placeholder, name: string) => values.get(name.trim()) ?? placeholder,
  );
  // Places in the filled-in text are not those of the file any more.
  return value === sql.value ? sql : { ...sql, value, source: "" };
}
