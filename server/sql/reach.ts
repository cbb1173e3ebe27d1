import { bodyOf, isNode, nodes, walk } from "./ast.ts";
import type { Node } from "./ast.ts";
import { relationsOf } from "./relations.ts";
import type { Span, TranslateRequest } from "./sql.ts";

/** Something that a statement reads though it can't, or must not, be read here. */
export interface OutOfReach {
  readonly message: string;
  readonly span?: Span;
}

/**
 * The first thing a statement reads beside the relations that it was given. The engine would look for any other name
 * in its own catalogs and among files, and has functions that read files and its own state.
 */
export function outOfReach(
  statement: Node,
  { dialect, relations }: Pick<TranslateRequest, "dialect" | "relations">,
): OutOfReach | undefined {
  const called = tableFunctionsOf(statement).find((name) => !tableFunctions.has(name.toLowerCase()));
  // Spark's are known one by one, like all its functions.
  if (called !== undefined && dialect !== "spark")
    return {
      message: `The function \`${called}\` is not run here; SQL reads tables and views, and nothing else.`,
    };
  if (!relations) return undefined;
  const unknown = relationsOf(statement, dialect).find(
    ({ name }) => !Object.hasOwn(relations, name.join(".").toLowerCase()),
  );
  if (!unknown) return undefined;
  const { name, start, end } = unknown;
  return { message: `There is no table or view "${name.join(".")}" here.`, span: { start, end } };
}

/** What stands after FROM and JOIN as a call. */
function tableFunctionsOf(statement: Node): readonly string[] {
  const names: string[] = [];
  const read = (source: unknown): void => {
    const wrapped = bodyOf(source, "alias") ?? bodyOf(source, "lateral");
    if (wrapped) return read(wrapped["this"]);
    const call = bodyOf(source, "function");
    const name = call?.["name"];
    if (!call || typeof name !== "string") return;
    if (name.toLowerCase() === "table") nodes(call["args"]).forEach(read);
    else names.push(name);
  };
  walk(statement, (kind, body) => {
    if (kind !== "select") return;
    const from = isNode(body["from"]) ? nodes(body["from"]["expressions"]) : [];
    const joined = nodes(body["joins"]).map((join) => join["this"]);
    [...from, ...joined].forEach(read);
  });
  return names;
}

/** They make rows of nothing but their arguments. */
const tableFunctions: ReadonlySet<string> = new Set([
  "explode",
  "flatten",
  "generate_array",
  "generate_date_array",
  "generate_series",
  "generate_timestamp_array",
  "json_array_elements",
  "json_array_elements_text",
  "json_each",
  "jsonb_array_elements",
  "jsonb_array_elements_text",
  "regexp_split_to_table",
  "sequence",
  "split_to_table",
  "string_to_table",
  "unnest",
]);
