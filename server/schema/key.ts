import { hasPlaceholder } from "../template/placeholder.ts";
import type { Entry } from "../yaml/tree.ts";
import type { Applied, CompiledSchema } from "./compile.ts";
import type { SchemaObject } from "./dialect.ts";
import { matches } from "./pattern.ts";

/** The schemas that one schema has for the value of a key. */
export function schemasOfKey(schema: CompiledSchema, name: string): readonly CompiledSchema[] {
  const property = schema.properties?.get(name);
  if (schema.patternProperties.length === 0) {
    const only = property ?? schema.additional;
    return only ? [only] : none;
  }
  const found = schema.patternProperties
    .filter(({ pattern }) => matches(pattern, name))
    .map((patternProperty) => patternProperty.schema);
  if (property) found.unshift(property);
  return found.length > 0 || !schema.additional ? found : [schema.additional];
}

const none: readonly CompiledSchema[] = [];

/** Whether a schema names a key, or has a pattern for it. */
export function declares({ properties, patternProperties }: CompiledSchema, name: string): boolean {
  return properties?.has(name) === true || patternProperties.some(({ pattern }) => matches(pattern, name));
}

/** Whether any of the schemas that the one at `index` brought in, or itself, has something to say of a key. */
export function isEvaluated(name: string, applied: readonly Applied[], index: number): boolean {
  const end = applied[index]?.end ?? 0;
  for (let i = index; i < end; i++) {
    const schema = applied[i]?.schema;
    if (schema && (schema.additional !== undefined || declares(schema, name))) return true;
    // What such a schema brought in does not accept, it refuses itself.
    if (schema && i > index && schema.schema.unevaluatedProperties === false) return true;
  }
  return false;
}

/** A key with a placeholder in it can be any key. */
export function isOpenKey({ name }: Entry): boolean {
  return hasPlaceholder(name);
}

/** What the schemas that apply to a map say of one of its keys. */
export interface KeyVerdict {
  readonly entry: Entry;
  /** Schemas of the value. */
  readonly schemas: readonly CompiledSchema[];
  /** Some schema names the key, or has a pattern for it. */
  readonly declared: boolean;
  /** The schema that says `false` to the key. */
  readonly misplacedBy?: SchemaObject;
  /** The schemas that know no such key and allow no others. */
  readonly unknownBy: readonly SchemaObject[];
}

export function verdictOn(entry: Entry, applied: readonly Applied[]): KeyVerdict {
  const { name } = entry;
  const schemas: CompiledSchema[] = [];
  const unknownBy: SchemaObject[] = [];
  let misplacedBy: SchemaObject | undefined;
  let declared = false;
  for (const [index, { schema, condition, open }] of applied.entries()) {
    if (condition) continue;
    if (schema.schema.unevaluatedProperties === false && !open && !isEvaluated(name, applied, index)) {
      unknownBy.push(schema.schema);
    }
    if (!schema.properties && !schema.additional && schema.patternProperties.length === 0) continue;
    const named = declares(schema, name);
    declared ||= named;
    for (const property of schemasOfKey(schema, name)) {
      if (!property.never) schemas.push(property);
      else if (named) misplacedBy ??= schema.schema;
      else unknownBy.push(schema.schema);
    }
  }
  return {
    entry,
    schemas,
    declared,
    ...(misplacedBy && { misplacedBy }),
    unknownBy: isOpenKey(entry) ? [] : unknownBy,
  };
}
