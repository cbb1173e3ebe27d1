import { quoteLiteral } from "../engine/engine.ts";
import type { Engine } from "../engine/engine.ts";
import { columnsOf, openCsv } from "./sample-csv.ts";

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
  { extension: "parquet", open: openParquet },
  { extension: "csv", open: openCsv },
  { extension: "ndjson", open: (engine, files) => openJson(engine, files, "newline_delimited") },
  { extension: "json", open: (engine, files) => openJson(engine, files, "auto") },
];

async function openParquet(engine: Engine, files: readonly string[]): Promise<string> {
  const source = `read_parquet(${listOf(files)}, union_by_name = true)`;
  await engine.query(`FROM ${source} LIMIT 0`);
  return source;
}

async function openJson(engine: Engine, files: readonly string[], format: string): Promise<string> {
  const source = `${listOf(files)}, format = ${quoteLiteral(format)}`;
  const found = await engine.query(
    `FROM read_json(${source}, union_by_name = true, sample_size = -1) LIMIT 0`,
  );
  return `read_json(${source}, columns = ${columnsOf(found.columns)})`;
}

function listOf(files: readonly string[]): string {
  return `[${files.map(quoteLiteral).join(", ")}]`;
}
