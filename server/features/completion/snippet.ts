import { itemsOf, keysOf, typesOf, valuesOf, type Shape } from "../../schema/shape.ts";
import { stringify } from "yaml";
import type { Token } from "./token.ts";

/** What an editor inserts for a key with a value of that shape: all that must be there, to be filled in. */
export interface Inserted {
  /** In the snippet syntax of the Language Server Protocol. */
  readonly snippet: string;
  /** It ends where a value is wanted for which there are proposals. */
  readonly asksAgain: boolean;
}

/** Nested deeper, or with more places to fill in, a block is no help. */
const maxDepth = 6;
const maxPlaces = 12;
/** A longer list of choices is easier to find one's way in as proposals. */
const maxChoices = 20;

/** @param column of the key; what is nested goes two columns further in */
export function snippetOf(name: string, shape: Shape, column: number, inFlow: boolean): Inserted {
  const places = new Places();
  const value = inFlow ? ` ${flowValue(shape, places)}` : valueOf(shape, column, places, 0);
  return { snippet: `${keyText(name)}:${value}`, asksAgain: places.count === 1 && places.lastAsks };
}

/** The item of a list, without its dash. */
export function itemSnippet(shape: Shape, column: number): Inserted {
  const places = new Places();
  return { snippet: itemOf(shape, column, places, 0), asksAgain: places.count === 1 && places.lastAsks };
}

/** A value as YAML, in quotes where it would mean something else without. */
export function scalarText(value: string | number | boolean): string {
  return stringify(value, { lineWidth: 0 }).trimEnd();
}

/** What is inserted for a value: in the token's own quotes if it has some, and behind a blank where one must come first. */
export function valueSnippet(value: string | number | boolean, { quoted, needsBlank }: Token): string {
  const text = quoted ? String(value) : scalarText(value);
  return escapeSnippet(needsBlank ? ` ${text}` : text);
}

export function escapeSnippet(text: string): string {
  return text.replace(/[\\$}]/g, "\\$&");
}

/** Numbers the places to fill in. */
class Places {
  count = 0;
  lastAsks = false;

  next(shape: Shape): string {
    this.count++;
    const choices = valuesOf(shape).filter(({ origin }) => origin !== "example");
    const [best] = choices;
    this.lastAsks = choices.length > maxChoices || refers(shape);
    if (choices.length > 1 && choices.length <= maxChoices) {
      const texts = choices.map(({ value }) => scalarText(value).replace(/[\\,|$}]/g, "\\$&"));
      return `\${${this.count}|${texts.join(",")}|}`;
    }
    const example = valuesOf(shape).find(({ origin }) => origin === "example");
    const only = best ?? (refers(shape) ? undefined : example);
    if (only === undefined) return `$${this.count}`;
    return `\${${this.count}:${escapeSnippet(scalarText(only.value))}}`;
  }
}

/** What stands behind the colon of a key, the blank or the line break before it included. */
function valueOf(shape: Shape, column: number, places: Places, depth: number): string {
  const types = typesOf(shape);
  const [type] = types;
  if (isConstant(shape)) return ` ${escapeSnippet(scalarText(valuesOf(shape)[0]?.value ?? ""))}`;
  const inner = " ".repeat(column + 2);
  if (type === "object" || (type === undefined && shape.some(({ properties }) => properties))) {
    const keys = depth < maxDepth ? requiredKeys(shape) : [];
    if (keys.length === 0 || places.count >= maxPlaces) return `\n${inner}$${++places.count}`;
    return keys
      .map(
        ({ name, shape: value }) =>
          `\n${inner}${keyText(name)}:${valueOf(value, column + 2, places, depth + 1)}`,
      )
      .join("");
  }
  if (type === "array") {
    const items = itemsOf(shape);
    return `\n${inner}- ${items ? itemOf(items, column + 4, places, depth + 1) : `$${++places.count}`}`;
  }
  if (isSql(shape)) return ` >\n${inner}$${++places.count}`;
  return ` ${places.next(shape)}`;
}

/** @param column of the keys of the item */
function itemOf(shape: Shape, column: number, places: Places, depth: number): string {
  if (typesOf(shape)[0] !== "object") return places.next(shape);
  const keys = depth < maxDepth ? requiredKeys(shape) : [];
  if (keys.length === 0) return `$${++places.count}`;
  return keys
    .map(({ name, shape: value }) => `${keyText(name)}:${valueOf(value, column, places, depth + 1)}`)
    .join(`\n${" ".repeat(column)}`);
}

function flowValue(shape: Shape, places: Places): string {
  const [type] = typesOf(shape);
  if (type === "object") return `{ $${++places.count} }`;
  return type === "array" ? `[$${++places.count}]` : places.next(shape);
}

function requiredKeys(shape: Shape) {
  return keysOf(shape).filter(({ needed, deprecated }) => needed === "required" && !deprecated);
}

function isConstant(shape: Shape): boolean {
  return shape.some(({ schema }) => schema.const !== undefined) && valuesOf(shape).length === 1;
}

function isSql(shape: Shape): boolean {
  return shape.some(({ schema }) => schema["x-sql"]?.form === "statement");
}

function refers(shape: Shape): boolean {
  return shape.some(
    ({ schema }) =>
      schema["x-refers"] !== undefined ||
      schema["x-path"] !== undefined ||
      schema.format === "dataos-address",
  );
}

function keyText(name: string): string {
  return escapeSnippet(scalarText(name));
}
