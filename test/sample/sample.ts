import { DuckDBInstance, type DuckDBConnection } from "@duckdb/node-api";
import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll } from "vitest";
import { projectOf } from "../../server/features/project.ts";
import { openSession, type Session } from "../../server/run/session.ts";
import { createInProcessSqlService } from "../../server/sql/in-process.ts";
import { realFileSystem } from "../../server/workspace/file-system.ts";
import { Workspace } from "../../server/workspace/workspace.ts";

export const sampleFolder = join(dirname(dirname(import.meta.dirname)), "samples", "sales-360");

/** The sample in a folder of its own, opened once for the tests of a file. */
export function useSample(): {
  readonly workspace: Workspace;
  readonly session: Session;
  readonly folder: string;
} {
  const opened = {} as { workspace: Workspace; session: Session; folder: string };
  beforeAll(async () => {
    opened.folder = mkdtempSync(join(tmpdir(), "dps-sample-"));
    cpSync(sampleFolder, opened.folder, { recursive: true });
    opened.workspace = await Workspace.open(opened.folder, realFileSystem);
    opened.session = await openSession({
      project: projectOf(opened.workspace),
      sql: createInProcessSqlService(),
    });
  });
  afterAll(async () => {
    await opened.session.close();
    rmSync(opened.folder, { recursive: true, force: true });
  });
  return opened;
}

/** Asks DuckDB itself, past everything of ours; `customer`, `orders`, … are the sample's files as they are. */
export function useSampleFiles(): (query: string) => Promise<readonly (readonly unknown[])[]> {
  let connection: DuckDBConnection;
  beforeAll(async () => {
    connection = await (await DuckDBInstance.create(":memory:")).connect();
    for (const [table, path] of Object.entries(sampleFiles)) {
      await connection.run(
        `CREATE VIEW "${table}" AS FROM read_csv('${join(sampleFolder, "sample-data", path)}')`,
      );
    }
  });
  afterAll(() => connection.closeSync());
  return async (query) => (await connection.runAndReadAll(query)).getRowsJson();
}

const sampleFiles = {
  customer: "crmbq/sales_360/customer.csv",
  product: "crmbq/sales_360/product.csv",
  transaction: "crmbq/sales_360/transaction.csv",
  channel: "crmbq/sales_360/channel.csv",
  orders: "ordersdb/public/orders.csv",
  order_line_item: "ordersdb/public/order_line_item.csv",
};
