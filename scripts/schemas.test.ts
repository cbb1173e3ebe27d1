import { readdirSync, readFileSync } from "node:fs";
import { basename } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import { expect, test } from "vitest";
import { TextDocument } from "vscode-languageserver-textdocument";
import { parseAllDocuments, stringify } from "yaml";
import { getLanguageService } from "yaml-language-server";
import { publishedSchemas } from "./schemas.ts";

/*
 * The schemas as other tools use them: plain JSON Schema, which two validators that have nothing in common judge
 * alike, ajv and the language server behind Red Hat's YAML extension.
 */

const schemas = publishedSchemas();

test.each(Object.entries(schemas))(
  "%s satisfies the metaschema and is named like its file",
  (name, schema) => {
    const ajv = new Ajv2020({ strict: false });
    expect(ajv.validateSchema(schema), ajv.errorsText()).toBe(true);
    expect(schema.$id).toBe(name);
  },
);

const ajv = new Ajv2020({ strict: false, validateFormats: false });
for (const [name, schema] of Object.entries(schemas)) ajv.addSchema(schema, name);

function ajvAccepts(manifest: unknown, schema: string): boolean {
  return ajv.validate(schema, manifest);
}

async function redHatAccepts(manifest: unknown, schema: string): Promise<boolean> {
  const service = services.get(schema) ?? newService(schema);
  services.set(schema, service);
  const found = await redHatProblems(service, stringify(manifest));
  // Addresses of mail are the one format of ours that it judges, variables in them included.
  return found.filter(({ message }) => !String(message).includes("e-mail address")).length === 0;
}

let documents = 0;

function redHatProblems(service: Service, text: string) {
  // What was said of a document is remembered by its address.
  const document = TextDocument.create(`file:///w/${documents++}.yaml`, "yaml", 1, text);
  return service.doValidation(document, false);
}

type Service = ReturnType<typeof newService>;
const services = new Map<string, Service>();

/** @param schema what all files are judged by; without it, what each asks for in a comment */
function newService(schema?: string) {
  const service = getLanguageService({
    schemaRequestService: (uri) => {
      const file = uri.slice(uri.lastIndexOf("/") + 1);
      return file in schemas
        ? Promise.resolve(JSON.stringify(schemas[file]))
        : Promise.reject(new Error(`${uri} is asked for`));
    },
    workspaceContext: { resolveRelativePath: (path, base) => new URL(path, base).href },
  });
  const schemasOfAll = schema === undefined ? [] : [{ uri: `file:///s/${schema}`, fileMatch: ["*.yaml"] }];
  service.configure({ validate: true, schemas: schemasOfAll });
  return service;
}

const folder = new URL("../server/schema/fixtures/", import.meta.url);
const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((path) =>
  path.endsWith(".yaml"),
);
const fixtures = files.flatMap((file) =>
  parseAllDocuments(readFileSync(new URL(file, folder), "utf8")).map((document): [string, unknown] => [
    basename(file).replace(/\.(?:full|minimal)\.yaml$/, ".json"),
    document.toJS(),
  ]),
);

test("both accept the fixtures, by the schema of the kind and by the one for all", async () => {
  let seen = 0;
  for (const [schema, manifest] of fixtures) {
    // Placeholders are an affair of our own: to others they are texts like any other.
    if (JSON.stringify(manifest).includes("${{")) continue;
    for (const each of [schema, "dataos.json"]) {
      const verdicts = { ajv: ajvAccepts(manifest, each), redHat: await redHatAccepts(manifest, each) };
      expect(verdicts, `${each}: ${JSON.stringify(manifest)}`).toEqual({ ajv: true, redHat: true });
    }
    seen++;
  }
  expect(seen).toBeGreaterThan(60);
});

test("both agree on fixtures with one key renamed", async () => {
  const verdicts = { accepted: 0, rejected: 0 };
  const renamed = fixtures.flatMap(([, manifest]) => [...withOneKeyRenamed(manifest)]);
  for (const manifest of renamed.filter((_manifest, index) => index % 5 === 0)) {
    const accepted = ajvAccepts(manifest, "dataos.json");
    verdicts[accepted ? "accepted" : "rejected"]++;
    expect(await redHatAccepts(manifest, "dataos.json"), JSON.stringify(manifest)).toBe(accepted);
  }
  expect(verdicts.rejected).toBeGreaterThan(200);
  expect(verdicts.accepted).toBeGreaterThan(10);
}, 60_000);

test("what is no manifest of ours satisfies the schema for all", async () => {
  const others = [{}, { services: { web: { image: "x" } } }, { type: "object" }, { version: 2, tables: 3 }];
  for (const other of others) {
    expect([ajvAccepts(other, "dataos.json"), await redHatAccepts(other, "dataos.json")]).toEqual([
      true,
      true,
    ]);
  }
});

test("a version that a kind doesn't have is judged by its last one", async () => {
  const manifest = { name: "crm", version: "v3", type: "depot", depot: { type: "PULSAR" } };
  expect([ajvAccepts(manifest, "dataos.json"), await redHatAccepts(manifest, "dataos.json")]).toEqual([
    false,
    false,
  ]);
});

test("the page for users shows a comment that chooses the schema", async () => {
  const page = readFileSync(new URL("../docs/schemas.md", import.meta.url), "utf8");
  const [, example = ""] = /```yaml\n(.*?)```/s.exec(page) ?? [];
  const service = newService();
  expect(await redHatProblems(service, example)).toEqual([]);
  expect(await redHatProblems(service, example.replace("size:", "sise:"))).toHaveLength(2);
});

/** Copies of a value, each with one of the keys in it renamed. */
function* withOneKeyRenamed(value: unknown): Generator {
  if (Array.isArray(value)) {
    for (const [index, item] of value.entries())
      for (const other of withOneKeyRenamed(item)) yield value.with(index, other);
    return;
  }
  if (typeof value !== "object" || value === null) return;
  const entries = Object.entries(value);
  for (const [index, [key, item]] of entries.entries()) {
    yield Object.fromEntries(entries.with(index, [`${key}Other`, item]));
    for (const other of withOneKeyRenamed(item)) yield { ...value, [key]: other };
  }
}
