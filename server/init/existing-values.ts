import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Project } from "../run/project.ts";
import type { ColumnShape } from "./shapes.ts";
import type { Value } from "./values.ts";

/**
 * Values of columns in samples that are there already, so that new keys are among them. Read from CSV and
 * newline-delimited JSON; of other formats nothing is known.
 * @param paths of the samples by dataset, relative to the root
 */
export async function existingValues(
  project: Project,
  paths: ReadonlyMap<string, string>,
): Promise<(column: ColumnShape) => readonly Value[] | undefined> {
  const tables = new Map<string, Table>();
  for (const [dataset, path] of paths) {
    const text = /\.(?:csv|ndjson)$/i.test(path)
      ? await readFile(join(project.root, path), "utf8").catch(() => undefined)
      : undefined;
    if (text !== undefined)
      tables.set(dataset, path.toLowerCase().endsWith(".csv") ? readCsv(text) : readNdjson(text));
  }
  return ({ name, table }) => {
    const values = tables.get(table.dataset)?.get(name.toLowerCase());
    const present = values && [...new Set(values.filter((value) => value !== null && value !== ""))];
    return present && present.length > 0 ? present : undefined;
  };
}

/** Values by column, in lower case. */
type Table = ReadonlyMap<string, readonly Value[]>;

/** No more rows are looked at: keys are only drawn from them. */
const mostRows = 10_000;

function readCsv(text: string): Table {
  const [header = [], ...rows] = records(text);
  return new Map(header.map((name, index) => [name.toLowerCase(), rows.map((row) => row[index] ?? null)]));
}

/** RFC 4180, with the delimiter that the first line has most of. */
function records(text: string): string[][] {
  const firstLine = text.slice(0, text.search(/[\r\n]|$/));
  const delimiter = [",", ";", "\t", "|"].reduce((best, each) =>
    firstLine.split(each).length > firstLine.split(best).length ? each : best,
  );
  const found: string[][] = [];
  let record: string[] = [];
  let field = "";
  let quoted = false;
  for (let index = 0; index < text.length && found.length <= mostRows; index++) {
    const character = text[index] ?? "";
    if (quoted && character === '"' && text[index + 1] === '"') {
      field += '"';
      index++;
    } else if (character === '"') quoted = !quoted;
    else if (!quoted && (character === delimiter || character === "\n")) {
      record.push(field);
      field = "";
      if (character === "\n") {
        found.push(record);
        record = [];
      }
    } else if (quoted || character !== "\r") field += character;
  }
  if (field !== "" || record.length > 0) found.push([...record, field]);
  return found;
}

function readNdjson(text: string): Table {
  const table = new Map<string, Value[]>();
  for (const line of text.split("\n").slice(0, mostRows)) {
    for (const [name, value] of Object.entries(parsed(line))) {
      const key = name.toLowerCase();
      table.set(key, [...(table.get(key) ?? []), value]);
    }
  }
  return table;
}

function parsed(line: string): Readonly<Record<string, Value>> {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === "object" && value !== null && !Array.isArray(value)
      ? (value as Record<string, Value>)
      : {};
  } catch {
    return {};
  }
}
