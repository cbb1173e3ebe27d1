import { kindOf, type Kind } from "../../manifest/kind.ts";
import { schemasAt, type SchemasAt } from "../../schema/schemas-at.ts";
import type { Schemas } from "../../schema/schemas.ts";
import { parseYaml } from "../../yaml/parse.ts";
import { entries, get, isMap, isSequence, items, textOf, type YamlNode } from "../../yaml/tree.ts";
import { manifestAt } from "../manifest-at.ts";
import { tokenAt, type Token } from "./token.ts";

/** Where a cursor is in the structure of a manifest. */
export interface CursorPlace {
  readonly token: Token;
  /** The word that is being written, without blanks around it. */
  readonly typed: string;
  /** What the schemas say of the map that a key would stand in, or of the value that is being written. */
  readonly at: SchemasAt;
  /** Inside braces or brackets, where everything stays on one line. */
  readonly inFlow: boolean;
  /** Column of the keys beside the cursor. */
  readonly column: number;
  /** A new item of a list is wanted, whose dash is not written yet. */
  readonly needsDash: boolean;
  /** Names of the other keys of the map around the cursor. */
  readonly keys: readonly string[];
  /** The other items of the list around the cursor. */
  readonly items: readonly string[];
  /** The manifest, with the word at the cursor replaced. */
  readonly root: YamlNode;
  readonly schemaFile: string;
  readonly kind: string;
}

/**
 * The place of a cursor, however unfinished the text is there: it is read as if a whole word stood at the cursor.
 * Undefined in other YAML, in comments and in texts that are no words, such as SQL in a block scalar.
 * @param known what the file is, where its content does not decide that
 */
export function placeAt(
  text: string,
  offset: number,
  schemas: Schemas,
  known?: Kind,
): CursorPlace | undefined {
  const token = tokenAt(text, offset);
  if (!token) return undefined;
  const { start, end } = token.range;
  const needsDash = !token.hasValue && isBelowDash(text, start);
  const before = needsDash ? "- " : token.needsBlank ? " " : "";
  const written = token.role === "key" && !token.hasValue && !token.quoted ? `${mark}:` : mark;
  const marked = `${text.slice(0, start)}${before}${written}${text.slice(end)}`;
  const markAt = start + before.length;
  const lineEnd = (marked.indexOf("\n", markAt) + marked.length + 1) % (marked.length + 1);
  const { documents } = parseYaml(marked, { edited: { start: markAt, end: lineEnd } });
  const root = manifestAt(documents, markAt);
  const kind = known ?? kindOf(root, schemas) ?? (isDraft(root) ? draft : undefined);
  if (!root || !kind) return undefined;
  const at = schemasAt(root, kind.schemaFile, schemas, markAt, marked);
  if (!at || !isMarked(at)) return undefined;
  const around = at.on === "key" ? at.parent?.node : at.node;
  return {
    token,
    typed: text.slice(start, end).trim(),
    at,
    inFlow: isFlow(around) || isFlow(at.parent?.node),
    column: columnOf(text, start) + (needsDash ? 2 : 0),
    needsDash,
    ...namesBeside(at, root),
    root,
    ...kind,
  };
}

/** Stands for the word at the cursor; nobody writes it. */
const mark = "cursor0here";

/** A manifest of which only the head is written may become one of any kind. */
const draft = { kind: "draft", schemaFile: "resource.json" };

function isDraft(root: YamlNode | undefined): boolean {
  return isMap(root) && root.items.every(({ key }) => headKeys.has(textOf(key as YamlNode) ?? ""));
}

const headKeys = new Set(["name", "version", "type", "layer", "description", "tags", "owner", mark]);

function isMarked({ on, entry, node }: SchemasAt): boolean {
  return on === "key" ? entry?.name === mark : textOf(node) === mark;
}

function isFlow(node: YamlNode | undefined): boolean {
  return (isMap(node) || isSequence(node)) && node.flow === true;
}

/** Without the word at the cursor, which is a key of an item's map where it could be the item itself. */
function namesBeside({ on, path, parent }: SchemasAt, root: YamlNode): Pick<CursorPlace, "keys" | "items"> {
  const keys = on === "key" ? entries(parent?.node).map(({ name }) => name) : [];
  const list = get(root, ...path.slice(0, on === "key" ? -2 : -1));
  const texts = items(list).flatMap((item) => textOf(item) ?? []);
  return { keys: keys.filter((name) => name !== mark), items: texts.filter((text) => text !== mark) };
}

/** Whether a word begins its line just below the dash of a list's item, so that it can only be an item, too. */
function isBelowDash(text: string, offset: number): boolean {
  const column = columnOf(text, offset);
  const lineStart = offset - column;
  if (text.slice(lineStart, offset).trim() !== "") return false;
  const above = text
    .slice(Math.max(0, lineStart - maxAbove), lineStart)
    .split("\n")
    .toReversed();
  const item = above.find((line) => line.trim() !== "" && line.search(/\S/) <= column);
  return item !== undefined && item.startsWith("- ", column) && item.search(/\S/) === column;
}

/** No item of a list that people write is longer. */
const maxAbove = 20_000;

function columnOf(text: string, offset: number): number {
  return offset - text.lastIndexOf("\n", offset - 1) - 1;
}
