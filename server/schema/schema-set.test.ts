import fc from "fast-check";
import { expect, test } from "vitest";
import type { Problem } from "../text/problem.ts";
import { parseYaml } from "../yaml/parse.ts";
import type { SchemaObject } from "./dialect.ts";
import { loadSchemas, type Schemas } from "./schemas.ts";
import { setOf } from "./schema-set.ts";
import { smallBranches, smallDocument, smallSchema } from "./testing/small-schemas.ts";
import { walk } from "./walk.ts";

test.each([
  ["small schemas", smallSchema],
  ["values with conditions", smallBranches],
])("what was remembered of other documents changes no verdict on %s", (_, schemas) => {
  const documents = fc.array(smallDocument.map(withOpenParts), { minLength: 2, maxLength: 10 });
  fc.assert(fc.property(schemas, documents, expectNothingRemembered), { numRuns: 200 });
});

test.each<[SchemaObject, ...string[]]>([
  [{ if: { type: "object" }, else: { pattern: "^b" } }, '"${x}"', '"a"', '"${x}"'],
  [{ if: { type: "integer" }, then: { maximum: 0 } }, "1.5", "1", "1.5"],
  [{ if: { const: 1 }, then: { type: "string" } }, "1", '"1"', "!!str 1"],
  [{ if: { required: ["a"] }, else: { required: ["b"] } }, '{"${x}": 1}', '{"c": 1}', '{"a": 1}'],
  [{ if: { properties: { a: { maxItems: 1 } } }, then: { required: ["b"] } }, '{"a": [1]}', '{"a": [1, 2]}'],
])("%#: nor in these cases", (schema, ...texts) => expectNothingRemembered(schema, texts));

test("one list of schemas is one set", () => {
  const { schemas } = loadSchemas({ "a.json": { type: "object" }, "b.json": { required: ["a"] } });
  const [one, other] = ["a.json", "b.json"].flatMap(
    (name) => schemas.compiled(schemas.file(name) ?? {}) ?? [],
  );
  if (!one || !other) throw new Error("not compiled");
  expect(setOf([])).toBeUndefined();
  expect(setOf([one, other])).toBe(setOf([one, other]));
  expect(setOf([one, other])).not.toBe(setOf([other, one]));
});

function expectNothingRemembered(schema: SchemaObject, texts: readonly string[]): void {
  const load = () => loadSchemas({ "small.json": schema }).schemas;
  const shared = load();
  for (const text of texts) expect(problemsOf(text, shared)).toEqual(problemsOf(text, load()));
}

/** A document with empty values, and with placeholders for values and keys. */
function withOpenParts(document: unknown): string {
  return JSON.stringify(document, null, 1)
    .replaceAll('"x1"', '"${x}"')
    .replaceAll('""', "null")
    .replaceAll('"ab":', '"{{k}}":');
}

function problemsOf(text: string, schemas: Schemas): readonly Problem[] {
  const root = parseYaml(text).documents[0]?.root;
  return root ? walk(root, "small.json", schemas, text).problems : [];
}
