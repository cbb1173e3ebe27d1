import type { Literal, ValueType } from "../sql/outline.ts";
import { parseDay } from "./dates.ts";
import { meaningOf } from "./meanings.ts";
import type { ColumnShape } from "./shapes.ts";

/** The type that a column's values get: what manifests say of it, else what its name suggests, else text. */
export function typeOf(column: ColumnShape): ValueType {
  if (column.pattern) return "text";
  if (column.declared) return column.declared;
  const { types } = column;
  const suggested = meaningOf(column.name)?.type;
  const compared = comparedType(column);
  if (compared !== undefined && compared !== "text") return compared;
  if (suggested !== undefined && types.has(suggested)) return suggested;
  if (types.has("timestamp") && suggested === "date") return "date";
  if (types.has("date") && suggested === "timestamp") return "timestamp";
  if (compared === "text") return types.has("date") ? "date" : "text";
  const settled = order.find((type) => types.has(type));
  if (settled === "number" && suggested === "integer") return "integer";
  return settled ?? suggested ?? "text";
}

/** Where a column is taken for several, the one whose texts the others can read. */
const order: readonly ValueType[] = ["list", "boolean", "timestamp", "date", "integer", "number", "text"];

/** What the values and limits are that it is compared with. */
function comparedType(column: ColumnShape): ValueType | undefined {
  const limits = [...column.atLeast, ...column.atMost].map(({ limit }) => limit);
  const isTime = column.types.has("timestamp");
  if (limits.some((limit) => typeof limit === "object")) return isTime ? "timestamp" : "date";
  const values = [
    ...(column.allowed ?? []),
    ...column.required,
    ...column.possible,
    ...limits.filter((limit): limit is Literal => typeof limit !== "object"),
  ];
  if (values.length === 0) return undefined;
  if (values.every((value) => typeof value === "boolean")) return "boolean";
  if (values.every(isNumber))
    return values.every((value) => Number.isInteger(Number(value))) && isWhole(column) ? "integer" : "number";
  const isDay = values.every(
    (value) => typeof value === "string" && /^\d{4}-\d\d-\d\d/.test(value) && parseDay(value) !== undefined,
  );
  if (isDay) return isTime || values.some((value) => String(value).length > 10) ? "timestamp" : "date";
  return "text";
}

/** A text such as `'5'` stands for a number only where something takes it for one. */
function isNumber(value: Literal): boolean {
  return typeof value === "number";
}

function isWhole(column: ColumnShape): boolean {
  return (
    meaningOf(column.name)?.type !== "number" &&
    (column.types.has("integer") || column.required.size > 0 || column.allowed !== undefined)
  );
}
