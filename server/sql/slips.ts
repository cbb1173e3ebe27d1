import type { SqlDialect } from "../schema/dialect.ts";
import { nearest } from "../text/nearest.ts";
import type { Token } from "./parser.ts";
import type { Span, SqlSyntaxError } from "./sql.ts";

/** In these a list may not end in a comma; the library lets it. */
const strictDialects: ReadonlySet<SqlDialect> = new Set(["spark", "trino", "postgres", "lens"]);

/** A comma that a clause follows: it parses, with the clause's keyword taken for a name or the comma for nothing. */
export function findStrayComma(tokens: readonly Token[], dialect: SqlDialect): SqlSyntaxError | undefined {
  if (!strictDialects.has(dialect)) return undefined;
  const index = tokens.findIndex(({ type }, at) => type === "COMMA" && beginsClause(tokens, at + 1));
  return index < 0 ? undefined : strayComma(tokens, index);
}

/** The mistake behind what the parser stumbles over at `place`, where it is a common one. */
export function findSlip(
  place: Span,
  tokens: readonly Token[],
  text: string,
  dialect: SqlDialect,
): SqlSyntaxError | undefined {
  const at = tokens.findIndex(({ end }) => end > place.start);
  if (at < 0) return undefined;
  const comma = findStrayComma(tokens, dialect);
  if (comma && comma.start <= place.start) return comma;
  return misspeltKeyword([at, at - 1, 0], tokens, text) ?? missingComma(at, tokens, text);
}

function strayComma(tokens: readonly Token[], index: number): SqlSyntaxError {
  const { start = 0, end = 0 } = tokens[index] ?? {};
  const next = tokens[index + 1]?.text.toUpperCase() ?? "";
  return { start, end, message: `Nothing follows this comma before ${next}; remove it.`, replacement: "" };
}

/** A keyword of these may also be a name; what follows tells. */
function beginsClause(tokens: readonly Token[], at: number): boolean {
  const word = tokens[at]?.text.toLowerCase() ?? "";
  const next = tokens[at + 1];
  if (tokens[at]?.type === "QUOTED_IDENTIFIER" || !next) return false;
  if (word === "from" || word === "where" || word === "having")
    return !["FROM", "COMMA", "ALIAS", "AS", "R_PAREN"].includes(next.type);
  return (word === "group" || word === "order") && next.text.toLowerCase() === "by";
}

const keywords = ["SELECT", "FROM", "WHERE", "GROUP", "ORDER", "HAVING", "JOIN", "UNION", "BETWEEN", "LIMIT"];

function misspeltKeyword(
  candidates: readonly number[],
  tokens: readonly Token[],
  text: string,
): SqlSyntaxError | undefined {
  for (const index of candidates) {
    const token = tokens[index];
    if (token?.type !== "VAR") continue;
    const { start, end } = token;
    const found = text.slice(start, end);
    const keyword = nearest(found, keywords);
    if (keyword === undefined || keyword === found.toUpperCase()) continue;
    const message = `"${found}" is not expected here; did you mean ${keyword}?`;
    return { start, end, message, replacement: keyword };
  }
  return undefined;
}

/** `a MAX(b)`: a function's name is taken for the alias of what stands before it. */
function missingComma(at: number, tokens: readonly Token[], text: string): SqlSyntaxError | undefined {
  const [before, name, parenthesis] = tokens.slice(Math.max(0, at - 2), at + 1);
  if (parenthesis?.type !== "L_PAREN" || name?.type !== "VAR") return undefined;
  if (!before || !["VAR", "R_PAREN", "NUMBER", "STRING", "QUOTED_IDENTIFIER"].includes(before.type)) {
    return undefined;
  }
  const { start, end } = name;
  return {
    start,
    end,
    message: `"${text.slice(start, end)}" is not expected here; is a comma missing before it?`,
  };
}
