import type { Node } from "../ast.ts";
import { isNode } from "../ast.ts";

/** Arguments of a call in order, whatever fields the library keeps them in. */
export function argumentsOf(kind: string, body: Node): readonly Node[] {
  if (Array.isArray(body["args"])) return body["args"].filter(isNode);
  const fields = fieldsOf[kind] ?? ["this", "expression", "expressions"];
  return fields.flatMap((field) => {
    const value = body[field];
    return Array.isArray(value) ? value.filter(isNode) : isNode(value) ? [value] : [];
  });
}

const fieldsOf: Readonly<Record<string, readonly string[]>> = {
  ceil: ["this", "decimals"],
  concat: ["left", "right"],
  div: ["left", "right"],
  floor: ["this", "scale"],
  i_like: ["left", "right"],
  if_func: ["condition", "true_value", "false_value"],
  lag: ["this", "offset", "default"],
  lead: ["this", "offset", "default"],
  like: ["left", "right"],
  log: ["base", "this"],
  bitwise_and: ["left", "right"],
  bitwise_or: ["left", "right"],
  bitwise_xor: ["left", "right"],
  mod: ["left", "right"],
  null_safe_eq: ["left", "right"],
  nvl2: ["this", "true_value", "false_value"],
  rand: ["seed"],
  regexp_like: ["this", "pattern"],
  str_position: ["substr", "this", "position"],
  substring: ["this", "start", "length"],
  subscript: ["this", "index"],
  trim: ["this", "characters"],
};
