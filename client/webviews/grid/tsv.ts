import type { Cell } from "../../../server/engine/engine.ts";
import { cellText } from "../cell.tsx";

/** Rows as spreadsheets take them from the clipboard: null is nothing, and what would break a line is quoted. */
export function toTsv(rows: readonly (readonly Cell[])[]): string {
  return rows.map((row) => row.map(field).join("\t")).join("\n");
}

function field(cell: Cell): string {
  if (cell === null) return "";
  const text = cellText(cell);
  return /[\t\n\r"]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
