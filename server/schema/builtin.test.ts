import { readdirSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, test } from "vitest";
import { builtinSchemas } from "./builtin.ts";
import type { SchemaObject } from "./dialect.ts";
import { eachSubschema } from "./keywords.ts";
import { publish } from "./publish.ts";
import { loadSchemas } from "./schemas.ts";

const folder = new URL("../../schemas/", import.meta.url);

test("every file of the folder is there, but that of the configuration", () => {
  const files = readdirSync(folder).filter((name) => name.endsWith(".json") && name !== "config.json");
  expect(builtinSchemas.names).toEqual(files.sort());
});

test("all load without a problem", () => {
  const files = Object.fromEntries(
    builtinSchemas.names.map((name) => [name, builtinSchemas.file(name) ?? {}]),
  );
  expect(loadSchemas(files).problems).toEqual([]);
});

describe.each(builtinSchemas.names)("%s", (name) => {
  const schema = builtinSchemas.file(name) ?? {};

  test("is a JSON Schema of its draft, named like its file", () => {
    const ajv = new Ajv2020({ strict: false });
    expect(ajv.validateSchema(publish(schema)), ajv.errorsText()).toBe(true);
    expect([schema.$id, schema.$schema]).toEqual([name, "https://json-schema.org/draft/2020-12/schema"]);
  });

  test("is published without our own keywords, and otherwise as it is", () => {
    const published = keywordsOf(publish(schema));
    expect(published.filter(([keyword]) => keyword.startsWith("x-"))).toEqual([]);
    expect(published).toEqual(keywordsOf(schema).filter(([keyword]) => !keyword.startsWith("x-")));
  });
});

test("publishing keeps what only looks like a keyword of ours", () => {
  const schema: SchemaObject = {
    "x-severity": "hint",
    properties: { "x-note": { "x-secret": true, type: "string" } },
    patternProperties: { "^x-": true },
    const: { "x-severity": "hint" },
    default: { "x-a": 1 },
    allOf: [{ "x-scope": ["job"], if: { "x-message": "m", required: ["x-note"] }, then: false }],
  };
  expect(publish(schema)).toEqual({
    properties: { "x-note": { type: "string" } },
    patternProperties: { "^x-": true },
    const: { "x-severity": "hint" },
    default: { "x-a": 1 },
    allOf: [{ if: { required: ["x-note"] }, then: false }],
  });
});

/** Every keyword of a schema and of those inside it, with the JSON pointer of its schema. */
function keywordsOf(schema: unknown, pointer = ""): [keyword: string, pointer: string][] {
  if (typeof schema !== "object" || schema === null) return [];
  const found = Object.keys(schema).map((keyword): [string, string] => [keyword, pointer]);
  eachSubschema(schema, (subschema, part) => found.push(...keywordsOf(subschema, pointer + part)));
  return found;
}
