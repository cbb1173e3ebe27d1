import type { Cell, Table } from "../engine/engine.ts";

/** A result's first cell: a number where its type is numeric or boolean, else text or null. */
export function valueIn(table: Table | undefined, column = 0): number | string | null {
  const cell = table?.rows[0]?.[column] ?? null;
  return toValue(cell, table?.columns[column]?.type ?? "");
}

export function toValue(cell: Cell, type: string): number | string | null {
  if (cell === null || typeof cell === "number") return cell;
  if (typeof cell === "boolean") return cell ? 1 : 0;
  if (typeof cell !== "string") return JSON.stringify(cell);
  return isNumericType(type) ? Number(cell) : cell;
}

/** A result's cell that is a count. */
export function numberIn(table: Table | undefined, column = 0): number {
  return Number(table?.rows[0]?.[column] ?? 0);
}

function isNumericType(type: string): boolean {
  return /^(?:U?(?:TINY|SMALL|BIG|HUGE)?INT(?:EGER)?|DECIMAL.*|DOUBLE|FLOAT|BIGNUM)$/.test(type);
}
