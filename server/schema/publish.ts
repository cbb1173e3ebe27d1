import type { SchemaObject } from "./dialect.ts";
import { keywords } from "./keywords.ts";

/**
 * The form in which a schema is published: plain JSON Schema, without the `x-` keywords and otherwise the same.
 * References stay relative, so the files must be published side by side.
 */
export function publish(schema: SchemaObject): SchemaObject {
  return published(schema) as SchemaObject;
}

function published(schema: unknown): unknown {
  if (typeof schema !== "object" || schema === null) return schema;
  const kept = Object.entries(schema).filter(([keyword]) => !keyword.startsWith("x-"));
  return Object.fromEntries(kept.map(([keyword, value]) => [keyword, publishedValue(keyword, value)]));
}

/** Only where schemas stand is an `x-` a keyword: a property or a default may bear such a name. */
function publishedValue(keyword: string, value: unknown): unknown {
  switch (keywords.get(keyword)) {
    case "schema":
      return published(value);
    case "schemas":
      return (value as readonly unknown[]).map(published);
    case "schema by name":
    case "schema by pattern":
      return Object.fromEntries(
        Object.entries(value as object).map(([name, item]) => [name, published(item)]),
      );
    default:
      return value;
  }
}
