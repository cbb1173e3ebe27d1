/** A column of a table that a data product is made of. */
export interface SourceColumn {
  /** As the source has it. */
  readonly name: string;
  /** As Lens calls types. */
  readonly type: "string" | "number" | "time" | "boolean";
  /** No value of it is missing or comes twice. */
  readonly isKey: boolean;
}

/** Rows after that are not looked at. */
const maxRows = 10_000;
const delimiters = [",", ";", "\t", "|"];

/** The columns of a CSV file whose first line names them, with types that all its values have; empty without any. */
export function csvColumns(text: string): readonly SourceColumn[] {
  const start = text.startsWith("\ufeff") ? text.slice(1) : text;
  const firstLine = /^[^\r\n]*/.exec(start)?.[0] ?? "";
  const delimiter =
    delimiters.toSorted((one, other) => countOf(firstLine, other) - countOf(firstLine, one))[0] ?? ",";
  const [header = [], ...rows] = readRows(start, delimiter);
  if (header.every((name) => name.trim() === "")) return [];
  return header.map((name, index) => {
    const values = rows.map((row) => row[index] ?? "");
    return { name, type: typeOf(values.filter((value) => value !== "")), isKey: isKey(values) };
  });
}

function countOf(text: string, part: string): number {
  return text.split(part).length;
}

/** RFC 4180. */
function readRows(text: string, delimiter: string): readonly (readonly string[])[] {
  const rows: string[][] = [];
  let row: string[] = [];
  let value = "";
  let quoted = false;
  const endRow = () => {
    row.push(value);
    if (row.length > 1 || row[0] !== "") rows.push(row);
    row = [];
    value = "";
  };
  for (let at = 0; at < text.length && rows.length <= maxRows; at++) {
    const character = text[at] ?? "";
    if (quoted) {
      if (character !== '"') value += character;
      else if (text[at + 1] === '"') value += text[++at];
      else quoted = false;
    } else if (character === '"' && value === "") quoted = true;
    else if (character === delimiter) {
      row.push(value);
      value = "";
    } else if (character === "\n") endRow();
    else if (character !== "\r") value += character;
  }
  if (value !== "" || row.length > 0) endRow();
  return rows;
}

const isNumber = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;
const isTime = /^\d{4}-\d{2}-\d{2}(?:[ T]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?)?$/;

function typeOf(values: readonly string[]): SourceColumn["type"] {
  if (values.length === 0) return "string";
  if (values.every((value) => /^(?:true|false)$/i.test(value))) return "boolean";
  // A number with a leading zero is a code.
  if (values.every((value) => isNumber.test(value) && !/^0\d/.test(value))) return "number";
  return values.every((value) => isTime.test(value)) ? "time" : "string";
}

function isKey(values: readonly string[]): boolean {
  return values.length > 0 && !values.includes("") && new Set(values).size === values.length;
}
