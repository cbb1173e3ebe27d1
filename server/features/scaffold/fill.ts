import { applicable } from "../../schema/applicable.ts";
import type { CompiledSchema } from "../../schema/compile.ts";
import { verdictOn } from "../../schema/key.ts";
import type { Schemas } from "../../schema/schemas.ts";
import { itemsOf, keysOf, typesOf, valuesOf, type Shape, type ShapeValue } from "../../schema/shape.ts";
import { parseYaml } from "../../yaml/parse.ts";
import { get, items, type YamlNode } from "../../yaml/tree.ts";
import { isDraftList, isDraftMap, printText, type Draft, type DraftMap, type DraftScalar } from "./draft.ts";

/** One key brings the next, as a type its section; real manifests take far fewer. */
const maxRounds = 50;
const maxSteps = 200_000;

export interface FillOptions {
  readonly schemas: Schemas;
  readonly schemaFile: string;
  /** What parts of the manifest that have to be called something are called. */
  readonly name: string;
}

/** Adds to a draft all keys that its schema wants there, and those that these want in turn. */
export function fill(draft: DraftMap, { schemas, schemaFile, name }: FillOptions): void {
  const file = schemas.file(schemaFile);
  const schema = file && schemas.compiled(file);
  if (!schema) return;
  for (let round = 0; round < maxRounds; round++) {
    const root = parseYaml(printText(draft)).documents[0]?.root;
    if (!fillMap(draft, root, [schema], name)) return;
  }
}

/** The values that a schema names for a place of a draft, the best first. */
export function valuesAt(
  draft: DraftMap,
  path: readonly (string | number)[],
  { schemas, schemaFile }: Pick<FillOptions, "schemas" | "schemaFile">,
): readonly ShapeValue[] {
  const file = schemas.file(schemaFile);
  const schema = file && schemas.compiled(file);
  if (!schema) return [];
  let node = parseYaml(printText(draft)).documents[0]?.root;
  let given: readonly CompiledSchema[] = [schema];
  for (const step of path) {
    const applied = applicable(node, given, { steps: maxSteps });
    given =
      typeof step === "string"
        ? verdictOn(step, applied).schemas
        : applied.flatMap(({ schema: { items: item }, condition }) => (item && !condition ? [item] : []));
    node = node && (typeof step === "string" ? get(node, step) : items(node)[step]);
  }
  return valuesOf(shapeAt(node, given));
}

function shapeAt(node: YamlNode | undefined, given: readonly CompiledSchema[]): Shape {
  const applied = applicable(node, given, { steps: maxSteps });
  return [...new Set(applied.flatMap(({ schema, condition }) => (condition ? [] : [schema])))];
}

/** @returns whether anything was added */
function fillMap(
  draft: DraftMap,
  node: YamlNode | undefined,
  given: readonly CompiledSchema[],
  name: string,
): boolean {
  const applied = applicable(node, given, { steps: maxSteps });
  const missing = keysOf(shapeAt(node, given)).filter(
    ({ name: key, needed, deprecated }) => needed !== "optional" && !deprecated && !draft.has(key),
  );
  // As long as nothing says which branch is taken, all of them may seem to be.
  const deciding = missing.filter(({ shape }) =>
    valuesOf(shape).some(({ origin }) => origin === "allowed" || origin === "suggested"),
  );
  for (const key of deciding.length > 0 ? deciding : missing)
    draft.set(key.name, invent(key.shape, key.name, name));
  let added = missing.length > 0;
  for (const [key, value] of draft) {
    const { schemas } = verdictOn(key, applied);
    const child = node && get(node, key);
    if (isDraftMap(value)) added = fillMap(value, child, schemas, name) || added;
    if (!isDraftList(value)) continue;
    const ofItems = shapeAt(child, schemas).flatMap(({ items: item }) => item ?? []);
    for (const [index, item] of value.entries())
      if (isDraftMap(item)) added = fillMap(item, items(child)[index], ofItems, name) || added;
  }
  return added;
}

/** A value for a key that has to be there; maps get their keys in the next round. */
function invent(shape: Shape, key: string, name: string): Draft {
  const [type] = typesOf(shape);
  if (type === "object" || (type === undefined && shape.some(({ properties }) => properties)))
    return new Map();
  if (type !== "array") return inventScalar(shape, key, name);
  const ofItems = itemsOf(shape);
  return ofItems ? [invent(ofItems, key.replace(/s$/, ""), name)] : [];
}

/** What nobody can know is a placeholder, which no rule takes for a mistake. */
function inventScalar(shape: Shape, key: string, name: string): DraftScalar {
  const constant = shape.find(({ schema }) => schema.const !== undefined)?.schema.const;
  const values = valuesOf(shape);
  const [best] = values;
  if (constant !== undefined && best) return { value: best.value };
  const choices = values.filter(({ origin }) => origin !== "example").map(({ value }) => value);
  if (shape.some(({ schema }) => schema.format === "dataos-address"))
    return { value: "<dataos://depot:collection/dataset>", choices: [] };
  if (shape.some(({ schema }) => schema["x-defines"] !== undefined)) return { value: name, choices: [] };
  if (shape.some(({ schema }) => schema["x-secret"] === true))
    return { value: `\${${variable(key)}}`, choices: [] };
  if (shape.some(({ schema }) => schema["x-refers"] !== undefined || schema["x-path"] !== undefined)) {
    const usual = values.find(({ origin }) => origin === "default" || origin === "suggested");
    return { value: usual?.value ?? `<${key}>`, choices: [] };
  }
  return { value: best?.value ?? `<${key}>`, choices: choices.length > 20 ? [] : choices };
}

function variable(key: string): string {
  return key
    .replace(/([a-z])([A-Z])/g, "$1_$2")
    .replace(/\W+/g, "_")
    .toUpperCase();
}
