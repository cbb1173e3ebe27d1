import { hasPlaceholder } from "../template/placeholder.ts";
import type { Entry } from "../yaml/tree.ts";
import type { Applied, CompiledSchema } from "./compile.ts";
import type { SchemaObject } from "./dialect.ts";
import { matches } from "./pattern.ts";

/** What the schemas that apply to a map say of a key in it. */
export interface KeyVerdict {
  /** Schemas of the value. */
  readonly schemas: readonly CompiledSchema[];
  /** Some schema names the key, or has a pattern for it. */
  readonly declared: boolean;
  /** The schema that says `false` to the key. */
  readonly misplacedBy: SchemaObject | undefined;
  /** The schemas that know no such key and allow no others. */
  readonly unknownBy: readonly SchemaObject[];
}

/** An entry of a map with what is said of its key. */
export interface JudgedEntry extends KeyVerdict {
  readonly entry: Entry;
}

export function verdictOn(name: string, applied: readonly Applied[]): KeyVerdict {
  const schemas: CompiledSchema[] = [];
  let unknownBy: SchemaObject[] | undefined;
  let misplacedBy: SchemaObject | undefined;
  let declared = false;
  for (let index = 0; index < applied.length; index++) {
    const { schema, condition, open } = applied[index] as Applied;
    if (condition) continue;
    if (schema.schema.unevaluatedProperties === false && !open && !isEvaluated(name, applied, index)) {
      (unknownBy ??= []).push(schema.schema);
    }
    const named = schemasOfName(schema, name);
    if (named.length > 0) declared = true;
    for (const property of named) {
      if (property.never) misplacedBy ??= schema.schema;
      else schemas.push(property);
    }
    if (named.length > 0 || !schema.additional) continue;
    if (schema.additional.never) (unknownBy ??= []).push(schema.schema);
    else schemas.push(schema.additional);
  }
  return {
    schemas,
    declared,
    misplacedBy,
    unknownBy: unknownBy && !hasPlaceholder(name) ? unknownBy : none,
  };
}

/** The schemas that one schema has for the value of a key. */
export function schemasOfKey(schema: CompiledSchema, name: string): readonly CompiledSchema[] {
  const named = schemasOfName(schema, name);
  return named.length > 0 || !schema.additional ? named : [schema.additional];
}

/** Whether any of the schemas that the one at `index` brought in, or itself, has something to say of a key. */
export function isEvaluated(name: string, applied: readonly Applied[], index: number): boolean {
  const end = applied[index]?.end ?? 0;
  for (let i = index; i < end; i++) {
    const schema = applied[i]?.schema;
    if (!schema) continue;
    if (schema.additional !== undefined || schemasOfName(schema, name).length > 0) return true;
    // What such a schema brought in does not accept, it refuses itself.
    if (i > index && schema.schema.unevaluatedProperties === false) return true;
  }
  return false;
}

/** Whether some branch of a schema knows a key, and does not refuse it. */
export function hasKey(schema: CompiledSchema, name: string): boolean {
  if (schema.properties?.get(name)?.never === false) return true;
  if (
    schema.patternProperties.some((property) => !property.schema.never && matches(property.pattern, name))
  ) {
    return true;
  }
  return [...schema.also, schema.then, schema.else].some((part) => part !== undefined && hasKey(part, name));
}

/** A key with a placeholder in it can be any key. */
export function isOpenKey({ name }: Entry): boolean {
  return hasPlaceholder(name);
}

/** Those for keys of that name, and those with a pattern that fits it. */
function schemasOfName(
  { properties, patternProperties }: CompiledSchema,
  name: string,
): readonly CompiledSchema[] {
  const property = properties?.get(name);
  if (patternProperties.length === 0) return property ? [property] : none;
  const fitting = patternProperties
    .filter(({ pattern }) => matches(pattern, name))
    .map(({ schema }) => schema);
  return property ? [property, ...fitting] : fitting;
}

const none: readonly never[] = [];
