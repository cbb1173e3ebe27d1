import { quoteLiteral } from "../engine/engine.ts";
import type { Engine, Table } from "../engine/engine.ts";

/** How files of one format are read. */
export interface SampleReader {
  readonly extension: string;
  /**
   * A table function over the files with the types already found: else every query would find them anew. `size` is
   * that of all files, in bytes. Fails as the engine does.
   */
  open(engine: Engine, files: readonly string[], size: number): Promise<string>;
}

/** In the order in which they are looked for. */
export const sampleReaders: readonly SampleReader[] = [
  {
    extension: "parquet",
    open: async (_engine, files) => `read_parquet(${listOf(files)}, union_by_name = true)`,
  },
  { extension: "csv", open: openCsv },
  { extension: "ndjson", open: (engine, files) => openJson(engine, files, "newline_delimited") },
  { extension: "json", open: (engine, files) => openJson(engine, files, "auto") },
];

/** Types are those of a whole file of up to this many bytes; larger ones are judged by their start. */
const sniffedWhole = 32 * 1024 * 1024;

/** RFC 4180, with any delimiter. */
const csvOptions = `header = true, quote = '"', escape = '"'`;

async function openCsv(engine: Engine, files: readonly string[], size: number): Promise<string> {
  const [file] = files;
  if (file === undefined || files.length > 1) {
    return `read_csv(${listOf(files)}, ${csvOptions}, union_by_name = true, sample_size = -1)`;
  }
  const sample = size <= sniffedWhole ? ", sample_size = -1" : "";
  const sniffed = await engine.query(
    `SELECT Columns, Delimiter, NewLineDelimiter, SkipRows, DateFormat, TimestampFormat
     FROM sniff_csv(${quoteLiteral(file)}, ${csvOptions}${sample})`,
  );
  // The sniffer can also write the query, but does not escape what the file holds.
  const [columns, delimiter, newLine, skip, date, timestamp] = sniffed.rows[0] ?? [];
  const options = [
    `delim = ${quoteLiteral(String(delimiter))}`,
    `new_line = ${quoteLiteral(String(newLine))}`,
    `skip = ${Number(skip)}`,
    `columns = ${columnsOf((columns ?? []) as unknown as Table["columns"])}`,
    ...(date === null ? [] : [`dateformat = ${quoteLiteral(String(date))}`]),
    ...(timestamp === null ? [] : [`timestampformat = ${quoteLiteral(String(timestamp))}`]),
  ];
  return `read_csv(${quoteLiteral(file)}, auto_detect = false, ${csvOptions}, ${options.join(", ")})`;
}

async function openJson(engine: Engine, files: readonly string[], format: string): Promise<string> {
  const source = `${listOf(files)}, format = ${quoteLiteral(format)}`;
  const found = await engine.query(
    `FROM read_json(${source}, union_by_name = true, sample_size = -1) LIMIT 0`,
  );
  return `read_json(${source}, columns = ${columnsOf(found.columns)})`;
}

function columnsOf(columns: Table["columns"]): string {
  return `{${columns.map(({ name, type }) => `${quoteLiteral(name)}: ${quoteLiteral(type)}`).join(", ")}}`;
}

function listOf(files: readonly string[]): string {
  return `[${files.map(quoteLiteral).join(", ")}]`;
}
