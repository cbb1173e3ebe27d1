/**
 * What the rest of the core knows of a query engine. The first implementation is DuckDB in a process of its
 * own (`dist/engine.js`), so that a crash or an out-of-memory costs a message and nothing else.
 */
export interface Engine {
  /** Runs statements of ours in order (DDL, COPY, macros). Never text of the user's. */
  execute(sql: string, signal?: AbortSignal): Promise<void>;
  /** Runs one query of ours and returns at most `limit` rows. */
  query(sql: string, options?: QueryOptions): Promise<Table>;
  /**
   * Runs the user's SQL: exactly one SELECT, else an `EngineError` of kind `refused`. With `into` its result
   * becomes that (already quoted) table, or with `as: "view"` a view of that name, which runs nothing yet.
   */
  select(sql: string, options?: SelectOptions): Promise<Table>;
  /** Ends the process; a later call starts a new one. */
  close(): Promise<void>;
}

export interface QueryOptions {
  /** Most rows returned, all when undefined; the table's `rowCount` counts all of them where it is known without more work. */
  readonly limit?: number;
  readonly timeoutMilliseconds?: number;
  readonly signal?: AbortSignal;
}

export interface SelectOptions extends QueryOptions {
  readonly into?: string;
  readonly as?: "table" | "view";
}

export interface Table {
  readonly columns: readonly Column[];
  /** Row by row, in column order. Integers beyond 2^53, decimals, dates and times are text: no digit is lost. */
  readonly rows: readonly (readonly Cell[])[];
  readonly rowCount?: number;
  /** The query's own column names, where several are equal and the table made `into` had to tell them apart. */
  readonly repeatedNames?: readonly string[];
}

export interface Column {
  readonly name: string;
  /** The engine's type name: `VARCHAR`, `BIGINT`, `DECIMAL(18,3)`, `TIMESTAMP`, … */
  readonly type: string;
}

export type Cell = string | number | boolean | null | readonly Cell[] | { readonly [key: string]: Cell };

/** `locked`: another process has the database; `unavailable`: it can't be opened, or must not be. */
export type EngineErrorKind =
  "sql" | "out-of-memory" | "timeout" | "cancelled" | "crashed" | "refused" | "locked" | "unavailable";

export class EngineError extends Error {
  readonly kind: EngineErrorKind;
  /** UTF-16 offset into the SQL given, where the engine says one. */
  readonly offset?: number;
  /** The column that the SQL asks for in vain. */
  readonly column?: MissingColumn;

  constructor(kind: EngineErrorKind, message: string, offset?: number, column?: MissingColumn) {
    super(message);
    this.name = "EngineError";
    this.kind = kind;
    this.offset = offset;
    this.column = column;
  }
}

export interface MissingColumn {
  readonly name: string;
  /** The table, or its alias, that stands before it. */
  readonly owner?: string;
}

/** How an engine is started. */
export interface EngineOptions {
  /** Database file, or `:memory:`. */
  readonly database: string;
  /** Absolute folders whose files may be read; nothing else is reachable, but for `files`. */
  readonly folders: readonly string[];
  /** Absolute paths of single files that may be read. */
  readonly files?: readonly string[];
  /** For spilling to disk; inside it the engine may write. */
  readonly temporaryFolder: string;
  /** As DuckDB writes it: `1GB`. */
  readonly memoryLimit: string;
  /** Statements of ours that every new process begins with, within the sandbox: macros, schemas. */
  readonly setup?: string;
}

/** `"a ""b"""`: a name as an identifier, whatever it holds. */
export function quoteIdentifier(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/** `'it''s'`: a text as a literal. */
export function quoteLiteral(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
