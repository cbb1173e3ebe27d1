import { nearest } from "../text/nearest.ts";
import { describeCsvError } from "./csv-error.ts";
import { EngineError } from "./engine.ts";
import type { EngineErrorKind, MissingColumn } from "./engine.ts";

/**
 * DuckDB's error in our words. `sql` is the text that ran, of which the first `prefixLength` characters are ours;
 * `database` is given where the database itself could not be opened.
 */
export function toEngineError(error: unknown, sql: string, database?: string, prefixLength = 0): EngineError {
  if (error instanceof EngineError) return error;
  const text = error instanceof Error ? error.message : String(error);
  if (database !== undefined && /could not set lock|being used by another process/i.test(text)) {
    return new EngineError(
      "locked",
      `The database ${database} is in use by another process, and only one can have it: end the other run, ` +
        "or close the editor window that uses it, and try again.",
    );
  }
  const details = parseDetails(text);
  if (!details && database !== undefined) return new EngineError("unavailable", notOpened(text, database));
  if (!details) return new EngineError(/interrupted/i.test(text) ? "cancelled" : "sql", firstParagraph(text));
  const kind = kindOf(details.exception_type);
  const offset = details.position === undefined ? undefined : Number(details.position);
  const column = missingColumn(details);
  return new EngineError(
    kind,
    kind === "out-of-memory" ? outOfMemory : describe(details, column),
    offset === undefined ? undefined : toOffset(sql, offset, prefixLength),
    column,
  );
}

const outOfMemory =
  "The query needs more memory than the engine may use; sample fewer rows, or do it in smaller steps.";

function notOpened(text: string, database: string): string {
  if (/not a valid DuckDB database/i.test(text))
    return `${database} is no DuckDB database; delete it, and the next run makes it anew.`;
  return `The database ${database} can't be opened: ${firstParagraph(text.replace(/^IO Error: /, ""))}`;
}

/** With `errors_as_json` on; a prefix in plain text may stand before it. */
interface Details {
  readonly exception_type: string;
  readonly exception_message: string;
  readonly position?: string;
  readonly error_subtype?: string;
  readonly name?: string;
  readonly candidates?: string;
}

function parseDetails(text: string): Details | undefined {
  const start = text.indexOf('{"exception_type"');
  if (start < 0) return undefined;
  try {
    return JSON.parse(text.slice(start)) as Details;
  } catch {
    return undefined;
  }
}

function kindOf(type: string): EngineErrorKind {
  switch (type) {
    case "Out of Memory":
      return "out-of-memory";
    case "INTERRUPT":
    case "Interrupt":
      return "cancelled";
    case "FATAL":
    case "INTERNAL":
      return "crashed";
    default:
      return "sql";
  }
}

function missingColumn({ error_subtype, name, exception_message }: Details): MissingColumn | undefined {
  if (error_subtype === "COLUMN_NOT_FOUND" && name) return { name };
  const [, owner, column] =
    /^(?:Table|Values list) "(.*)" does not have a column named "(.*)"/.exec(exception_message) ?? [];
  return column === undefined ? undefined : { name: column, owner };
}

function describe(details: Details, column: MissingColumn | undefined): string {
  if (column?.owner !== undefined) return `"${column.owner}" has no column "${column.name}".`;
  if (column) {
    const candidates = details.candidates?.split(",") ?? [];
    const meant = nearest(column.name, candidates);
    if (meant !== undefined) return `There is no column "${column.name}" here; did you mean "${meant}"?`;
    const named = candidates.slice(0, 8).join(", ");
    return `There is no column "${column.name}" here${named && `; there is ${named}`}.`;
  }
  const message = details.exception_message;
  if (/No magic bytes|too small to be a Parquet/.test(message)) return "It is no Parquet file.";
  return describeCsvError(message) ?? firstParagraph(message.replace(/ in file "[^"]*",?/, ""));
}

/** The first line, as a sentence: suggestions that follow are about DuckDB's own catalog. */
function firstParagraph(message: string): string {
  const line = (message.split("\n", 1)[0] ?? "").trim().replace(/[!.]+$/, "");
  return `${line}.`;
}

/** DuckDB counts bytes of UTF-8. */
function toOffset(sql: string, bytes: number, prefixLength: number): number | undefined {
  const before = Buffer.from(sql, "utf8").subarray(0, bytes).toString("utf8").length;
  const offset = before - prefixLength;
  return offset >= 0 && offset <= sql.length - prefixLength ? offset : undefined;
}
