import configSchema from "../../schemas/config.json" with { type: "json" };
import type { Kind } from "../manifest/kind.ts";
import { rules } from "../rules/index.ts";
import type { SchemaObject } from "../schema/dialect.ts";
import { loadSchemas, type Schemas } from "../schema/schemas.ts";
import { configName } from "../workspace/discover.ts";

/** What a file of a workspace is for completion and hover, where its name alone decides: the configuration. */
export interface KnownFile {
  readonly kind: Kind;
  readonly schemas: Schemas;
}

/** Undefined for every file but the configuration at the root. */
export function knownFile(file: string): KnownFile | undefined {
  return file === configName ? configuration : undefined;
}

const configuration: KnownFile = {
  kind: { kind: "configuration", schemaFile: "config.json" },
  schemas: loadSchemas({ "config.json": withRules(configSchema as SchemaObject) }).schemas,
};

/** The schema with each rule by name, so that it is proposed and explained. */
function withRules(schema: SchemaObject): SchemaObject {
  const { rules: severities } = schema.properties ?? {};
  if (typeof severities !== "object" || typeof severities.additionalProperties !== "object") return schema;
  const severity = severities.additionalProperties;
  const byName = rules.map(({ id, summary, severity: usual }) => [
    id,
    { ...severity, description: summary, default: usual },
  ]);
  const named = { ...severities, properties: Object.fromEntries(byName) as SchemaObject["properties"] };
  return { ...schema, properties: { ...schema.properties, rules: named } };
}
