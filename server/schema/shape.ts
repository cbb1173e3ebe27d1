import { parseYaml } from "../yaml/parse.ts";
import type { YamlNode } from "../yaml/tree.ts";
import { applicable } from "./applicable.ts";
import type { CompiledSchema } from "./compile.ts";
import type { SchemaObject, TypeName } from "./dialect.ts";
import type { Schemas } from "./schemas.ts";

/** All schemas that apply to a value that is not written yet, each before what it brings in. */
export type Shape = readonly CompiledSchema[];

/** A key that a map may have. */
export interface ShapeKey {
  readonly name: string;
  readonly needed: "required" | "recommended" | "optional";
  readonly deprecated: boolean;
  readonly shape: Shape;
}

/** A scalar that a value may be. */
export interface ShapeValue {
  readonly value: string | number | boolean;
  /** `example`: one of many values that are allowed. */
  readonly origin: "allowed" | "suggested" | "default" | "example";
}

/** Far more than the schemas of one value take. */
const maxSteps = 20_000;

/** Of a value to which schemas apply that are known already, as `schemasAt` gives them. */
export function shapeOfApplied(applied: readonly SchemaObject[], schemas: Schemas): Shape {
  return applied.flatMap((schema) => schemas.compiled(schema) ?? []);
}

function shapeOf(given: readonly CompiledSchema[]): Shape {
  // As an empty map, so that branches for what is not there apply.
  const node = given.some(({ types }) => types && !types.includes("object")) ? undefined : emptyMap;
  const applied = applicable(node, given, { steps: maxSteps });
  return [...new Set(applied.flatMap(({ schema, condition }) => (condition ? [] : [schema])))];
}

const emptyMap: YamlNode | undefined = parseYaml("{}").documents[0]?.root;

/** The keys that schemas name, those first that must be there, otherwise in the order of the schemas. */
export function keysOf(shape: Shape): readonly ShapeKey[] {
  const given = new Map<string, CompiledSchema[]>();
  const refused = new Set<string>();
  for (const [name, property] of shape.flatMap(({ properties }) => [...(properties ?? [])])) {
    if (property.never) refused.add(name);
    given.set(name, [...(given.get(name) ?? []), property]);
  }
  const required = new Set(shape.flatMap(({ schema }) => schema.required ?? []));
  const recommended = new Set(shape.flatMap(({ schema }) => schema["x-recommended"] ?? []));
  const keys = [...given].flatMap(([name, properties]): ShapeKey[] => {
    if (refused.has(name)) return [];
    const needed = required.has(name) ? "required" : recommended.has(name) ? "recommended" : "optional";
    const own = shapeOf(properties);
    return [{ name, needed, deprecated: isDeprecated(own), shape: own }];
  });
  return keys.toSorted((one, other) => ranks[one.needed] - ranks[other.needed]);
}

const ranks = { required: 0, recommended: 1, optional: 2 };

/** Of the items of a list; undefined where schemas say nothing of items. */
export function itemsOf(shape: Shape): Shape | undefined {
  const given = shape.flatMap(({ items }) => items ?? []);
  return given.length > 0 ? shapeOf(given) : undefined;
}

/** The types that all schemas allow, in the order of the first that names any; empty: any type. */
export function typesOf(shape: Shape): readonly TypeName[] {
  const said = shape.flatMap(({ types }) => (types ? [types] : []));
  const [first = [], ...others] = said;
  return first.filter((type) => others.every((types) => types.includes(type)));
}

/** The values that schemas name, the best first: what is suggested, or else allowed, then the default, then examples. */
export function valuesOf(shape: Shape): readonly ShapeValue[] {
  const schemas = shape.map(({ schema }) => schema);
  const suggested = schemas.flatMap((schema) => schema["x-suggest"] ?? []);
  const allowed = schemas.flatMap(({ const: only, enum: some }) =>
    only === undefined ? (some ?? []) : [only],
  );
  const booleans = typesOf(shape)[0] === "boolean" ? [true, false] : [];
  const named: readonly (readonly [readonly unknown[], ShapeValue["origin"]])[] = [
    [suggested, "suggested"],
    // A suggestion says which of the allowed values a person would write.
    [suggested.length > 0 ? [] : [...allowed, ...booleans], "allowed"],
    [schemas.map((schema) => schema.default), "default"],
    [allowed.length > 0 ? [] : schemas.flatMap(({ examples }) => examples ?? []), "example"],
  ];
  const values = new Map<string, ShapeValue>();
  for (const [candidates, origin] of named) {
    for (const value of candidates) {
      if (!isScalarValue(value) || !allows(shape, value)) continue;
      if (!values.has(String(value)) || origin === "default") values.set(String(value), { value, origin });
    }
  }
  return [...values.values()];
}

/** What is said of a value by the schema nearest to it. */
export function descriptionOf(shape: Shape): string | undefined {
  return shape.find(({ schema }) => schema.description !== undefined)?.schema.description;
}

function isDeprecated(shape: Shape): boolean {
  return shape.some(({ schema }) => schema.deprecated === true);
}

function isScalarValue(value: unknown): value is string | number | boolean {
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean";
}

/** Several lists of allowed values leave those that are in all of them. */
function allows(shape: Shape, value: unknown): boolean {
  return shape.every(
    ({ schema }) =>
      (schema.enum === undefined || schema.enum.includes(value)) &&
      (schema.const === undefined || schema.const === value),
  );
}
