import { lstat, mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { EngineError, quoteIdentifier, quoteLiteral } from "../engine/engine.ts";
import type { Engine } from "../engine/engine.ts";

/**
 * The local lakehouse: a DuckDB file where outputs of runs land, as tables `"depot:collection"."dataset"`.
 * Only one process can have it open.
 */
export interface Lakehouse {
  readonly database: string;
  /** Where the engine may spill what does not fit into memory. */
  readonly temporaryFolder: string;
}

/**
 * In that folder, or in `.dps` at the root, which is made to ignore itself in git.
 * @throws EngineError when the folder can't be made, or would lead out of the workspace
 */
export async function openLakehouse(root: string, storage?: string): Promise<Lakehouse> {
  const folder = storage ?? join(root, ".dps");
  const database = join(folder, `${catalog}.duckdb`);
  const temporaryFolder = join(folder, "spill");
  if (storage === undefined) await refuseLinks([folder, database, `${database}.wal`, temporaryFolder]);
  await mkdir(folder, { recursive: true }).catch((error: NodeJS.ErrnoException) => {
    const reason = obstacles[error.code ?? ""] ?? error.message;
    throw new EngineError(
      "unavailable",
      `${folder}, where runs keep what they make, can't be created: ${reason}.`,
    );
  });
  if (storage === undefined) {
    await writeFile(join(folder, ".gitignore"), "*\n", { flag: "wx" }).catch(() => undefined);
  }
  return { database, temporaryFolder };
}

/** A repository that brings a link along must not have files outside of it written. */
async function refuseLinks(paths: readonly string[]): Promise<void> {
  for (const path of paths) {
    const stats = await lstat(path).catch(() => undefined);
    if (stats?.isSymbolicLink()) {
      const message = `${path} is a symbolic link, and what runs make stays in the workspace; remove the link.`;
      throw new EngineError("unavailable", message);
    }
  }
}

const obstacles: Readonly<Record<string, string>> = {
  EACCES: "permission denied",
  EPERM: "permission denied",
  EROFS: "the file system is read-only",
  EEXIST: "a file stands in its place",
  ENOTDIR: "a file stands in its place",
};

/** The name under which the engine knows the file, which is the file's own. */
const catalog = "lakehouse";

/** The relation that holds a dataset (`depot:collection/dataset`). */
export function lakehouseRelation(dataset: string): string {
  const { schema, table } = place(dataset);
  return `${catalog}.${quoteIdentifier(schema)}.${quoteIdentifier(table)}`;
}

/** What a written dataset was made from, as its job said when it wrote it; undefined when nobody wrote it. */
export async function writtenFingerprint(engine: Engine, dataset: string): Promise<string | undefined> {
  const { schema, table } = place(dataset);
  const found = await engine.query(
    `SELECT coalesce(comment, '') FROM duckdb_tables() WHERE database_name = ${quoteLiteral(catalog)} ` +
      `AND schema_name = ${quoteLiteral(schema)} AND table_name = ${quoteLiteral(table)}`,
  );
  const cell = found.rows[0]?.[0];
  return typeof cell === "string" ? cell : undefined;
}

export interface Write {
  /** `depot:collection/dataset` */
  readonly dataset: string;
  /** Quoted relation whose rows are written. */
  readonly relation: string;
  readonly mode: "append" | "overwrite";
  readonly fingerprint: string;
}

/** Writes the rows, makes the table where there is none, and gives the number of rows that were written. */
export async function writeDataset(engine: Engine, write: Write, signal?: AbortSignal): Promise<number> {
  const { dataset, relation, mode } = write;
  const target = lakehouseRelation(dataset);
  const before = await writtenFingerprint(engine, dataset);
  const adds = mode === "append" && before !== undefined;
  if (!adds) {
    await engine.execute(
      `CREATE SCHEMA IF NOT EXISTS ${catalog}.${quoteIdentifier(place(dataset).schema)}`,
      signal,
    );
  }
  const statement = adds
    ? `INSERT INTO ${target} BY NAME FROM ${relation}`
    : `CREATE OR REPLACE TABLE ${target} AS FROM ${relation}`;
  const counted = await engine.query(statement, { signal });
  const fingerprint = adds ? joinFingerprints([...before.split(","), write.fingerprint]) : write.fingerprint;
  await engine.execute(`COMMENT ON TABLE ${target} IS ${quoteLiteral(fingerprint)}`, signal);
  return Number(counted.rows[0]?.[0] ?? 0);
}

/** The fingerprint of rows that several jobs have written, whatever their order. */
export function joinFingerprints(fingerprints: readonly string[]): string {
  return [...fingerprints].sort().join(",");
}

function place(dataset: string): { schema: string; table: string } {
  const slash = dataset.indexOf("/");
  return { schema: dataset.slice(0, slash), table: dataset.slice(slash + 1) };
}
