import type { Applied, CompiledSchema } from "./compile.ts";
import type { SchemaObject } from "./dialect.ts";
import { verdictOn, type KeyVerdict } from "./key.ts";
import { setOf, type SchemaSet } from "./schema-set.ts";

/** What is said of a key, with the schemas of its value as one set; undefined when there are none. */
export interface UnionVerdict extends KeyVerdict {
  readonly set: SchemaSet | undefined;
}

/** All schemas that apply to a node, and what they say together. Shared by the nodes to which the same apply. */
export class Union {
  /** Each before what it brought in. */
  readonly applied: readonly Applied[];
  /** Some schema is `false`. */
  readonly never: boolean;
  readonly deprecated: Applied | undefined;
  /** Those that say something of the value itself, whatever its keys and items are. */
  readonly constraining: readonly Applied[];
  readonly hasFormat: boolean;
  /** Those that say what the value means, each once. */
  readonly annotating: readonly SchemaObject[];
  /** Kinds of the symbols that are visible inside the node and nowhere else. */
  readonly scope: readonly string[] | undefined;
  /** Of the items of a list. */
  readonly items: SchemaSet | undefined;
  /** Names of the keys that must or should be there. */
  readonly needed: readonly string[];
  readonly #verdicts = new Map<string, UnionVerdict>();

  constructor(applied: readonly Applied[]) {
    const saying = applied.filter(({ condition }) => !condition);
    const schemas = saying.map(({ schema }) => schema);
    const scopes = schemas.flatMap(({ schema }) => schema["x-scope"] ?? []);
    this.applied = applied;
    this.never = schemas.some(({ never }) => never);
    this.deprecated = saying.find(({ schema }) => schema.schema.deprecated === true);
    this.constraining = saying.filter(({ schema }) => schema.types || schema.constrains);
    this.hasFormat = schemas.some(({ schema }) => schema.format !== undefined);
    this.annotating = [...new Set(schemas.flatMap(({ annotates, schema }) => (annotates ? [schema] : [])))];
    this.scope = scopes.length > 0 ? scopes : undefined;
    this.items = setOf(schemas.flatMap(({ items }) => items ?? []));
    this.needed = [...new Set(schemas.flatMap(namesNeeded))];
  }

  /** What is said of a key; remembered for the names that schemas know, of which there are not too many. */
  verdictOn(name: string): UnionVerdict {
    const known = this.#verdicts.get(name);
    if (known) return known;
    const said = verdictOn(name, this.applied);
    const verdict = { ...said, set: setOf(said.schemas) };
    if (this.applied.some(({ schema }) => schema.properties?.has(name))) this.#verdicts.set(name, verdict);
    return verdict;
  }
}

function namesNeeded({ schema }: CompiledSchema): readonly string[] {
  return [...(schema.required ?? []), ...(schema["x-recommended"] ?? [])];
}
