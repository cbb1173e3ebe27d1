import type { DialectProblem } from "./check-dialect.ts";
import type { Schema, SchemaObject, TypeName } from "./dialect.ts";
import { eachSubschema } from "./keywords.ts";
import { compilePattern } from "./pattern.ts";

/** A schema as the walker reads it: its references followed, its patterns compiled; one object for one schema. */
export interface CompiledSchema {
  /** The schema itself, never a copy. */
  readonly schema: SchemaObject;
  /** It is `false`: nothing satisfies it. */
  readonly never: boolean;
  readonly types: readonly TypeName[] | undefined;
  readonly pattern: RegExp | undefined;
  readonly properties: ReadonlyMap<string, CompiledSchema> | undefined;
  readonly patternProperties: readonly PatternProperty[];
  readonly additional: CompiledSchema | undefined;
  readonly items: CompiledSchema | undefined;
  /** What applies to the same node in any case: the target of `$ref`, then `allOf`. */
  readonly also: readonly CompiledSchema[];
  readonly if: CompiledSchema | undefined;
  readonly then: CompiledSchema | undefined;
  readonly else: CompiledSchema | undefined;
  /** Keys whose value an `if` tests against a constant, a list or a pattern; this schema being that `if`. */
  readonly discriminators: readonly string[];
  /** The schema and all that applies with it in any case, each before what it brings in. */
  readonly applied: readonly Applied[];
  /** Some schema of `applied` has an `if`, so that more may apply. */
  readonly conditional: boolean;
  /** It says what a value means. */
  readonly annotates: boolean;
  /** It says more of a value than its type, whatever keys and items the value has. */
  readonly constrains: boolean;
}

export interface PatternProperty {
  readonly pattern: RegExp;
  readonly schema: CompiledSchema;
}

/** A schema that applies to a node. */
export interface Applied {
  readonly schema: CompiledSchema;
  /** Index after the last schema that it brought in: those from its own index on count for its `unevaluatedProperties`. */
  readonly end: number;
  /** It is a condition that holds: it evaluates keys, and has nothing else to say. */
  readonly condition?: boolean;
  /** It came through a `then` or `else`. */
  readonly branch?: boolean;
  /** It has an `if` that could not be decided, so what it leaves unevaluated is not known. */
  readonly open?: boolean;
}

export interface CompiledFiles {
  compiled(schema: Schema): CompiledSchema | undefined;
  /** One entry a file. */
  readonly refused: readonly RefusedSchema[];
}

export interface RefusedSchema extends DialectProblem {
  readonly file: string;
}

/** A schema may bring in so many others for one node, and through so many steps; more was not written by a person. */
const maxApplied = 500;

/** Compiles files that passed the check of the dialect. */
export function compileFiles(
  files: ReadonlyMap<string, SchemaObject>,
  resolve: (ref: string, from: string) => Schema | undefined,
  elsewhere: (schema: Schema) => CompiledSchema | undefined,
): CompiledFiles {
  const places = placesOf(files);
  const drafts = new Map([...places.keys()].map((schema) => [schema, draftOf(schema)]));
  const compiled = (schema: Schema): CompiledSchema | undefined => {
    if (typeof schema === "boolean") return schema ? anything : nothing;
    return drafts.get(schema) ?? elsewhere(schema);
  };
  const refused = new Map<string, RefusedSchema>();

  for (const [schema, place] of places) {
    const draft = drafts.get(schema);
    if (!draft) continue;
    link(draft, (subschema) => compiled(subschema) ?? anything);
    if (schema.$ref === undefined) continue;
    const target = resolve(schema.$ref, place.file);
    const referred = target === undefined ? undefined : compiled(target);
    if (referred) draft.also = [referred, ...draft.also];
    else refused.set(place.file, { ...place, message: leadsNowhere(schema.$ref) });
  }
  const heights = new Map<CompiledSchema, number>();
  for (const [schema, place] of places) {
    const draft = drafts.get(schema);
    if (!draft || refused.has(place.file)) continue;
    if (heightOf(draft, heights) > maxApplied || !expand(draft)) {
      refused.set(place.file, {
        ...place,
        message: "This schema applies itself, or too many others, to one value.",
      });
    }
  }
  return { compiled, refused: [...refused.values()] };
}

function leadsNowhere(ref: string): string {
  return `\`${ref}\` leads to no schema; correct the reference.`;
}

type Draft = { -readonly [Key in keyof CompiledSchema]: CompiledSchema[Key] };

function placesOf(
  files: ReadonlyMap<string, SchemaObject>,
): Map<SchemaObject, { file: string; pointer: string }> {
  const places = new Map<SchemaObject, { file: string; pointer: string }>();
  const visit = (schema: unknown, file: string, pointer: string): void => {
    if (typeof schema !== "object" || schema === null) return;
    places.set(schema, { file, pointer });
    eachSubschema(schema, (subschema, part) => visit(subschema, file, pointer + part));
  };
  for (const [file, schema] of files) visit(schema, file, "");
  return places;
}

function draftOf(schema: SchemaObject, never = false): Draft {
  return {
    schema,
    never,
    types: typeof schema.type === "string" ? [schema.type] : schema.type,
    pattern: schema.pattern === undefined ? undefined : compilePattern(schema.pattern),
    properties: undefined,
    patternProperties: [],
    additional: undefined,
    items: undefined,
    also: [],
    if: undefined,
    then: undefined,
    else: undefined,
    discriminators: [],
    applied: [],
    conditional: false,
    annotates: annotations.some((keyword) => schema[keyword] !== undefined && schema[keyword] !== false),
    constrains: constraints.some((keyword) => schema[keyword] !== undefined),
  };
}

const annotations = ["x-defines", "x-refers", "x-sql", "x-path", "x-secret", "format"] as const;

const constraints = [
  "const",
  "enum",
  "pattern",
  "minimum",
  "maximum",
  "minLength",
  "maxLength",
  "minItems",
  "maxItems",
  "minProperties",
] as const satisfies readonly (keyof SchemaObject)[];

const anything: CompiledSchema = alone(draftOf({}));
const nothing: CompiledSchema = alone(draftOf({}, true));

function alone(draft: Draft): CompiledSchema {
  draft.applied = [{ schema: draft, end: 1 }];
  return draft;
}

function link(draft: Draft, child: (schema: Schema) => CompiledSchema): void {
  const { schema } = draft;
  const optional = (subschema: Schema | undefined): CompiledSchema | undefined =>
    subschema === undefined ? undefined : child(subschema);
  if (schema.properties) {
    draft.properties = new Map(
      Object.entries(schema.properties).map(([name, property]) => [name, child(property)]),
    );
  }
  draft.patternProperties = Object.entries(schema.patternProperties ?? {}).map(([pattern, property]) => ({
    pattern: compilePattern(pattern),
    schema: child(property),
  }));
  draft.additional = optional(schema.additionalProperties);
  draft.items = optional(schema.items);
  draft.also = (schema.allOf ?? []).map(child);
  draft.if = optional(schema.if);
  // Without an `if` the branches mean nothing.
  draft.then = draft.if && optional(schema.then);
  draft.else = draft.if && optional(schema.else);
  draft.discriminators = Object.entries(schema.properties ?? {}).flatMap(([name, property]) =>
    typeof property === "object" && (property.const ?? property.enum ?? property.pattern) !== undefined
      ? [name]
      : [],
  );
}

/** The longest chain of schemas that apply to the same node; infinite when it comes back to itself. */
function heightOf(schema: CompiledSchema, heights: Map<CompiledSchema, number>, depth = 0): number {
  const known = heights.get(schema);
  if (known !== undefined) return known;
  if (depth > maxApplied) return Infinity;
  heights.set(schema, Infinity);
  let height = 0;
  for (const next of [...schema.also, schema.if, schema.then, schema.else]) {
    if (next) height = Math.max(height, heightOf(next, heights, depth + 1));
  }
  heights.set(schema, height + 1);
  return height + 1;
}

/** Lists what applies with a schema in any case; false when it is too much. */
function expand(draft: Draft): boolean {
  const applied: Applied[] = [];
  const visit = (schema: CompiledSchema): boolean => {
    if (applied.length >= maxApplied) return false;
    const index = applied.length;
    applied.push({ schema, end: index + 1 });
    if (schema.if) draft.conditional = true;
    if (!schema.also.every(visit)) return false;
    applied[index] = { schema, end: applied.length };
    return true;
  };
  const fits = visit(draft);
  draft.applied = applied;
  return fits;
}
