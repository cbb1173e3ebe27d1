import type { Parameters } from "./function.ts";

/** A parameter's text; of numbers and booleans as YAML would write them. */
export function text(parameters: Parameters, name: string): string {
  return toText(parameters[name]);
}

/** A list of texts; a single text counts as a list of one. */
export function texts(parameters: Parameters, name: string): readonly string[] {
  const value = parameters[name];
  if (value === undefined || value === null) return [];
  return Array.isArray(value) ? value.map(toText) : [toText(value)];
}

/** A map's entries in document order. */
export function pairs(parameters: Parameters, name: string): readonly (readonly [string, string])[] {
  const value = parameters[name];
  if (typeof value !== "object" || value === null || Array.isArray(value)) return [];
  return Object.entries(value).map(([key, item]) => [key, toText(item)] as const);
}

/** A whole number, or undefined when it is none. */
export function integer(parameters: Parameters, name: string): number | undefined {
  const value = Number(toText(parameters[name]) || NaN);
  return Number.isSafeInteger(value) ? value : undefined;
}

function toText(value: unknown): string {
  if (value === undefined || value === null) return "";
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}
