import { contains } from "../text/range.ts";
import { entries, isMap, isSequence, items, rangeOf, type Entry, type YamlNode } from "../yaml/tree.ts";
import { applicable } from "./applicable.ts";
import type { Applied, CompiledSchema } from "./compile.ts";
import type { SchemaObject } from "./dialect.ts";
import { verdictOn } from "./key.ts";
import type { Schemas } from "./schemas.ts";
import { typeOf } from "./value.ts";
import type { Work } from "./work.ts";

/** What stands at an offset of a document, and the schemas that apply to it. */
export interface SchemasAt {
  /** `key`: the offset is on the key of `entry`; `value`: in the value, or where it will be written. */
  readonly on: "key" | "value";
  /** Leads to `node`, also when the offset is on its key. */
  readonly path: readonly (string | number)[];
  /** The innermost value: a map where the offset is between its entries. Undefined where there is no value yet. */
  readonly node: YamlNode | undefined;
  /** Schemas that apply to `node`: the given ones first, then what they bring in. */
  readonly schemas: readonly SchemaObject[];
  /** The entry whose value `node` is; undefined for the root and for items. */
  readonly entry: Entry | undefined;
  /** The map or list around `node`, and the schemas that apply to it. */
  readonly parent: { readonly node: YamlNode; readonly schemas: readonly SchemaObject[] } | undefined;
}

/** Far more than the way to any node takes. */
const maxSteps = 200_000;

/**
 * Undefined when there is no such schema file.
 *
 * @param text the file, so that blanks after `key:` count as the place of its value
 */
export function schemasAt(
  root: YamlNode | undefined,
  schemaFile: string,
  schemas: Schemas,
  offset: number,
  text?: string,
): SchemasAt | undefined {
  const file = schemas.file(schemaFile);
  const schema = file && schemas.compiled(file);
  if (!schema) return undefined;
  const work = { steps: maxSteps };
  let place = placeOf("value", [], root, [schema], undefined, undefined, work);
  for (;;) {
    const next = stepTowards(offset, place, work, text);
    if (!next) return withoutApplied(place);
    place = next;
    if (next.on === "key") return withoutApplied(place);
  }
}

interface Place extends SchemasAt {
  readonly applied: readonly Applied[];
}

function placeOf(
  on: "key" | "value",
  path: SchemasAt["path"],
  node: YamlNode | undefined,
  schemas: readonly CompiledSchema[],
  entry: Entry | undefined,
  parent: Place | undefined,
  work: Work,
): Place {
  const applied = applicable(node, schemas, work);
  const known = new Set(applied.flatMap(({ schema, condition }) => (condition ? [] : [schema.schema])));
  return {
    on,
    path,
    node,
    schemas: [...known],
    entry,
    parent: parent?.node && { node: parent.node, schemas: parent.schemas },
    applied,
  };
}

/** The entry or item of a place that holds the offset; undefined when the offset is in none. */
function stepTowards(offset: number, place: Place, work: Work, text: string | undefined): Place | undefined {
  const { node, path, applied } = place;
  if (isMap(node)) {
    const entry = entries(node).find((candidate) => !candidate.merged && holds(candidate, offset, text));
    if (!entry) return undefined;
    const on = contains(entry.keyRange, offset) ? "key" : "value";
    const { schemas } = verdictOn(entry.name, applied);
    return placeOf(on, [...path, entry.name], entry.value, schemas, entry, place, work);
  }
  if (!isSequence(node)) return undefined;
  const list = items(node);
  const index = list.findIndex((item) => contains(rangeOf(item), offset));
  if (index < 0) return undefined;
  const schemas = applied.flatMap(({ schema, condition }) =>
    schema.items && !condition ? [schema.items] : [],
  );
  return placeOf("value", [...path, index], list[index], schemas, undefined, place, work);
}

function holds({ range, value }: Entry, offset: number, text: string | undefined): boolean {
  if (contains(range, offset)) return true;
  const isEmpty = value === undefined || typeOf(value) === "null";
  return (
    isEmpty && offset > range.end && text !== undefined && /^[ \t]*$/.test(text.slice(range.end, offset))
  );
}

function withoutApplied({ applied: _, ...place }: Place): SchemasAt {
  return place;
}
