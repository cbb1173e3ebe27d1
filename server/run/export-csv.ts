import { copyFile, mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { EngineError, quoteLiteral } from "../engine/engine.ts";
import { noColumn, orderedRows } from "./data.ts";
import { findDataset } from "./datasets.ts";
import type { ExportResult, Sort } from "./results.ts";
import type { Session } from "./session.ts";

export interface ExportRequest {
  /** `depot:collection/dataset` */
  readonly dataset: string;
  readonly sort?: Sort;
  /** Absolute path of the file to write; one that is there is replaced. */
  readonly path: string;
  readonly signal?: AbortSignal;
}

/**
 * Writes the whole dataset, as it is now, to a CSV file by RFC 4180 with a header; an empty text is quoted, and null
 * is nothing at all. The engine streams it to the one folder where it may write, and the finished file is copied
 * from there. Rejects with the signal's reason when it is cancelled, and for nothing else.
 */
export async function exportCsv(session: Session, request: ExportRequest): Promise<ExportResult> {
  const { dataset, sort = null, path, signal } = request;
  const source = await findDataset(session, dataset);
  if (source.status === "missing") return unwritten(source.message);
  const draft = join(session.temporaryFolder, `export-${session.nextScope()}.csv`);
  try {
    await mkdir(session.temporaryFolder, { recursive: true });
    const { columns } = await session.engine.query(`FROM ${source.relation} LIMIT 0`, { signal });
    const ordered = orderedRows(source.relation, columns, sort);
    if (ordered === undefined) return unwritten(noColumn(dataset, sort));
    const written = await session.engine.query(
      `COPY (${ordered}) TO ${quoteLiteral(draft)} (FORMAT csv, HEADER true)`,
      { signal },
    );
    signal?.throwIfAborted();
    await copyFile(draft, path);
    return { version: 1, rows: Number(written.rows[0]?.[0] ?? 0) };
  } catch (error) {
    signal?.throwIfAborted();
    if (error instanceof EngineError) return unwritten(error.message);
    if (isOfFiles(error)) return unwritten(`${path} can't be written: ${error.message}.`);
    throw error;
  } finally {
    await rm(draft, { force: true });
  }
}

function unwritten(error: string): ExportResult {
  return { version: 1, rows: 0, error };
}

function isOfFiles(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && "syscall" in error;
}
