import { keywords, eachSubschema, pointerPart, type KeywordValue } from "./keywords.ts";
import { patternFault } from "./pattern.ts";

/** Deeper nesting is no schema that a person wrote. */
const maxDepth = 100;

export interface DialectProblem {
  /** JSON pointer within the file. */
  readonly pointer: string;
  readonly message: string;
}

/** Everything in a parsed JSON file that is not the dialect of `dialect.ts`; empty for a schema we can walk. */
export function checkDialect(root: unknown): readonly DialectProblem[] {
  const problems: DialectProblem[] = [];
  if (!isObject(root)) return [{ pointer: "", message: "A schema file must hold a JSON object." }];

  function check(schema: unknown, pointer: string, depth: number): void {
    if (typeof schema === "boolean") return;
    if (!isObject(schema)) {
      problems.push({ pointer, message: "A schema must be an object, `true` or `false`." });
      return;
    }
    if (depth > maxDepth) {
      problems.push({ pointer, message: `Schemas must not nest deeper than ${maxDepth} levels.` });
      return;
    }
    const before = problems.length;
    for (const [keyword, value] of Object.entries(schema)) {
      const message = faultOf(keyword, value, depth === 0);
      if (message !== undefined) problems.push({ pointer: `${pointer}/${pointerPart(keyword)}`, message });
    }
    if (problems.length > before) return;
    eachSubschema(schema, (subschema, part) => check(subschema, pointer + part, depth + 1));
  }

  check(root, "", 0);
  return problems;
}

function faultOf(keyword: string, value: unknown, isRoot: boolean): string | undefined {
  const kind = keywords.get(keyword);
  if (!kind) return `The keyword \`${keyword}\` is not supported${insteadOf.get(keyword) ?? "; remove it"}.`;
  if ((keyword === "$id" || keyword === "$schema") && !isRoot) {
    return `\`${keyword}\` may only stand at the top of a file; remove it.`;
  }
  if (!accepts[kind](value))
    return `The value of \`${keyword}\` must be ${expectations[kind] ?? `a ${kind}`}.`;
  if (kind === "pattern") return patternFault(value as string);
  if (kind === "schema by pattern") {
    return Object.keys(value as object)
      .map(patternFault)
      .find((fault) => fault !== undefined);
  }
  return undefined;
}

/** What to write instead of well-known keywords that the dialect leaves out. */
const insteadOf: ReadonlyMap<string, string> = new Map([
  ["oneOf", "; choose between branches with `if`, `then` and `else` on the key that tells them apart"],
  ["anyOf", "; list several types in `type`, or choose between branches with `if`, `then` and `else`"],
  ["not", "; forbid a key with `false`, or a value with a `pattern`"],
  ["definitions", "; call it `$defs`"],
  ["exclusiveMinimum", "; use `minimum`"],
  ["exclusiveMaximum", "; use `maximum`"],
  ["prefixItems", "; describe all items with `items`"],
  ["dependentRequired", "; use `if` and `then`"],
  ["dependentSchemas", "; use `if` and `then`"],
]);

const accepts: Record<KeywordValue, (value: unknown) => boolean> = {
  schema: () => true,
  schemas: (value) => Array.isArray(value) && value.length > 0,
  "schema by name": isObject,
  "schema by pattern": isObject,
  text: isText,
  "true or false": (value) => typeof value === "boolean",
  false: (value) => value === false,
  number: (value) => typeof value === "number",
  count: (value) => Number.isInteger(value) && (value as number) >= 0,
  "list of texts": isTexts,
  "text or list of texts": (value) => isText(value) || (isTexts(value) && value.length > 0),
  types: (value) => isType(value) || (Array.isArray(value) && value.length > 0 && value.every(isType)),
  pattern: isText,
  reference: (value) => isText(value) && /^(?:[\w.-]+)?(?:#(?:\/.*)?)?$/.test(value) && value !== "",
  severity: (value) => isText(value) && severities.has(value),
  sql: (value) => isObject(value) && isText(value["dialect"]) && isText(value["form"]),
  list: (value) => Array.isArray(value) && value.length > 0,
  anything: () => true,
};

const expectations: Partial<Record<KeywordValue, string>> = {
  schemas: "a list of at least one schema",
  "schema by name": "an object with a schema for each name",
  "schema by pattern": "an object with a schema for each pattern",
  "true or false": "`true` or `false`",
  false: "`false`",
  count: "a whole number of 0 or more",
  "text or list of texts": "a text or a list of texts",
  types: "`object`, `array`, `string`, `number`, `integer`, `boolean`, `null` or a list of these",
  reference: "`#/$defs/name`, or the same after the name of a file beside this one",
  severity: "`error`, `warning`, `information` or `hint`",
  sql: "an object with `dialect` and `form`",
  list: "a list of at least one value",
};

const severities = new Set(["error", "warning", "information", "hint"]);
const types = new Set(["object", "array", "string", "number", "integer", "boolean", "null"]);

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isText(value: unknown): value is string {
  return typeof value === "string";
}

function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every(isText);
}

function isType(value: unknown): boolean {
  return isText(value) && types.has(value);
}
