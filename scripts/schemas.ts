import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { builtinSchemas } from "../server/schema/builtin.ts";
import type { Schema, SchemaObject } from "../server/schema/dialect.ts";
import { publish } from "../server/schema/publish.ts";

const root = dirname(import.meta.dirname);

/**
 * The schemas as other tools can use them, by file name: one a kind and version, `dataos.json` which chooses among
 * them by what a manifest says it is, and `config.json` of `dps.config.yml`. They refer to each other as neighbours.
 */
export function publishedSchemas(): Readonly<Record<string, SchemaObject>> {
  const kinds = builtinSchemas.names.map((name) => [name, publish(builtinSchemas.file(name) ?? {})] as const);
  const config = JSON.parse(readFileSync(join(root, "schemas/config.json"), "utf8")) as SchemaObject;
  return { ...Object.fromEntries(kinds), "config.json": publish(config), "dataos.json": anyManifest() };
}

/** Writes the published schemas into a folder. */
export function writeSchemas(folder: string): void {
  mkdirSync(folder, { recursive: true });
  for (const [name, schema] of Object.entries(publishedSchemas()))
    writeFileSync(join(folder, name), `${JSON.stringify(schema, null, 2)}\n`);
}

/** One schema for all YAML files of a workspace: what is no manifest satisfies it. */
function anyManifest(): SchemaObject {
  const kinds = versionsByKind();
  return {
    $schema: "https://json-schema.org/draft/2020-12/schema",
    $id: "dataos.json",
    title: "Manifest of DataOS",
    description:
      "A manifest of any kind: `type` and `version` choose the schema, or the first key of a Lens model.",
    type: "object",
    properties: {
      type: {
        type: "string",
        description: "Kind of the manifest; the section that describes it bears the same name.",
      },
    },
    allOf: [...[...kinds].map(ofKind), ...models.map(ofModel)],
  };
}

function ofKind([kind, versions]: readonly [string, readonly string[]]): SchemaObject {
  return {
    if: { required: ["type"], properties: { type: { const: typeOf(kind) } } },
    then: schemaByVersion(kind, versions),
  };
}

function ofModel([key, schema]: readonly [string, string]): SchemaObject {
  return {
    if: { required: [key], properties: { type: false, [key]: { type: "array" } } },
    then: { $ref: schema },
  };
}

/** Files of Lens models have no `type`; this key tells them. */
const models = [
  ["tables", "lens-tables.json"],
  ["views", "lens-views.json"],
  ["user_groups", "lens-user-groups.json"],
  ["entities", "lens-1.json"],
] as const;

function versionsByKind(): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, readonly string[]>();
  for (const name of builtinSchemas.names) {
    const [, kind, version] = /^(.+)\.(v\d\w*)\.json$/.exec(name) ?? [];
    if (kind !== undefined && version !== undefined)
      found.set(kind, [...(found.get(kind) ?? []), version].toSorted());
  }
  return found;
}

/** Data products are `data` there. */
function typeOf(kind: string): string {
  return kind === "data-product" ? "data" : kind;
}

/** The last version also judges what names none of them, and says so. */
function schemaByVersion(kind: string, [version = "", ...others]: readonly string[]): Schema {
  const $ref = `${kind}.${version}.json`;
  if (others.length === 0) return { $ref };
  return {
    if: { required: ["version"], properties: { version: { const: version } } },
    then: { $ref },
    else: schemaByVersion(kind, others),
  };
}
