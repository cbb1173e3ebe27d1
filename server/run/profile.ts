import { EngineError } from "../engine/engine.ts";
import type { QueryOptions } from "../engine/engine.ts";
import { findDataset } from "./datasets.ts";
import type { RunEvents } from "./jobs.ts";
import { firstScan, secondScan } from "./profile-scans.ts";
import type { SecondFacts } from "./profile-scans.ts";
import { provideDatasets } from "./produce.ts";
import type { DatasetProfile, ProfileResult } from "./results.ts";
import type { Session } from "./session.ts";

export interface ProfileRequest extends RunEvents {
  /** Keys, `depot:collection/dataset`. */
  readonly datasets: readonly string[];
  readonly signal?: AbortSignal;
  /** Of each of the two scans of a dataset. */
  readonly timeoutMilliseconds?: number;
}

/**
 * What is in the datasets' columns, in two scans of each. Datasets that are missing are made first; one that can't
 * be read says why. Rejects with the signal's reason when it is cancelled, and for nothing else.
 */
export async function profileDatasets(session: Session, request: ProfileRequest): Promise<ProfileResult> {
  const datasets = [...new Set(request.datasets)];
  const reasons = await provideDatasets(session, datasets, request);
  const profiles: DatasetProfile[] = [];
  for (const dataset of datasets)
    profiles.push(await profile(session, dataset, reasons.get(dataset), request));
  request.signal?.throwIfAborted();
  return { version: 1, datasets: profiles };
}

async function profile(
  session: Session,
  dataset: string,
  reason: string | undefined,
  { signal, timeoutMilliseconds }: ProfileRequest,
): Promise<DatasetProfile> {
  const source = await findDataset(session, dataset);
  if (source.status === "missing") return unread(dataset, reason ?? source.message);
  try {
    return await scan(session, dataset, source.relation, { signal, timeoutMilliseconds });
  } catch (error) {
    if (error instanceof EngineError) return unread(dataset, error.message);
    throw error;
  }
}

async function scan(
  session: Session,
  dataset: string,
  relation: string,
  options: QueryOptions,
): Promise<DatasetProfile> {
  const { columns } = await session.engine.query(`FROM ${relation} LIMIT 0`, options);
  const first = firstScan(relation, columns);
  const facts = first.read(await session.engine.query(first.sql, options));
  const second = secondScan(relation, columns, facts);
  const values = second.read(
    second.sql === undefined ? undefined : await session.engine.query(second.sql, options),
  );
  return {
    dataset,
    rows: facts.rows,
    columns: facts.columns.map((column, index) => ({ ...column, ...(values[index] ?? noValues) })),
  };
}

const noValues: SecondFacts = { topValues: [], histogram: [] };

function unread(dataset: string, error: string): DatasetProfile {
  return { dataset, rows: 0, columns: [], error };
}
