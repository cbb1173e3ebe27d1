import CliTable from "cli-table3";
import type { Paint } from "../terminal.ts";

export interface TableColumn {
  readonly title: string;
  readonly align?: "left" | "right";
}

/** A table without borders: two blanks between columns, titles (where there are any) dimmed. Cells may hold colours. */
export function renderTable(
  columns: readonly TableColumn[],
  rows: readonly (readonly string[])[],
  { paint, indent = 0 }: { readonly paint: Paint; readonly indent?: number },
): string {
  const none = Object.fromEntries(
    [
      "top",
      "top-mid",
      "top-left",
      "top-right",
      "bottom",
      "bottom-mid",
      "bottom-left",
      "bottom-right",
      "left",
      "left-mid",
      "mid",
      "mid-mid",
      "right",
      "right-mid",
    ].map((edge) => [edge, ""]),
  );
  const table = new CliTable({
    ...(columns.some(({ title }) => title !== "") && {
      head: columns.map(({ title }) => paint("dim", title)),
    }),
    colAligns: columns.map(({ align }) => align ?? "left"),
    chars: { ...none, middle: "  " },
    style: { "padding-left": 0, "padding-right": 0, head: [], border: [] },
  });
  table.push(...rows.map((row) => [...row]));
  const margin = " ".repeat(indent);
  return table
    .toString()
    .split("\n")
    .map((line) => `${margin}${line}`.trimEnd())
    .join("\n");
}

/** `1,234 rows`, `1 row`. */
export function count(n: number, one: string, many = `${one}s`): string {
  return `${n.toLocaleString("en-US")} ${n === 1 ? one : many}`;
}
