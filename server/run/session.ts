import { startEngine } from "../engine/client.ts";
import type { Engine } from "../engine/engine.ts";
import { sparkMacros } from "../sql/spark/macros.sql.ts";
import type { SqlService } from "../sql/sql.ts";
import { openLakehouse } from "./lakehouse.ts";
import type { Project } from "./project.ts";
import { readablePaths } from "./sample-data.ts";

/**
 * What every command that looks at data works with; nothing starts before the first query. While it is open the
 * local lakehouse is its own, so it is meant for one command.
 */
export interface Session {
  readonly project: Project;
  readonly engine: Engine;
  readonly sql: SqlService;
  /** The only folder where the engine may write files; it need not be there yet. */
  readonly temporaryFolder: string;
  /** A number that no plan of this session has had. */
  nextScope(): number;
  /** Ends the engine's process; the SQL service belongs to who made it. */
  close(): Promise<void>;
}

export interface SessionOptions {
  readonly project: Project;
  readonly sql: SqlService;
  /** Absolute folder for the local lakehouse; by default `.dps` at the root. */
  readonly storage?: string;
  /** As DuckDB writes it. */
  readonly memoryLimit?: string;
  /** What the SQL's `current_timestamp` says throughout. */
  readonly clock?: Date;
  /** Script of the engine's process; by default the one that comes with this build. */
  readonly engineEntry?: string;
}

export async function openSession(options: SessionOptions): Promise<Session> {
  const { project, sql, storage, memoryLimit = "2GB", clock = new Date(), engineEntry } = options;
  const lakehouse = await openLakehouse(project.root, storage);
  const engine = startEngine({
    ...lakehouse,
    ...(await readablePaths(project)),
    memoryLimit,
    entry: engineEntry,
    // Views and tables of steps live in memory, and only outputs in the file.
    setup: `ATTACH ':memory:' AS work; USE work; ${sparkMacros(clock)}`,
  });
  let scopes = 0;
  const { temporaryFolder } = lakehouse;
  return { project, engine, sql, temporaryFolder, nextScope: () => ++scopes, close: () => engine.close() };
}
