import type { Cell } from "../../engine/engine.ts";
import type { ColumnProfile, ProfileResult } from "../../run/results.ts";
import type { Terminal } from "../terminal.ts";
import { painter } from "../terminal.ts";
import { count, renderTable } from "./table.ts";

const bars = "▁▂▃▄▅▆▇█";

/** A line a column: how full, how distinct, how distributed. */
export function renderProfile({ datasets }: ProfileResult, terminal: Terminal): string {
  const paint = painter(terminal);
  if (datasets.length === 0) return "There is no dataset here.";
  return datasets
    .map(({ dataset, rows, columns, error }) => {
      if (error) return `${paint("underline", dataset)}\n  ${paint("red", error)}`;
      const table = renderTable(
        [
          { title: "column" },
          { title: "type" },
          { title: "null", align: "right" },
          { title: "distinct", align: "right" },
          { title: "min" },
          { title: "max" },
          { title: "distribution" },
        ],
        columns.map((column) => [
          column.name,
          paint("dim", column.type.toLowerCase()),
          rows === 0 ? "" : `${((100 * column.nulls) / rows).toFixed(1)} %`,
          column.distinct.toLocaleString("en-US"),
          short(column.min),
          short(column.max),
          distribution(column, rows),
        ]),
        { paint, indent: 2 },
      );
      return `${paint("underline", dataset)}  ${count(rows, "row")}\n${table}`;
    })
    .join("\n\n");
}

function distribution({ histogram, topValues }: ColumnProfile, rows: number): string {
  if (histogram.length > 0) {
    const highest = Math.max(...histogram.map((bin) => bin.count), 1);
    return histogram
      .map(({ count: n }) => (n === 0 ? " " : bars[Math.min(7, Math.floor((8 * n) / highest))]))
      .join("");
  }
  return topValues
    .slice(0, 3)
    .map(({ value, count: n }) => `${short(value, 16)} ${((100 * n) / Math.max(rows, 1)).toFixed(0)} %`)
    .join(", ");
}

function short(cell: Cell, length = 24): string {
  if (cell === null) return "";
  const text = typeof cell === "object" ? JSON.stringify(cell) : String(cell);
  return text.length > length ? `${text.slice(0, length - 1)}…` : text;
}
