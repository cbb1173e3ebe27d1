import { walk } from "./ast.ts";
import type { Node } from "./ast.ts";
import { canonicalName, functionName, operatorTokens } from "./function-names.ts";
import type { Token } from "./parser.ts";
import { readParts } from "./relations.ts";
import type { SqlFunction } from "./sql.ts";

/**
 * Functions that statements call and operators they use, in textual order, as spelt but in lower case. The tree
 * says which there are, the tokens say where; what no token shows comes last, without a place.
 */
export function functionsOf(statements: readonly Node[], tokens: readonly Token[]): readonly SqlFunction[] {
  const used = new Set<string>();
  walk(statements.flatMap(readParts), (kind, body) => {
    const name = functionName(kind, body);
    if (name !== undefined && name !== "") used.add(name);
  });
  const placed = tokens.flatMap((token, index) => {
    const name = nameAt(token, tokens[index + 1], used);
    return name === undefined ? [] : [{ name, span: { start: token.start, end: token.end } }];
  });
  const seen = new Set(placed.map(({ name }) => canonicalName(name)));
  return [...placed, ...[...used].filter((name) => !seen.has(name)).map((name) => ({ name }))];
}

function nameAt(token: Token, next: Token | undefined, used: ReadonlySet<string>): string | undefined {
  const operator = operatorTokens[token.type];
  if (operator !== undefined) return used.has(operator) ? operator : undefined;
  const name = token.text.toLowerCase();
  const isCall = next?.type === "L_PAREN" || bareFunctions.has(name);
  return isCall && used.has(canonicalName(name)) && token.type !== "STRING" ? name : undefined;
}

/** Functions that are called without parentheses. */
const bareFunctions: ReadonlySet<string> = new Set([
  "current_date",
  "current_timestamp",
  "current_time",
  "localtimestamp",
  "current_user",
]);
