import { escapeSnippet, scalarText } from "../completion/snippet.ts";

/** A manifest that is being made up. */
export type Draft = DraftMap | DraftList | DraftScalar;

export type DraftMap = Map<string, Draft>;
export type DraftList = Draft[];

export interface DraftScalar {
  readonly value: string | number | boolean;
  /** What somebody has to fill in or may change: the values to choose from, empty where any will do. */
  readonly choices?: readonly (string | number | boolean)[];
}

export function isDraftMap(draft: Draft | undefined): draft is DraftMap {
  return draft instanceof Map;
}

export function isDraftList(draft: Draft | undefined): draft is DraftList {
  return Array.isArray(draft);
}

/** The draft as YAML. */
export function printText(draft: DraftMap): string {
  return print(draft, "", ({ value }) => scalarText(value));
}

/** The same as a snippet in the syntax of the Language Server Protocol: its places to fill in are numbered. */
export function printSnippet(draft: DraftMap): string {
  let places = 0;
  return print(draft, "", ({ value, choices }) => {
    if (!choices) return escapeSnippet(scalarText(value));
    places++;
    if (choices.length < 2) return `\${${places}:${escapeSnippet(scalarText(value))}}`;
    const texts = choices.map((choice) => scalarText(choice).replace(/[\\,|$}]/g, "\\$&"));
    return `\${${places}|${texts.join(",")}|}`;
  });
}

type PrintScalar = (scalar: DraftScalar) => string;

function print(map: DraftMap, indent: string, scalar: PrintScalar): string {
  return [...map]
    .map(([key, value]) => `${indent}${scalarText(key)}:${printValue(value, indent, scalar)}`)
    .join("");
}

function printValue(value: Draft, indent: string, scalar: PrintScalar): string {
  const inner = `${indent}  `;
  if (isDraftMap(value)) return value.size === 0 ? " {}\n" : `\n${print(value, inner, scalar)}`;
  if (isDraftList(value)) {
    if (value.length === 0) return " []\n";
    return `\n${value.map((item) => `${inner}- ${printItem(item, inner, scalar)}`).join("")}`;
  }
  return ` ${scalar(value)}\n`;
}

/** An item is called by its name, which comes first. */
function printItem(item: Draft, indent: string, scalar: PrintScalar): string {
  if (isDraftMap(item) && item.size > 0) {
    const name = item.get("name");
    const sorted: DraftMap = name === undefined ? item : new Map([["name", name], ...item]);
    return print(sorted, `${indent}  `, scalar).trimStart();
  }
  return printValue(item, indent, scalar).trimStart();
}
