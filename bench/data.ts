import { DuckDBInstance, type DuckDBConnection } from "@duckdb/node-api";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, sep } from "node:path";
import { projectOf } from "../server/features/project.ts";
import { measureQuality } from "../server/run/quality.ts";
import { runWorkflows } from "../server/run/run.ts";
import { openSession, type Session } from "../server/run/session.ts";
import { createSqlService } from "../server/sql/service.ts";
import { MemoryFileSystem } from "../server/workspace/memory-file-system.ts";
import { Workspace } from "../server/workspace/workspace.ts";
import { generate } from "../samples/sales-360/generate.ts";
import { aggregate, pipelineByHand, pipelineManifest, qualityManifest } from "./data-contestants.ts";
import { inTurns, wallMilliseconds } from "./timing.ts";

/** Milliseconds of the product and of the same done by hand, at DuckDB's own Node client. */
export interface Comparison {
  readonly ours: number;
  readonly byHand: number;
}

export interface DataFigures {
  readonly quality: Comparison;
  readonly pipeline: Comparison;
}

/** Scans and previews of generated data, with the engine's process running already, as it is while somebody works. */
export async function measureData(orders: number, rounds: number): Promise<DataFigures> {
  const folder = await mkdtemp(join(tmpdir(), "dps-bench-"));
  const sql = createSqlService();
  try {
    await generate({ scale: orders, out: join(folder, "sample-data"), format: "parquet" });
    const session = await openSession({ project: await projectIn(folder), sql });
    const byHand = await openByHand(folder);
    try {
      return await compare(session, byHand, rounds);
    } finally {
      byHand.closeSync();
      await session.close();
    }
  } finally {
    await sql.dispose();
    await rm(folder, { recursive: true });
  }
}

async function compare(session: Session, byHand: DuckDBConnection, rounds: number): Promise<DataFigures> {
  const quality = await inTurns(
    { ours: () => checkAll(session), byHand: () => byHand.runAndReadAll(aggregate) },
    rounds,
    wallMilliseconds,
  );
  const pipeline = await inTurns(
    { ours: () => runPipeline(session), byHand: () => runByHand(byHand) },
    rounds,
    wallMilliseconds,
  );
  return { quality, pipeline };
}

async function checkAll(session: Session): Promise<void> {
  const { summary } = await measureQuality(session, { files: ["quality.yml"] });
  if (summary.error + summary.not_evaluated > 0) throw new Error("Some checks could not be measured.");
}

async function runPipeline(session: Session): Promise<void> {
  const { workflows } = await runWorkflows(session, { files: ["pipeline.yml"] });
  const failed = workflows.find(({ status }) => status !== "ok");
  if (failed) throw new Error(failed.jobs.map(({ reason }) => reason).join(" "));
}

async function runByHand(connection: DuckDBConnection): Promise<void> {
  for (const statement of pipelineByHand) await connection.runAndReadAll(statement);
}

/** Manifests in memory, data on disk. */
async function projectIn(folder: string): Promise<ReturnType<typeof projectOf>> {
  const root = folder.replaceAll(sep, "/");
  const fs = new MemoryFileSystem({
    [`${root}/dps.config.yml`]: "sampleData: sample-data\n",
    [`${root}/pipeline.yml`]: pipelineManifest,
    [`${root}/quality.yml`]: qualityManifest,
  });
  return projectOf(await Workspace.open(root, fs));
}

/** A database in a file for the output, as the local lakehouse is one; what leads to it lives in memory. */
async function openByHand(folder: string): Promise<DuckDBConnection> {
  const instance = await DuckDBInstance.create(":memory:", { memory_limit: "2GB" });
  const connection = await instance.connect();
  const quoted = (path: string) => `'${join(folder, path).replaceAll("'", "''")}'`;
  await connection.run(`ATTACH ${quoted("by-hand.duckdb")} AS lakehouse`);
  for (const table of ["orders", "order_line_item"]) {
    const file = quoted(`sample-data/ordersdb/public/${table}.parquet`);
    await connection.run(`CREATE VIEW ${table} AS FROM read_parquet(${file})`);
  }
  return connection;
}
