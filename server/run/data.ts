import { EngineError, quoteIdentifier } from "../engine/engine.ts";
import type { Column } from "../engine/engine.ts";
import { findDataset } from "./datasets.ts";
import type { DatasetSource } from "./datasets.ts";
import type { RunEvents } from "./jobs.ts";
import { provideDatasets } from "./produce.ts";
import type { DataResult, Sort } from "./results.ts";
import type { Session } from "./session.ts";

export interface DataRequest extends RunEvents {
  /** `depot:collection/dataset` */
  readonly dataset: string;
  /** Number of the page's first row, from 0. */
  readonly offset: number;
  /** Most rows of the page; more than `pageLimit` are not given. */
  readonly limit: number;
  /** Of the whole dataset, not of the page. */
  readonly sort?: Sort;
  /** The rows as they are now; otherwise the workflows that write them run first where that is due. */
  readonly asTheyAre?: boolean;
  readonly signal?: AbortSignal;
}

/** No more rows than this leave the engine at a time. */
export const pageLimit = 10_000;

/**
 * A page of a dataset's rows. Pages of one order, one after the other, are the whole dataset in that order. A
 * dataset that can't be read says why. Rejects with the signal's reason when it is cancelled, and for nothing else.
 */
export async function readData(session: Session, request: DataRequest): Promise<DataResult> {
  const { dataset, sort = null, asTheyAre = false, signal } = request;
  const offset = natural(request.offset);
  const limit = Math.min(natural(request.limit), pageLimit);
  const reasons = asTheyAre ? noReasons : await provideDatasets(session, [dataset], request);
  const source = await findDataset(session, dataset);
  signal?.throwIfAborted();
  if (source.status === "missing") return unread(dataset, reasons.get(dataset) ?? source.message);
  try {
    const { columns } = await session.engine.query(`FROM ${source.relation} LIMIT 0`, { signal });
    const ordered = orderedRows(source.relation, columns, sort);
    if (ordered === undefined) return unread(dataset, noColumn(dataset, sort));
    const counted = await session.engine.query(`SELECT count(*) FROM ${source.relation}`, { signal });
    const page = await session.engine.query(`${ordered} LIMIT ${limit} OFFSET ${offset}`, { signal });
    const { fingerprint } = source;
    const total = Number(counted.rows[0]?.[0] ?? 0);
    return {
      version: 1,
      dataset,
      sample: samplePath(source),
      columns,
      total,
      sort,
      offset,
      rows: page.rows,
      fingerprint,
    };
  } catch (error) {
    signal?.throwIfAborted();
    if (error instanceof EngineError) return unread(dataset, error.message);
    throw error;
  }
}

const noReasons: ReadonlyMap<string, string> = new Map();

/**
 * A query for all rows in an order that is the same each time it is asked; undefined when there is no such column.
 * Only the sorted column is named, and quoted: what a file calls its columns never becomes SQL.
 */
export function orderedRows(
  relation: string,
  columns: readonly Column[],
  sort: Sort | null,
): string | undefined {
  // The engine keeps the order of files and tables by itself.
  if (sort === null) return `FROM ${relation}`;
  const index = columns.findIndex(({ name }) => name === sort.column);
  if (index < 0) return undefined;
  const names = columns.map((_, at) => `c${at}`).join(", ");
  const given = columns.map(({ name }, at) => `c${at} AS ${quoteIdentifier(name)}`).join(", ");
  return (
    `SELECT ${given} FROM (SELECT *, row_number() OVER () FROM ${relation}) AS numbered(${names}, place) ` +
    `ORDER BY c${index} ${sort.descending ? "DESC" : "ASC"} NULLS LAST, place`
  );
}

/** Why there is no such order. */
export function noColumn(dataset: string, sort: Sort | null): string {
  return `${dataset} can't be sorted: it has no column "${sort?.column ?? ""}".`;
}

function unread(dataset: string, error: string): DataResult {
  return {
    version: 1,
    dataset,
    sample: null,
    columns: [],
    total: 0,
    sort: null,
    offset: 0,
    rows: [],
    fingerprint: "",
    error,
  };
}

function samplePath(source: DatasetSource): string | null {
  return source.status === "sample" ? source.path : null;
}

function natural(n: number): number {
  return Number.isFinite(n) ? Math.max(0, Math.trunc(n)) : 0;
}
