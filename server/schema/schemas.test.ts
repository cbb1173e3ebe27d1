import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { SchemaObject } from "./dialect.ts";
import { loadSchemas } from "./schemas.ts";
import { rootOf } from "./testing/marked.ts";
import { walk } from "./walk.ts";

function refusals(files: Record<string, unknown>): readonly string[] {
  return loadSchemas(files as Record<string, SchemaObject>).problems.map(({ message }) => message);
}

test.each<[what: string, schema: unknown, message: string]>([
  [
    "oneOf",
    { properties: { a: { oneOf: [{}] } } },
    "a.json#/properties/a/oneOf: The keyword `oneOf` is not supported; choose between branches with `if`, `then` and `else` on the key that tells them apart.",
  ],
  [
    "an unknown keyword",
    { requierd: [] },
    "a.json#/requierd: The keyword `requierd` is not supported; remove it.",
  ],
  [
    "an unknown meaning",
    { items: { "x-defnes": "depot" } },
    "a.json#/items/x-defnes: The keyword `x-defnes` is not supported; remove it.",
  ],
  [
    "a type we don't know",
    { $defs: { "a/b~c": { type: "int" } } },
    "a.json#/$defs/a~1b~0c/type: The value of `type` must be `object`, `array`, `string`, `number`, `integer`, `boolean`, `null` or a list of these.",
  ],
  [
    "a list of names",
    { required: "name" },
    "a.json#/required: The value of `required` must be a list of texts.",
  ],
  [
    "unevaluatedProperties that allow some",
    { unevaluatedProperties: {} },
    "a.json#/unevaluatedProperties: The value of `unevaluatedProperties` must be `false`.",
  ],
  [
    "a severity",
    { allOf: [{ "x-severity": "fatal" }] },
    "a.json#/allOf/0/x-severity: The value of `x-severity` must be `error`, `warning`, `information` or `hint`.",
  ],
  [
    "no schema",
    { properties: { a: 5 } },
    "a.json#/properties/a: A schema must be an object, `true` or `false`.",
  ],
  ["no object", [], "a.json#: A schema file must hold a JSON object."],
  ["nothing", null, "a.json#: A schema file must hold a JSON object."],
  [
    "another base for references",
    { items: { $id: "b.json" } },
    "a.json#/items/$id: `$id` may only stand at the top of a file; remove it.",
  ],
  [
    "a reference into nothing",
    { items: { $ref: "#/$defs/nothing" } },
    "a.json#/items: `#/$defs/nothing` leads to no schema; correct the reference.",
  ],
  [
    "a reference to what is no schema",
    { $ref: "#/properties", properties: {} },
    "a.json#: `#/properties` leads to no schema; correct the reference.",
  ],
  [
    "a reference to the network",
    { $ref: "https://example.com/a.json" },
    "a.json#/$ref: The value of `$ref` must be `#/$defs/name`, or the same after the name of a file beside this one.",
  ],
  [
    "a broken pattern",
    { pattern: "(" },
    "a.json#/pattern: The pattern `(` is no regular expression: Invalid regular expression: /(/u: Unterminated group.",
  ],
  [
    "a pattern that can take for ever",
    { patternProperties: { "^(a+)+$": {} } },
    "a.json#/patternProperties: In the pattern `^(a+)+$`, `(a+)` can match the same text in very many ways; let each repetition begin with a character of its own.",
  ],
  [
    "a schema that applies itself",
    { allOf: [{ $ref: "#" }] },
    "a.json#: This schema applies itself, or too many others, to one value.",
  ],
  [
    "a schema that applies itself on a condition",
    { if: {}, then: { $ref: "#" } },
    "a.json#: This schema applies itself, or too many others, to one value.",
  ],
])("%s is refused", (_what, schema, message) => {
  const { schemas, problems } = loadSchemas({ "a.json": schema as SchemaObject });
  expect(problems).toEqual([{ file: "a.json", message }]);
  expect(schemas.names).toEqual([]);
  expect(schemas.file("a.json")).toBeUndefined();
});

test("a schema that doubles with every step is refused", () => {
  const $defs = Object.fromEntries(
    Array.from({ length: 40 }, (_, index) => {
      const next = { $ref: `#/$defs/d${index + 1}` };
      return [`d${index}`, index === 39 ? {} : { allOf: [next, next] }];
    }),
  );
  expect(refusals({ "a.json": { $ref: "#/$defs/d0", $defs } })).toHaveLength(1);
});

test("what refers to a refused file is refused as well, and nothing else", () => {
  const { schemas, problems } = loadSchemas({
    "bad.json": { not: {} } as SchemaObject,
    "user.json": { $ref: "bad.json#/$defs/x" },
    "indirect.json": { items: { $ref: "user.json" } },
    "good.json": { type: "object" },
  });
  expect(schemas.names).toEqual(["good.json"]);
  expect(problems.map(({ file }) => file)).toEqual(["bad.json", "user.json", "indirect.json"]);
});

test("whatever a file holds, loading does not throw", () => {
  const keyword = fc.constantFrom(
    "properties",
    "allOf",
    "if",
    "$ref",
    "pattern",
    "items",
    "type",
    "enum",
    "x-sql",
  );
  const odd = fc.letrec((tie) => ({
    value: fc.oneof({ maxDepth: 4 }, fc.jsonValue({ maxDepth: 1 }), fc.dictionary(keyword, tie("value"))),
  })).value;
  fc.assert(
    fc.property(odd, (file) => {
      const { schemas, problems } = loadSchemas({ "a.json": file as SchemaObject });
      expect(schemas.names.length + problems.length).toBeGreaterThan(0);
    }),
    { numRuns: 500 },
  );
});

describe("references", () => {
  const { schemas } = loadSchemas({
    "common.json": {
      $defs: { name: { type: "string" }, list: { items: { $ref: "#/$defs/name" } }, any: true },
    },
    "a.json": {
      properties: { name: { $ref: "common.json#/$defs/name" }, names: { $ref: "common.json#/$defs/list" } },
    },
  });

  test("resolve within their file and into others", () => {
    expect(schemas.resolve("common.json#/$defs/name", "a.json")).toEqual({ type: "string" });
    expect(schemas.resolve("#/$defs/any", "common.json")).toBe(true);
    expect(schemas.resolve("#", "a.json")).toBe(schemas.file("a.json"));
    expect(schemas.resolve("a.json", "common.json")).toBe(schemas.file("a.json"));
    expect(schemas.resolve("#/$defs/name", "a.json")).toBeUndefined();
    expect(schemas.resolve("nowhere.json", "a.json")).toBeUndefined();
    expect(schemas.resolve("#/__proto__", "a.json")).toBeUndefined();
  });

  test("within a referred file mean that file", () => {
    const { problems } = walk(rootOf("name: 1\nnames: [2, a]"), "a.json", schemas);
    expect(problems.map(({ rule }) => rule)).toEqual(["wrong-type", "wrong-type"]);
  });

  test("may lead in a circle through keys and items", () => {
    const { schemas: tree } = loadSchemas({
      "tree.json": { properties: { value: { type: "integer" }, children: { items: { $ref: "#" } } } },
    });
    const { problems } = walk(
      rootOf("children: [{ value: 1, children: [{ value: x }] }]"),
      "tree.json",
      tree,
    );
    expect(problems).toMatchObject([{ rule: "wrong-type" }]);
  });
});

describe("schemas on top of others", () => {
  const base = loadSchemas({
    "common.json": { $defs: { name: { type: "string" } } },
    "stack.json": { type: "string" },
  }).schemas;

  test("refer to them and come with them", () => {
    const { schemas, problems } = loadSchemas(
      { "ingestor.v1.json": { properties: { name: { $ref: "common.json#/$defs/name" } } } },
      base,
    );
    expect(problems).toEqual([]);
    expect(schemas.names).toEqual(["common.json", "ingestor.v1.json", "stack.json"]);
    expect(walk(rootOf("name: [1]"), "ingestor.v1.json", schemas).problems).toHaveLength(1);
    expect(walk(rootOf("[1]"), "stack.json", schemas).problems).toHaveLength(1);
  });

  test("take the place of one of the same name", () => {
    const { schemas } = loadSchemas({ "stack.json": { type: "array" } }, base);
    expect(schemas.names).toEqual(["common.json", "stack.json"]);
    expect(walk(rootOf("[1]"), "stack.json", schemas).problems).toEqual([]);
  });
});
