import { readdirSync, readFileSync } from "node:fs";
import { basename } from "node:path";
import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import fc from "fast-check";
import { expect, test } from "vitest";
import { parseYaml } from "../yaml/parse.ts";
import { get, toPlain, type YamlNode } from "../yaml/tree.ts";
import { builtinSchemas } from "./builtin.ts";
import type { SchemaObject } from "./dialect.ts";
import { publish } from "./publish.ts";
import { loadSchemas, type Schemas } from "./schemas.ts";
import { mutate, mutation } from "./testing/mutations.ts";
import { smallDocument, smallSchema } from "./testing/small-schemas.ts";
import { walk } from "./walk.ts";

/*
 * ajv is the oracle: the walker is silent exactly where ajv accepts. Left out on purpose, because the walker knows
 * better there: empty values and placeholders (they satisfy everything), formats (ajv has none of ours), deprecated
 * keys and recommended ones (they are no constraints).
 */

test("on any small schema, the walker is silent exactly where ajv accepts", () => {
  const schemasAndDocuments = fc.tuple(smallSchema, fc.array(smallDocument, { minLength: 1, maxLength: 8 }));
  fc.assert(
    fc.property(schemasAndDocuments, ([schema, documents]) => {
      const { schemas, problems } = loadSchemas({ "small.json": schema });
      expect(problems).toEqual([]);
      const accepts = newAjv().compile(publish(schema));
      for (const document of documents) expectAgreement(document, "small.json", schemas, accepts);
    }),
    { numRuns: 600 },
  );
});

const constraintsOnly = loadSchemas(
  Object.fromEntries(
    builtinSchemas.names.map((name) => [name, constraintsOf(builtinSchemas.file(name) ?? {})]),
  ),
).schemas;

test.each(builtinSchemas.names.filter((name) => name !== "common.json"))(
  "on mutated manifests of %s, the walker is silent exactly where ajv accepts",
  (name) => {
    const ajv = newAjv();
    for (const other of constraintsOnly.names)
      ajv.addSchema(publish(constraintsOnly.file(other) ?? {}), other);
    const accepts = ajv.getSchema(name);
    if (!accepts) throw new Error(`ajv does not know ${name}`);
    const manifests = manifestsOf(name);
    for (const manifest of manifests) expectAgreement(manifest, name, constraintsOnly, accepts);

    const mutated = fc
      .tuple(fc.constantFrom(...manifests), fc.array(mutation, { minLength: 1, maxLength: 3 }))
      .map(([manifest, mutations]) => mutations.reduce<unknown>(mutate, manifest));
    fc.assert(
      fc.property(mutated, (manifest) => expectAgreement(manifest, name, constraintsOnly, accepts)),
      { numRuns: 100 },
    );
  },
);

function expectAgreement(document: unknown, file: string, schemas: Schemas, accepts: ValidateFunction): void {
  const text = JSON.stringify(document, null, 2);
  const root = parseYaml(text).documents[0]?.root;
  if (!root) throw new Error("nothing to judge");
  expect(toPlain(root)).toEqual(document);
  const { problems } = walk(root, file, schemas);
  const accepted = accepts(document);
  const verdicts = { ajv: accepted ? "accepts" : accepts.errors, walker: problems };
  expect(problems.length === 0, JSON.stringify({ document, ...verdicts }, null, 1)).toBe(accepted);
}

function newAjv(): Ajv2020 {
  return new Ajv2020({ allErrors: true, strict: false, validateFormats: false, validateSchema: false });
}

/** A schema without what the property leaves out. */
function constraintsOf(schema: SchemaObject): SchemaObject {
  const isLeftOut = (keyword: string, value: unknown): boolean =>
    (keyword === "format" && typeof value === "string") ||
    (keyword === "deprecated" && value === true) ||
    (keyword === "x-recommended" && Array.isArray(value));
  const text = JSON.stringify(schema, (key, value: unknown) => (isLeftOut(key, value) ? undefined : value));
  return JSON.parse(text) as SchemaObject;
}

const samples = new URL("../../samples/sales-360/", import.meta.url);
const fixtures = new URL("fixtures/", import.meta.url);
const fixtureFiles = readdirSync(fixtures, { recursive: true, encoding: "utf8" });

/** Schemas that have no fixture: where in the sample workspace their manifests are. */
const places: Readonly<Record<string, readonly (readonly [file: string, ...path: (string | number)[]])[]>> = {
  "workflow.v1.json": [["ingestion/customer.yml"], ["ingestion/super-dag.yml"], ["quality/product.yml"]],
  "flare.json": [
    ["ingestion/customer.yml", "workflow", "dag", 0, "spec", "stackSpec"],
    ["transformation/order-enriched.yml", "workflow", "dag", 0, "spec", "stackSpec"],
  ],
  "soda.json": [["quality/customer.yml", "workflow", "dag", 0, "spec", "stackSpec"]],
  "scanner.json": [["scanners/depot-scanner.yml", "workflow", "dag", 0, "spec", "stackSpec"]],
  "lens-tables.json": [["lens/model/tables/customer.yml"]],
  "lens-views.json": [["lens/model/views/sales_analysis.yml"]],
  "lens-user-groups.json": [["lens/model/user_groups.yml"]],
};

function manifestsOf(name: string): readonly unknown[] {
  const kind = name.replace(/\.json$/, "");
  const texts = fixtureFiles.filter((file) => basename(file).startsWith(`${kind}.`));
  const nodes = [
    ...texts.map((file) => rootOf(readFileSync(new URL(file, fixtures), "utf8"))),
    ...(places[name] ?? []).map(([file, ...path]) =>
      get(rootOf(readFileSync(new URL(file, samples), "utf8")), ...path),
    ),
  ];
  expect(nodes.length, `manifests of ${name}`).toBeGreaterThan(0);
  return nodes.map((node) => {
    expect(node, `a manifest of ${name}`).toBeDefined();
    return withoutOpenValues(toPlain(node));
  });
}

function rootOf(text: string): YamlNode | undefined {
  return parseYaml(text).documents[0]?.root;
}

/** No placeholders and no empty values. */
function withoutOpenValues(value: unknown): unknown {
  if (typeof value === "string") return value.replaceAll(/[$<{]/g, "_");
  if (value === null) return "nothing";
  if (Array.isArray(value)) return value.map(withoutOpenValues);
  if (typeof value !== "object") return value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, withoutOpenValues(item)]));
}
