import { DuckDBInstance, JsonDuckDBValueConverter } from "@duckdb/node-api";
import type { DuckDBConnection, DuckDBResultReader, DuckDBValueConverter, Json } from "@duckdb/node-api";
import { toEngineError } from "./duckdb-error.ts";
import { EngineError, quoteLiteral } from "./engine.ts";
import type { Column, EngineOptions, SelectOptions, Table } from "./engine.ts";

/** One sandboxed DuckDB connection; every method throws an `EngineError`. */
export interface DuckDb {
  execute(sql: string): Promise<void>;
  query(sql: string, limit?: number): Promise<Table>;
  select(sql: string, options: Pick<SelectOptions, "limit" | "into" | "as">): Promise<Table>;
  /** Stops what runs now; it then fails with kind `cancelled`. */
  interrupt(): void;
  /** Writes what is still in the log into the database file and lets go of it. */
  close(): void;
}

/** Opens the database and closes the sandbox before any text of the user's is seen. */
export async function openDuckDb(options: EngineOptions): Promise<DuckDb> {
  const { instance, connection } = await open(options);
  const query = (sql: string, limit?: number) => guarded(sql, () => read(connection, sql, limit));
  return {
    execute: async (sql) => void (await guarded(sql, () => connection.run(sql))),
    query,
    select: async (sql, { limit, into, as = "table" }) => {
      const columns = await guarded(sql, () => checkSelect(connection, sql));
      if (into === undefined) return query(sql, limit);
      const rowCount = await create(connection, sql, into, as);
      const repeatedNames = repeated(columns);
      // A view is not to be computed, nor its query to be bound again, only to be told what is known already.
      if (as === "view" && limit === undefined && !repeatedNames) return { columns, rows: [] };
      const table = await query(`FROM ${into}`, as === "view" ? (limit ?? 0) : limit);
      return { columns: table.columns, rows: table.rows, rowCount, repeatedNames };
    },
    interrupt: () => connection.interrupt(),
    close: () => {
      connection.closeSync();
      instance.closeSync();
    },
  };
}

async function open(
  options: EngineOptions,
): Promise<{ instance: DuckDBInstance; connection: DuckDBConnection }> {
  try {
    const instance = await DuckDBInstance.create(options.database);
    const connection = await instance.connect();
    for (const statement of sandbox(options)) await connection.run(statement);
    if (options.setup) await connection.run(options.setup);
    return { instance, connection };
  } catch (error) {
    throw toEngineError(error, "", options.database);
  }
}

/** The order matters: the temporary folder joins the allowed ones, and after the lock nothing can be set. */
function sandbox({ memoryLimit, temporaryFolder, folders, files = [] }: EngineOptions): string[] {
  return [
    "SET errors_as_json = true",
    "SET TimeZone = 'UTC'",
    `SET memory_limit = ${quoteLiteral(memoryLimit)}`,
    `SET temp_directory = ${quoteLiteral(temporaryFolder)}`,
    "SET max_temp_directory_size = '20GB'",
    `SET allowed_directories = [${folders.map(quoteLiteral).join(", ")}]`,
    `SET allowed_paths = [${files.map(quoteLiteral).join(", ")}]`,
    "SET enable_external_access = false",
    "SET lock_configuration = true",
  ];
}

/** Throws unless the text is one SELECT; gives its columns. */
async function checkSelect(connection: DuckDBConnection, sql: string): Promise<Column[]> {
  const withoutText = sql.trim() === "";
  const statements = withoutText ? undefined : await connection.extractStatements(sql);
  if (statements?.count !== 1) {
    const found = withoutText ? "none" : String(statements?.count ?? 0);
    throw new EngineError("refused", `Exactly one SELECT can run here, and this text holds ${found}.`);
  }
  const statement = await statements.prepare(0);
  try {
    // A PRAGMA has the type of a SELECT, but no query can be made of it.
    if (statement.statementType !== selectStatement || /^\s*pragma\b/i.test(withoutComments(sql))) {
      throw new EngineError("refused", "Only a SELECT can run here, and this is another statement.");
    }
    return Array.from({ length: statement.columnCount }, (_, index) => ({
      name: statement.columnName(index),
      type: String(statement.columnType(index)),
    }));
  } finally {
    statement.destroySync();
  }
}

/** `StatementType.SELECT`, which the package declares as an ambient enum. */
const selectStatement = 1;

function withoutComments(sql: string): string {
  return sql.replace(/^(?:\s+|--[^\n]*(?:\n|$)|\/\*[\s\S]*?\*\/)+/, "");
}

/** Makes a table or view of a checked SELECT; gives the table's number of rows. */
async function create(
  connection: DuckDBConnection,
  sql: string,
  into: string,
  as: "table" | "view",
): Promise<number | undefined> {
  const prefix = `CREATE OR REPLACE ${as.toUpperCase()} ${into} AS `;
  const result = await guarded(prefix + sql, () => connection.runAndReadAll(prefix + sql), prefix.length);
  if (as === "view") return undefined;
  return Number(result.getRows()[0]?.[0] ?? 0);
}

async function read(connection: DuckDBConnection, sql: string, limit: number | undefined): Promise<Table> {
  if (limit === undefined) return toTable(await connection.runAndReadAll(sql), Infinity);
  return toTable(await connection.streamAndReadUntil(sql, limit), limit);
}

function toTable(reader: DuckDBResultReader, limit: number): Table {
  const columns = reader
    .columnNames()
    .map((name, index) => ({ name, type: String(reader.columnType(index)) }));
  const rows = reader.convertRows(toCell);
  return {
    columns,
    rows: rows.length > limit ? rows.slice(0, limit) : rows,
    rowCount: reader.done ? rows.length : undefined,
  };
}

/** JSON without loss: what a JavaScript number can't hold stays text. */
const toCell: DuckDBValueConverter<Json> = (value, type, converter) =>
  typeof value === "bigint" && Number.isSafeInteger(Number(value))
    ? Number(value)
    : JsonDuckDBValueConverter(value, type, converter);

function repeated(columns: readonly Column[]): readonly string[] | undefined {
  const names = columns.map(({ name }) => name);
  return new Set(names.map((name) => name.toLowerCase())).size < names.length ? names : undefined;
}

async function guarded<T>(sql: string, run: () => Promise<T>, prefixLength = 0): Promise<T> {
  try {
    return await run();
  } catch (error) {
    throw toEngineError(error, sql, undefined, prefixLength);
  }
}
