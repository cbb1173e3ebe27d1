import { entries, entry, isMap, isScalar, textOf, type YamlNode } from "../yaml/tree.ts";
import type { CompiledSchema } from "./compile.ts";
import { isOpenKey } from "./key.ts";
import { isOpen, typeOf } from "./value.ts";

/** What decides which branches of some schemas apply to a node, beside the type of the node. */
export interface Conditions {
  /** Keys of the node: what their values are, or only whether they are there. */
  readonly keys: ReadonlyMap<string, "value" | "presence">;
  /** The text of the node itself. */
  readonly text: boolean;
}

/** What the `if`s of schemas look at; undefined when it is more than texts, some keys and the texts in them. */
export function conditionsOf(schemas: readonly CompiledSchema[]): Conditions | undefined {
  const reader = new ConditionReader();
  return schemas.every((schema) => reader.readBranches(schema)) ? reader : undefined;
}

/**
 * What the conditions see of a node, as one text: the same schemas apply to all nodes that have it in common.
 * Undefined when it is not worth remembering or can't be told so shortly.
 */
export function stateOf(node: YamlNode | undefined, { keys, text }: Conditions): string | undefined {
  let state = text ? stateOfScalar(node) : isOpen(node) ? undefined : typeOf(node);
  if (state === undefined || keys.size === 0 || !isMap(node)) return state;
  let complete = true;
  for (const [name, looksAt] of keys) {
    const found = entry(node, name);
    if (!found) complete = false;
    const seen = found && looksAt === "value" ? stateOfScalar(found.value) : String(found !== undefined);
    if (seen === undefined) return undefined;
    state += `\n${seen}`;
  }
  return complete || !entries(node).some(isOpenKey) ? state : undefined;
}

const maxTextLength = 100;

function stateOfScalar(node: YamlNode | undefined): string | undefined {
  if (node === undefined) return "null";
  // A tag may give the same text another value.
  if (!isScalar(node) || node.tag !== undefined) return undefined;
  const text = textOf(node) ?? "";
  return text.length > maxTextLength || text.includes("\n") ? undefined : `${typeOf(node)} ${text}`;
}

/** Reads through the branches of schemas. Each method is false when it comes upon a condition of another sort. */
class ConditionReader implements Conditions {
  readonly keys = new Map<string, "value" | "presence">();
  text = false;
  readonly #branching = new Set<CompiledSchema>();
  readonly #conditions = new Set<CompiledSchema>();

  readBranches({ applied }: CompiledSchema): boolean {
    return applied.every(({ schema }) => {
      if (!schema.if || this.#branching.has(schema)) return true;
      this.#branching.add(schema);
      const branches = [schema.then, schema.else];
      return (
        this.#readCondition(schema.if) && branches.every((branch) => !branch || this.readBranches(branch))
      );
    });
  }

  #readCondition(condition: CompiledSchema): boolean {
    if (this.#conditions.has(condition)) return true;
    this.#conditions.add(condition);
    if (looksFurther(condition)) return false;
    if (looksAtText(condition)) this.text = true;
    for (const name of condition.schema.required ?? []) this.#readKey(name, "presence");
    for (const [name, { never }] of condition.properties ?? [])
      this.#readKey(name, never ? "presence" : "value");
    const parts = [...condition.also, condition.if, condition.then, condition.else];
    return parts.every((part) => !part || this.#readCondition(part));
  }

  #readKey(name: string, looksAt: "value" | "presence"): void {
    if (looksAt === "value" || !this.keys.has(name)) this.keys.set(name, looksAt);
  }
}

function looksFurther({ schema, patternProperties, additional, items }: CompiledSchema): boolean {
  const counts = [schema.minItems, schema.maxItems, schema.minProperties];
  return (
    patternProperties.length > 0 ||
    (additional ?? items ?? schema.unevaluatedProperties) !== undefined ||
    counts.some((count) => count !== undefined)
  );
}

/** Whole numbers are told from others by their text. */
function looksAtText({ schema, types, pattern }: CompiledSchema): boolean {
  const bounds = [schema.minimum, schema.maximum, schema.minLength, schema.maxLength];
  return (
    (schema.const ?? schema.enum ?? pattern) !== undefined ||
    bounds.some((bound) => bound !== undefined) ||
    types?.some((type) => type === "integer" || type === "number") === true
  );
}
