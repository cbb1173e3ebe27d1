import type { Parser, Token } from "./parser.ts";
import type { SqlRequest, SqlToken } from "./sql.ts";
import { maskPlaceholders } from "./templates.ts";

/** Longer texts are not coloured. UTF-16 units. */
const maxLength = 100_000;

/** The words of a text that an editor colours, whether or not it parses; placeholders, names and brackets are none. */
export function highlight(parser: Parser, request: SqlRequest): readonly SqlToken[] {
  const { text, dialect } = request;
  const masked = text.length <= maxLength ? maskPlaceholders(request) : undefined;
  if (!masked) return [];
  const tokens = parser.tokenize(masked.text, dialect);
  return tokens.flatMap((token, index): SqlToken[] => {
    const { start, end } = token;
    const kind = kindOf(token, tokens[index + 1]);
    const isMasked = masked.placeholders.some((each) => each.start < end && start < each.end);
    return kind && !isMasked ? [{ start, end, kind }] : [];
  });
}

function kindOf({ type, text }: Token, next: Token | undefined): SqlToken["kind"] | undefined {
  if (type === "STRING" || type === "NUMBER") return type === "STRING" ? "string" : "number";
  if (type === "QUOTED_IDENTIFIER") return undefined;
  if (type === "VAR") return next?.type === "L_PAREN" ? "function" : undefined;
  if (/^[A-Za-z_]+$/.test(text)) return "keyword";
  return /^[-+*/%=<>!|&^~]+$/.test(text) ? "operator" : undefined;
}
