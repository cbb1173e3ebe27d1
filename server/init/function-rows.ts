import type { FlareFunction } from "../manifest/model.ts";
import type { ColumnFact } from "../sql/outline.ts";
import type { Rows } from "./rows.ts";
import { same } from "./rows.ts";
import type { ColumnShape } from "./shapes.ts";

/** Takes in what Flare functions ask of the columns of some rows, and gives the rows that they make of them. */
export function functionRows(functions: readonly FlareFunction[], rows: Rows): Rows {
  return functions.reduce((before, called) => apply(called, before), rows);
}

function apply({ name, parameters }: FlareFunction, rows: Rows): Rows {
  const called = name.value;
  const mentioned = mentions.flatMap((key) => namesIn(parameters[key]));
  const columns = mentioned.filter((each) => /^[\w.]+$/.test(each)).flatMap((each) => columnsAt(each, rows));
  if (!(called in makers)) for (const column of columns) learn(called, column, parameters);
  switch (called) {
    case "drop":
      for (const column of columns) column.dropped = true;
      return rows;
    case "unpivot":
      // All columns but these become rows, so that there must be others.
      if (namesIn(parameters["columns"]).includes("*")) for (const column of columns) column.dropped = true;
      return made(called, parameters).reduce((before, column) => withColumn(before, column, () => []), rows);
    case "rename":
      return renamed(rows, [[text(parameters["column"]), text(parameters["asColumn"])]]);
    case "rename_all":
      return renamed(rows, pairsIn(parameters["columns"]));
    case "swap": {
      const [a, b] = [text(parameters["columnA"]), text(parameters["columnB"])];
      return renamed(rows, [
        [a, b],
        [b, a],
      ]);
    }
    case "unfurl":
      return unfurled(rows, text(parameters["expression"]));
    case "copy":
      return renamed(rows, [[text(parameters["fromColumn"]), text(parameters["toColumn"])]], true);
    case "flatten":
    case "flatten_outer":
      return withColumn(rows, text(parameters["asColumn"]), () =>
        columnsAt(text(parameters["column"]), rows).map((column) => column.elements()),
      );
    default:
      return made(called, parameters).reduce((before, column) => withColumn(before, column, () => []), rows);
  }
}

/** Parameters that name columns of the rows. */
const mentions = ["column", "columns", "columnA", "columnB", "fromColumn", "groupBy", "pivotColumns"];

/** Functions whose `column` is one that they make. */
const makers: Readonly<Record<string, true>> = {
  add_column: true,
  set_column: true,
  set_variable: true,
  generate_uuid: true,
};

function made(called: string, parameters: FlareFunction["parameters"]): readonly string[] {
  const keys = ["asColumn", "keyColumnName", "valueColumnName", ...(called in makers ? ["column"] : [])];
  return keys.flatMap((key) => namesIn(parameters[key]));
}

function learn(called: string, column: ColumnShape, parameters: FlareFunction["parameters"]): void {
  const [format] = namesIn(parameters["formats"] ?? parameters["format"]);
  const reads = called === "any_date" || called === "any_timestamp";
  if (reads && format !== undefined) column.pattern ??= { text: format, style: "java" };
  if (called === "split_email") column.format ??= "email";
  if (called === "split_url") column.format ??= "url";
  const type = reads ? "text" : types[called];
  if (type) column.learn({ column: [], type });
}

const types: Readonly<Record<string, ColumnFact["type"]>> = {
  diff_date: "date",
  format_date: "date",
  epoch_to_timestamp: "integer",
  format_unix_date: "integer",
  flatten: "list",
  flatten_outer: "list",
  split_email: "text",
  split_url: "text",
  change_case: "text",
  trim: "text",
  find_and_replace: "text",
  cut_character: "text",
  encode: "text",
  decode: "text",
};

function renamed(rows: Rows, renames: readonly (readonly [string, string])[], keeps = false): Rows {
  return {
    ...rows,
    find(name, create) {
      const rename = renames.find(([, to]) => same(to, name));
      if (rename) return columnsAt(rename[0], rows);
      return !keeps && renames.some(([from]) => same(from, name)) ? undefined : rows.find(name, create);
    },
  };
}

/** `explode(a) as x`, or `s.*` */
function unfurled(rows: Rows, expression: string): Rows {
  const structure = /^\s*([\w.]+)\.\*\s*$/.exec(expression)?.[1];
  if (structure !== undefined) {
    const owners = columnsAt(structure, rows);
    for (const owner of owners) owner.structure = true;
    return {
      ...rows,
      isOpen: rows.isOpen || owners.length > 0,
      find(name, create) {
        const known = owners.flatMap((owner) => owner.fields.get(name.toLowerCase()) ?? []);
        if (known.length > 0) return known;
        return rows.find(name, false) ?? (create ? owners.map((owner) => owner.field(name)) : undefined);
      },
    };
  }
  const [, list, name = "col"] =
    /^\s*explode(?:_outer)?\(\s*([\w.]+)\s*\)(?:\s+as\s+(\w+))?/i.exec(expression) ?? [];
  if (list === undefined) return rows;
  const elements = columnsAt(list, rows).map((column) => column.elements());
  return withColumn(rows, name, () => elements);
}

function withColumn(rows: Rows, name: string, columns: () => readonly ColumnShape[]): Rows {
  return { ...rows, find: (wanted, create) => (same(wanted, name) ? columns() : rows.find(wanted, create)) };
}

function columnsAt(path: string, rows: Rows): readonly ColumnShape[] {
  const [name = "", ...fields] = path.split(".");
  return fields.reduce<readonly ColumnShape[]>(
    (found, field) => found.map((column) => column.field(field)),
    rows.find(name, true) ?? [],
  );
}

function namesIn(value: unknown): readonly string[] {
  if (typeof value === "string") return [value];
  if (Array.isArray(value)) return value.filter((item) => typeof item === "string");
  return typeof value === "object" && value !== null ? Object.keys(value) : [];
}

function pairsIn(value: unknown): readonly (readonly [string, string])[] {
  return typeof value === "object" && value !== null && !Array.isArray(value)
    ? Object.entries(value).map(([from, to]) => [from, text(to)] as const)
    : [];
}

function text(value: unknown): string {
  return typeof value === "string" ? value : "";
}
