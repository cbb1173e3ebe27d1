import { tmpdir } from "node:os";
import { openDuckDb } from "../../engine/duckdb.ts";
import type { Engine } from "../../engine/engine.ts";

/** A database in memory and in this process: what tests measure with. `statements` are the queries it ran. */
export async function openTestEngine(): Promise<Engine & { readonly statements: readonly string[] }> {
  const database = await openDuckDb({
    database: ":memory:",
    folders: [],
    temporaryFolder: tmpdir(),
    memoryLimit: "1GB",
  });
  const statements: string[] = [];
  return {
    statements,
    execute: (sql) => database.execute(sql),
    query: (sql, options) => {
      statements.push(sql);
      return database.query(sql, options?.limit);
    },
    select: (sql, options = {}) => {
      statements.push(sql);
      return database.select(sql, options);
    },
    close: () => Promise.resolve(database.close()),
  };
}
