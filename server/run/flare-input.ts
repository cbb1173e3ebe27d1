import type { PlannedIncremental, PlannedInput } from "../flare/plan.ts";
import type { SqlText } from "../manifest/model.ts";
import type { OffsetRange } from "../text/range.ts";
import { findDataset } from "./datasets.ts";
import { selectInto } from "./flare-step.ts";
import type { StepOptions } from "./flare-step.ts";
import { engineFailure, failure, isFailure } from "./failure.ts";
import type { Failure } from "./failure.ts";
import { originNote } from "./missing-column.ts";
import { relationKeys } from "./relation-keys.ts";
import type { Session } from "./session.ts";

/**
 * Makes the view that an input stands for. Gives what identifies its rows, or what is in its way. Every view it
 * makes is named in `views` first, so that it can be dropped whatever happens.
 */
export async function openInput(
  session: Session,
  input: PlannedInput,
  views: string[],
  options: StepOptions = {},
): Promise<string | Failure> {
  const { incremental, source, relation, range } = input;
  const target = incremental?.contextRelation ?? relation;
  const fingerprint =
    "dataset" in source
      ? await openDataset(session, source.dataset, target, range, views, options)
      : await openQuery(session, source.query, target, views, options);
  if (typeof fingerprint !== "string" || !incremental) return fingerprint;
  const failed = await filter(session, incremental, relation, views, options);
  return failed ?? fingerprint;
}

async function openDataset(
  session: Session,
  dataset: string,
  relation: string,
  range: OffsetRange,
  views: string[],
  { signal }: StepOptions,
): Promise<string | Failure> {
  views.push(relation);
  try {
    const source = await findDataset(session, dataset);
    if (source.status === "missing") return failure(source.message, range);
    const statements = [
      `CREATE OR REPLACE VIEW ${relation} AS FROM ${source.relation}`,
      ...(source.status === "sample" ? [originNote(relation, source.path)] : []),
    ];
    await session.engine.execute(statements.join("; "), signal);
    return source.fingerprint;
  } catch (error) {
    return engineFailure(error, () => range);
  }
}

/** A query that the platform sends to a Trino cluster: its tables are `depot.collection.dataset`. */
async function openQuery(
  session: Session,
  query: SqlText,
  relation: string,
  views: string[],
  options: StepOptions,
): Promise<string | Failure> {
  const { value: text, dialect, form } = query;
  const analysis = await session.sql.analyse({ text, dialect, form }, options.signal);
  const relations: Record<string, string> = {};
  const fingerprints: string[] = [];
  for (const { name, key } of relationKeys(analysis.relations)) {
    const table = partOf(relation, `table ${fingerprints.length}`);
    const fingerprint = await openDataset(session, key, table, query.range, views, options);
    if (typeof fingerprint !== "string") return fingerprint;
    relations[name] = table;
    fingerprints.push(fingerprint);
  }
  views.push(relation);
  const selected = await selectInto(session, query, { relation, relations }, options, "view");
  return isFailure(selected) ? selected : fingerprints.join("|");
}

/** Runs the keys from top to bottom, each over those before it, and puts their values into the input's SQL. */
async function filter(
  session: Session,
  { context, contextRelation, keys, sql }: PlannedIncremental,
  relation: string,
  views: string[],
  options: StepOptions,
): Promise<Failure | undefined> {
  const relations = { [context.toLowerCase()]: contextRelation };
  const values = new Map<string, string>();
  const select = (text: SqlText, into: string, limit?: number) => {
    views.push(into);
    const filled = substituted(text, values);
    return selectInto(session, filled, { relation: into, relations }, { ...options, limit }, "view");
  };
  for (const [index, key] of keys.entries()) {
    const found = await select(key.sql, partOf(relation, `key ${index}`), 1);
    if (isFailure(found)) return found;
    values.set(key.name, String(found.table.rows[0]?.[0] ?? "null"));
  }
  const selected = await select(sql, relation);
  return isFailure(selected) ? selected : undefined;
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
