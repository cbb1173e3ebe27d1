import { basename } from "node:path";
import { EngineError, quoteLiteral } from "../engine/engine.ts";
import type { Column, Engine } from "../engine/engine.ts";

/** Types are those of a whole file of up to this many bytes; larger ones are judged by their start. */
const sniffedWhole = 32 * 1024 * 1024;

/** RFC 4180, with any delimiter; the first line names the columns. */
const csvOptions = `header = true, quote = '"', escape = '"', comment = ''`;

/** A table function over CSV files, as `SampleReader.open`. */
export async function openCsv(engine: Engine, files: readonly string[], size: number): Promise<string> {
  const sniffed: Sniffed[] = [];
  for (const file of files) {
    sniffed.push(await sniff(engine, file, size).catch((error: unknown) => fail(error, file, files.length)));
  }
  const [only, ...others] = sniffed;
  if (!only || others.length > 0) {
    const list = files.map(quoteLiteral).join(", ");
    return `read_csv([${list}], ${csvOptions}, skip = 0, union_by_name = true, sample_size = -1)`;
  }
  const { file, columns, delimiter, newLine, dateFormat, timestampFormat } = only;
  const options = [
    `delim = ${quoteLiteral(delimiter)}`,
    `new_line = ${quoteLiteral(newLine)}`,
    `columns = ${columnsOf(columns)}`,
    ...(dateFormat === undefined ? [] : [`dateformat = ${quoteLiteral(dateFormat)}`]),
    ...(timestampFormat === undefined ? [] : [`timestampformat = ${quoteLiteral(timestampFormat)}`]),
  ];
  return `read_csv(${quoteLiteral(file)}, auto_detect = false, ${csvOptions}, ${options.join(", ")})`;
}

/** Of several files the one at fault is named. */
function fail(error: unknown, file: string, among: number): never {
  if (!(error instanceof EngineError) || among === 1) throw error;
  throw new EngineError(error.kind, `${basename(file)}: ${error.message}`);
}

/** Columns and their types, as readers of files take them. */
export function columnsOf(columns: readonly Column[]): string {
  return `{${columns.map(({ name, type }) => `${quoteLiteral(name)}: ${quoteLiteral(type)}`).join(", ")}}`;
}

interface Sniffed {
  readonly file: string;
  readonly columns: readonly Column[];
  readonly delimiter: string;
  readonly newLine: string;
  readonly dateFormat?: string;
  readonly timestampFormat?: string;
}

async function sniff(engine: Engine, file: string, size: number): Promise<Sniffed> {
  const sample = size <= sniffedWhole ? ", sample_size = -1" : "";
  // The sniffer can also write the query, but does not escape what the file holds. Left to itself it skips lines
  // that do not fit those below, the header among them.
  const { rows } = await engine.query(
    `SELECT Columns, Delimiter, NewLineDelimiter, DateFormat, TimestampFormat
     FROM sniff_csv(${quoteLiteral(file)}, ${csvOptions}, skip = 0${sample})`,
  );
  const [columns, delimiter, newLine, dateFormat, timestampFormat] = rows[0] ?? [];
  const sniffed = {
    file,
    columns: (columns ?? []) as unknown as readonly Column[],
    delimiter: String(delimiter),
    newLine: String(newLine),
    ...(dateFormat !== null && { dateFormat: String(dateFormat) }),
    ...(timestampFormat !== null && { timestampFormat: String(timestampFormat) }),
  };
  await refuseUnsplit(engine, sniffed);
  return sniffed;
}

const delimiters = [",", ";", "\t", "|"];

/**
 * Where lines differ in the number of their values, the sniffer takes whole lines for values of a single column.
 * @throws EngineError that says which line is at fault, also for a file without a header
 */
async function refuseUnsplit(engine: Engine, { file, columns, delimiter }: Sniffed): Promise<void> {
  const [only, ...others] = columns;
  if (!only || others.length > 0) return;
  const read = (options: string) =>
    `read_csv(${quoteLiteral(file)}, auto_detect = false, quote = '"', escape = '"', comment = '', ${options})`;
  if (only.name === "column0") {
    const options = `header = false, delim = ${quoteLiteral(delimiter)}, columns = {'line': 'VARCHAR'}`;
    const { rows } = await engine.query(`SELECT line FROM ${read(options)} LIMIT 1`);
    if (String(rows[0]?.[0] ?? "").trim() === "")
      throw new EngineError("sql", "Its first line names no columns.");
  }
  const meant = delimiters.find((each) => each !== delimiter && only.name.includes(each));
  if (meant === undefined) return;
  const names = only.name.split(meant).map((_, index) => ({ name: `value ${index + 1}`, type: "VARCHAR" }));
  const options = `header = true, delim = ${quoteLiteral(meant)}, columns = ${columnsOf(names)}`;
  // Every value has to be read for the engine to count them.
  await engine.query(`SELECT count(COLUMNS(*)) FROM ${read(options)}`);
  throw new EngineError("sql", `Its lines differ in the number of values that "${meant}" separates.`);
}
