import type { Token } from "./parser.ts";
import type { Span } from "./sql.ts";

/**
 * Says what the parser found, to a person: the library's own messages name internal tokens and lines. The span
 * given is that of the offending token.
 */
export function describeSyntaxError(
  message: string,
  span: Span,
  tokens: readonly Token[],
  text: string,
): string {
  if (message.includes("Unterminated")) return describeUnterminated(message);
  const unexpectedCharacter = /Unexpected character: '(.+?)'/u.exec(message)?.[1];
  if (unexpectedCharacter !== undefined)
    return `The character ${unexpectedCharacter} has no meaning in SQL here.`;

  const found = text.slice(span.start, span.end);
  const last = tokens.at(-1);
  const endsHere = last !== undefined && span.start >= last.start;
  const atEnd = message.includes("end of input") || (endsHere && needsMore(last));
  const expected = /Expected (\w+)/.exec(message)?.[1];
  const wanted = expected === undefined ? undefined : (tokenNames[expected] ?? wordedExpectation(message));
  if (atEnd) {
    const after = `The SQL ends after "${found}"`;
    return wanted === undefined
      ? `${after}, which needs something to follow.`
      : `${after}, but ${wanted} is missing.`;
  }
  return wanted === undefined ? `"${found}" is not expected here.` : `Expected ${wanted} before "${found}".`;
}

function describeUnterminated(message: string): string {
  if (message.includes("identifier"))
    return "This quoted name is never closed: its closing quote is missing.";
  if (message.includes("comment")) return "This comment is never closed: `*/` is missing.";
  return "This text is never closed: its closing quote is missing.";
}

/** The library points at the last token also when it is what comes after it that is missing. */
function needsMore({ type }: Token): boolean {
  return !["VAR", "NUMBER", "STRING", "QUOTED_IDENTIFIER", "R_PAREN", "R_BRACKET"].includes(type);
}

/** The library's names of tokens, as people write them. */
const tokenNames: Readonly<Record<string, string>> = {
  RParen: '")"',
  LParen: '"("',
  RBracket: '"]"',
  Comma: '","',
  As: "AS",
  End: "END",
  Then: "THEN",
  When: "WHEN",
  By: "BY",
  And: "AND",
  From: "FROM",
  On: "ON",
  Join: "JOIN",
  Select: "SELECT",
  Eq: '"="',
};

function wordedExpectation(message: string): string | undefined {
  if (message.includes("table name or subquery")) return "a table name or a subquery";
  if (message.includes("Expected identifier")) return "a name";
  if (message.includes("Expected expression")) return "an expression";
  return undefined;
}
