import fc from "fast-check";
import type { Schema, SchemaObject } from "../dialect.ts";

const names = ["a", "b", "kind", "ab"];
const texts = ["a", "b", "ab", "x1", "", "10"];

const scalar: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom(...texts),
  fc.constantFrom(0, 1, 2, 10, 1.5, -3),
  fc.boolean(),
);

/** Documents without empty values and placeholders, with few names and values, so that they often meet a schema. */
export const smallDocument: fc.Arbitrary<unknown> = fc.letrec((tie) => ({
  value: fc.oneof({ maxDepth: 3 }, { arbitrary: scalar, weight: 3 }, tie("map"), tie("list")),
  map: fc.dictionary(fc.constantFrom(...names), tie("value"), { maxKeys: 4, noNullPrototype: true }),
  list: fc.array(tie("value"), { maxLength: 3 }),
  document: fc.oneof({ arbitrary: tie("map"), weight: 5 }, tie("value")),
})).document;

const types = ["object", "array", "string", "number", "integer", "boolean"] as const;

const valueConstraints: fc.Arbitrary<SchemaObject> = fc.record(
  {
    type: fc.oneof(
      fc.constantFrom(...types),
      fc.uniqueArray(fc.constantFrom(...types), { minLength: 1, maxLength: 3 }),
    ),
    const: scalar,
    enum: fc.uniqueArray(scalar, { minLength: 1, maxLength: 4 }),
    pattern: fc.constantFrom("^a", "b$", "^[ab]+$", "\\d"),
    minimum: fc.constantFrom(0, 2),
    maximum: fc.constantFrom(1, 5),
    minLength: fc.constantFrom(1, 2),
    maxLength: fc.constantFrom(0, 1),
    minItems: fc.constantFrom(1, 2),
    maxItems: fc.constantFrom(0, 1),
    minProperties: fc.constantFrom(1, 2),
    required: fc.uniqueArray(fc.constantFrom(...names), { maxLength: 2 }),
  },
  { requiredKeys: [] },
);

/** One or two constraints each, so that documents have a chance to satisfy them. */
const fewConstraints: fc.Arbitrary<SchemaObject> = some(valueConstraints, 2);

/** Of a value, or of a few keys. */
const condition: fc.Arbitrary<SchemaObject> = fc.oneof(
  fewConstraints,
  fc.record({
    required: fc.constantFrom<readonly string[]>([], ["kind"], ["a"]),
    properties: byName(["kind", "a"], fc.oneof(fewConstraints, fc.constant(false)), 2),
  }),
);

function schemaOf(depth: number): fc.Arbitrary<Schema> {
  if (depth === 0)
    return fc.oneof({ arbitrary: fewConstraints, weight: 5 }, { arbitrary: fc.boolean(), weight: 1 });
  return fc.oneof({ arbitrary: schemaOf(0), weight: 1 }, { arbitrary: objectOf(depth), weight: 2 });
}

function objectOf(depth: number): fc.Arbitrary<SchemaObject> {
  const inner = schemaOf(depth - 1);
  const keywords: fc.Arbitrary<SchemaObject> = fc.record({
    properties: byName(names, inner, 3),
    patternProperties: byName(["^a", "b$"], inner, 1),
    additionalProperties: fc.oneof(fc.constant(false), inner),
    unevaluatedProperties: fc.constant<false>(false),
    items: inner,
    allOf: fc.array(inner, { minLength: 1, maxLength: 2 }),
    $ref: fc.constantFrom("#/$defs/one", "#/$defs/two"),
    if: fc.oneof(condition, fc.record({ allOf: fc.array(condition, { minLength: 1, maxLength: 2 }) })),
    then: inner,
    else: inner,
  });
  const branches = fc.record({
    properties: byName(names, inner, 2),
    if: condition,
    then: inner,
    else: inner,
  });
  return fc
    .tuple(fewConstraints, some(keywords, 4), fc.oneof(fc.constant({}), branches))
    .map((parts) => declaringConditions(Object.assign({}, ...parts) as SchemaObject));
}

function byName<T>(
  from: readonly string[],
  value: fc.Arbitrary<T>,
  maxKeys: number,
): fc.Arbitrary<Record<string, T>> {
  return fc.dictionary(fc.constantFrom(...from), value, { maxKeys, noNullPrototype: true });
}

/** At most `count` of a schema's keywords. */
function some(schema: fc.Arbitrary<SchemaObject>, count: number): fc.Arbitrary<SchemaObject> {
  return fc.tuple(schema, fc.array(fc.nat(), { minLength: 1, maxLength: count })).map(([whole, chosen]) => {
    const keywords = Object.entries(whole);
    return Object.fromEntries(
      chosen.flatMap((number) => keywords.slice(number % Math.max(1, keywords.length)).slice(0, 1)),
    );
  });
}

/**
 * ajv counts what an `if` tests as evaluated even when it does not hold, against the standard. It makes no
 * difference for keys that are declared beside the `if`, as they are in every schema of ours.
 */
function declaringConditions(schema: SchemaObject): SchemaObject {
  if (!schema.if) return schema;
  const declared = Object.fromEntries(["kind", "a"].map((name) => [name, true]));
  return { then: true, ...schema, properties: { ...declared, ...schema.properties } };
}

/** Schemas of maps whose values have conditions of their own. */
export const smallBranches: fc.Arbitrary<SchemaObject> = byName(
  names,
  fc.record({ if: condition, then: fewConstraints, else: fewConstraints }),
  4,
).map((properties) => ({ properties, items: Object.values(properties)[0] ?? {} }));

/** Schemas with every keyword of the dialect that constrains. */
export const smallSchema: fc.Arbitrary<SchemaObject> = fc
  .tuple(objectOf(2), schemaOf(1), schemaOf(1))
  .map(([root, one, two]) => ({
    ...root,
    $defs: { one: withoutReference(one), two: withoutReference(two) },
  }));

/** References among the shared parts could lead in a circle. */
function withoutReference(schema: Schema): Schema {
  const text = JSON.stringify(schema, (key, value: unknown) => (key === "$ref" ? undefined : value));
  return JSON.parse(text) as Schema;
}
