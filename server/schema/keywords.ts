/** What a keyword's value must look like. The four with `schema` hold further schemas. */
export type KeywordValue =
  | "schema"
  | "schemas"
  | "schema by name"
  | "schema by pattern"
  | "text"
  | "true or false"
  | "false"
  | "number"
  | "count"
  | "list of texts"
  | "text or list of texts"
  | "types"
  | "pattern"
  | "reference"
  | "severity"
  | "sql"
  | "list"
  | "anything";

/** Every keyword of the dialect; what stands nowhere in this table is refused. */
export const keywords: ReadonlyMap<string, KeywordValue> = new Map<string, KeywordValue>([
  ["$schema", "text"],
  ["$id", "text"],
  ["$ref", "reference"],
  ["$defs", "schema by name"],
  ["$comment", "text"],
  ["title", "text"],
  ["description", "text"],
  ["default", "anything"],
  ["examples", "list"],
  ["deprecated", "true or false"],
  ["type", "types"],
  ["const", "anything"],
  ["enum", "list"],
  ["pattern", "pattern"],
  ["format", "text"],
  ["minimum", "number"],
  ["maximum", "number"],
  ["minLength", "count"],
  ["maxLength", "count"],
  ["minItems", "count"],
  ["maxItems", "count"],
  ["minProperties", "count"],
  ["required", "list of texts"],
  ["properties", "schema by name"],
  ["patternProperties", "schema by pattern"],
  ["additionalProperties", "schema"],
  ["unevaluatedProperties", "false"],
  ["items", "schema"],
  ["allOf", "schemas"],
  ["if", "schema"],
  ["then", "schema"],
  ["else", "schema"],
  ["x-defines", "text"],
  ["x-refers", "text or list of texts"],
  ["x-scope", "list of texts"],
  ["x-sql", "sql"],
  ["x-path", "text"],
  ["x-severity", "severity"],
  ["x-recommended", "list of texts"],
  ["x-secret", "true or false"],
  ["x-message", "text"],
  ["x-replaced-by", "text"],
  ["x-suggest", "list"],
]);

/** Calls `visit` for each schema directly inside a schema, with the JSON pointer from there. */
export function eachSubschema(schema: object, visit: (subschema: unknown, pointer: string) => void): void {
  for (const [keyword, value] of Object.entries(schema)) {
    const kind = keywords.get(keyword);
    if (kind === "schema") visit(value, `/${keyword}`);
    if (kind === "schemas") {
      for (const [index, item] of (value as readonly unknown[]).entries())
        visit(item, `/${keyword}/${index}`);
    }
    if (kind === "schema by name" || kind === "schema by pattern") {
      for (const [name, item] of Object.entries(value as object)) {
        visit(item, `/${keyword}/${pointerPart(name)}`);
      }
    }
  }
}

/** A name or an index as a part of a JSON pointer. */
export function pointerPart(name: string | number): string {
  if (typeof name === "number") return String(name);
  return /[~/]/.test(name) ? name.replaceAll("~", "~0").replaceAll("/", "~1") : name;
}
