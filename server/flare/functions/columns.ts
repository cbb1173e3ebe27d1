import { quoteIdentifier } from "../../engine/engine.ts";
import { nearest } from "../../text/nearest.ts";
import { isRefusal } from "./function.ts";
import type { Expression, Frame, FrameColumn, Plan, PlannedColumn, Refusal } from "./function.ts";

/** The column of that name, case aside; a refusal when there is none or when two have it. */
export function findColumn(frame: Frame, name: string): FrameColumn | Refusal {
  const found = columnsNamed(frame, name);
  if (found.length > 1)
    return { refused: `Two columns are named "${name}" here, so it can't be told which one is meant.` };
  return found[0] ?? { refused: unknownColumn(frame, name) };
}

/** Several columns, or the first refusal. */
export function findColumns(frame: Frame, names: readonly string[]): readonly FrameColumn[] | Refusal {
  const found = names.map((name) => findColumn(frame, name));
  return (
    found.find(isRefusal) ??
    found.filter((column) => !isRefusal(column)).map((column) => column as FrameColumn)
  );
}

export function columnsNamed(frame: Frame, name: string): readonly FrameColumn[] {
  return frame.columns.filter((column) => sameName(column.name, name));
}

/** Spark compares names of columns without regard to case. */
export function sameName(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}

/** The engine's expression for a column as it is. */
export function reference(column: FrameColumn): string {
  return quoteIdentifier(column.id);
}

/** The column as it stands in Spark SQL. */
export function sparkReference(column: FrameColumn): string {
  return `\`${column.id.replaceAll("`", "``")}\``;
}

/** The engine's expression for a column's text. */
export function textOf(column: FrameColumn): string {
  return column.type === "VARCHAR" ? reference(column) : `CAST(${reference(column)} AS VARCHAR)`;
}

export function unchanged(column: FrameColumn): PlannedColumn {
  return { name: column.name, value: { duckdb: reference(column) } };
}

/** Every column as it is, but one computed anew in its place. */
export function replaceColumn(frame: Frame, target: FrameColumn, value: Expression): Plan {
  return {
    columns: frame.columns.map((column) =>
      column === target ? { name: column.name, value } : unchanged(column),
    ),
  };
}

/** As Spark's `withColumn`: in place of the columns of that name, at the end when there is none. */
export function withColumn(frame: Frame, name: string, value: Expression): Plan {
  if (columnsNamed(frame, name).length === 0)
    return { columns: [...frame.columns.map(unchanged), { name, value }] };
  return {
    columns: frame.columns.map((column) =>
      sameName(column.name, name) ? { name, value } : unchanged(column),
    ),
  };
}

/** Every column as it is under a new name, with a warning when two end up with the same one. */
export function renameColumns(frame: Frame, rename: (name: string) => string): Plan {
  const columns = frame.columns.map((column) => ({ ...unchanged(column), name: rename(column.name) }));
  return { columns, warnings: collisions(columns) };
}

function collisions(columns: readonly PlannedColumn[]): readonly string[] | undefined {
  const seen = new Set<string>();
  const repeated = new Set<string>();
  for (const { name } of columns) {
    const folded = name.toLowerCase();
    if (seen.has(folded)) repeated.add(name);
    seen.add(folded);
  }
  if (repeated.size === 0) return undefined;
  return [...repeated].map(
    (name) => `Several columns are named "${name}" now; a later use of that name is ambiguous.`,
  );
}

function unknownColumn(frame: Frame, name: string): string {
  const names = frame.columns.map((column) => column.name);
  const near = nearest(name, names);
  const shown = names.length > 12 ? `${names.slice(0, 12).join(", ")}, …` : names.join(", ");
  return `There is no column "${name}" here${near === undefined ? `; there is ${shown}` : `; did you mean "${near}"?`}`;
}
