import { DuckDBInstance, type DuckDBConnection } from "@duckdb/node-api";
import { mkdir, rm } from "node:fs/promises";
import { join, sep } from "node:path";
import { generate } from "../samples/sales-360/generate.ts";
import type { Session } from "./core.ts";
import { aggregate, pipelineByHand, pipelineManifest, qualityManifest } from "./data-contestants.ts";
import type { Product } from "./product.ts";
import { inTurns, wallMilliseconds, type Spread } from "./timing.ts";

/** Milliseconds of the product and of the same done by hand, at DuckDB's own Node client. */
export interface Comparison {
  readonly ours: Spread;
  readonly byHand: Spread;
}

export interface DataFigures {
  readonly quality: Comparison;
  readonly pipeline: Comparison;
}

/** Scans and previews of generated data, with the engine's process running already, as it is while somebody works. */
export async function measureData(product: Product, orders: number, rounds: number): Promise<DataFigures> {
  const { core } = product;
  const folder = join(product.scratch, "data");
  await mkdir(folder);
  const sql = core.createSqlService();
  try {
    await generate({ scale: orders, out: join(folder, "sample-data"), format: "parquet" });
    const session = await core.openSession({ project: await projectIn(folder, core), sql });
    const byHand = await openByHand(folder);
    try {
      return await compare(core, session, byHand, rounds);
    } finally {
      byHand.closeSync();
      await session.close();
    }
  } finally {
    await sql.dispose();
    await rm(folder, { recursive: true });
  }
}

async function compare(
  core: Product["core"],
  session: Session,
  byHand: DuckDBConnection,
  rounds: number,
): Promise<DataFigures> {
  const quality = await inTurns(
    { ours: () => checkAll(core, session), byHand: () => byHand.runAndReadAll(aggregate) },
    rounds,
    wallMilliseconds,
  );
  const pipeline = await inTurns(
    { ours: () => runPipeline(core, session), byHand: () => runByHand(byHand) },
    rounds,
    wallMilliseconds,
  );
  return { quality, pipeline };
}

async function checkAll({ measureQuality }: Product["core"], session: Session): Promise<void> {
  const { summary } = await measureQuality(session, { files: ["quality.yml"] });
  if (summary.error + summary.not_evaluated > 0) throw new Error("Some checks could not be measured.");
}

async function runPipeline({ runWorkflows }: Product["core"], session: Session): Promise<void> {
  const { workflows } = await runWorkflows(session, { files: ["pipeline.yml"] });
  const failed = workflows.find(({ status }) => status !== "ok");
  if (failed) throw new Error(failed.jobs.map(({ reason }) => reason).join(" "));
}

async function runByHand(connection: DuckDBConnection): Promise<void> {
  for (const statement of pipelineByHand) await connection.runAndReadAll(statement);
}

/** Manifests in memory, data on disk. */
async function projectIn(folder: string, { projectOf, MemoryFileSystem, Workspace }: Product["core"]) {
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
