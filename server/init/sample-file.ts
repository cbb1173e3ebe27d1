import { resolveWithin } from "../workspace/paths.ts";
import type { GeneratedTable } from "./generate.ts";
import type { Value } from "./values.ts";

/** A file of sample rows, as it is written. */
export interface SampleFile {
  /** Relative to the root, with `/`. */
  readonly path: string;
  readonly text: string;
}

/** The file in which runs look for a dataset's sample; undefined where its key is no path of a file below the folder. */
export function sampleFile(table: GeneratedTable, sampleData: string): SampleFile | undefined {
  const isNested = table.columns.some(({ values }) =>
    values.some((value) => typeof value === "object" && value !== null),
  );
  const path = samplePath(table.dataset, sampleData, isNested ? "ndjson" : "csv");
  return path === undefined
    ? undefined
    : { path, text: path.endsWith(".csv") ? toCsv(table) : toNdjson(table) };
}

function samplePath(dataset: string, sampleData: string, extension: "csv" | "ndjson"): string | undefined {
  const path = dataset.replace(":", "/");
  // The engine takes some characters for patterns, and no system has the others in names.
  if (
    /[*?[\]\\<>"|:\0]/.test(path) ||
    path.split("/").some((part) => part === "" || part === "." || part === "..")
  )
    return undefined;
  if (resolveWithin("", `${sampleData}/${path}`) === undefined) return undefined;
  // A dataset that is a file of an object store names its format itself.
  const own = extension === "csv" ? /\.csv$/i : /\.(?:ndjson|json)$/i;
  return own.test(path) ? `${sampleData}/${path}` : `${sampleData}/${path}.${extension}`;
}

function toCsv({ columns, rows }: GeneratedTable): string {
  const lines = Array.from({ length: rows }, (_, index) =>
    columns.map(({ values }) => csvField(values[index] ?? null)).join(","),
  );
  return [columns.map(({ name }) => csvField(name)).join(","), ...lines, ""].join("\n");
}

/** RFC 4180; what is missing is an empty field. */
function csvField(value: Value): string {
  const text = value === null ? "" : typeof value === "object" ? JSON.stringify(value) : String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function toNdjson({ columns, rows }: GeneratedTable): string {
  const lines = Array.from({ length: rows }, (_, index) =>
    JSON.stringify(Object.fromEntries(columns.map(({ name, values }) => [name, values[index] ?? null]))),
  );
  return [...lines, ""].join("\n");
}
