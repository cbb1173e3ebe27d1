import { expression, isNode, rawText } from "./ast.ts";
import type { Node } from "./ast.ts";
import type { Parser, Token } from "./parser.ts";
import { isSideEffect, withoutTerminator } from "./side-effects.ts";
import { withoutDoubledQuotes } from "./spark/literals.ts";
import { findSlip, findStrayComma } from "./slips.ts";
import type { Span, SqlRequest, SqlSyntaxError } from "./sql.ts";
import { describeSyntaxError } from "./syntax-error.ts";
import { maskPlaceholders } from "./templates.ts";
import type { MaskedSql } from "./templates.ts";

/** A text as the parser sees it. Offsets into `text` are `offset` more than those into the request's text. */
export type ReadSql =
  | {
      readonly status: "parsed";
      readonly statements: readonly Node[];
      readonly tokens: readonly Token[];
      readonly text: string;
      readonly offset: number;
      readonly masked: MaskedSql;
    }
  /** A statement that Spark runs and the library does not know; it reads nothing. */
  | { readonly status: "side-effect" }
  | { readonly status: "syntax-error"; readonly error: SqlSyntaxError }
  /** Says nothing about the text; `reason` is a sentence for the user. */
  | { readonly status: "refused"; readonly reason: string };

/** Larger texts are not read, so that the time stays bounded. UTF-16 units. */
const maxLength = 200_000;

/** An expression is parsed as the only column of a SELECT. */
const snippetPrefix = "select ";

/** Parses a request's text, whatever it holds. */
export function readSql(parser: Parser, request: SqlRequest): ReadSql {
  const { dialect, form } = request;
  if (request.text.length > maxLength) return refused("This SQL is too large to be read here.");
  const masked = maskPlaceholders(request);
  if (!masked) return refused("This SQL holds template logic (`{% … %}`), so it is not read here.");
  const prefix = form === "statement" ? "" : snippetPrefix;
  const written = prefix + withoutTerminator(masked.text);
  if (isSideEffect(written, dialect)) return { status: "side-effect" };
  const tokens = parser.tokenize(written, dialect);
  const text = dialect === "spark" ? withoutDoubledQuotes(written, tokens) : written;
  const parsed = parser.parse(text, dialect);
  if (parsed.status === "refused") return refused("This SQL is too deeply nested to be read here.");
  if (parsed.status === "syntax-error") {
    return syntaxError(parsed.message, parsed.span, { text, tokens, masked, offset: prefix.length, dialect });
  }
  const comma = masked.open.length === 0 ? findStrayComma(tokens, dialect) : undefined;
  if (comma) return { status: "syntax-error", error: inRequest(comma, prefix.length) };
  if (lostItsCtes(parsed.statements, tokens)) {
    return refused("A WITH clause before a query in parentheses is not understood here.");
  }
  if (tokens[0]?.type === "TABLE")
    return refused("TABLE as a query is not understood here; write SELECT * FROM.");
  const raw = rawText(parsed.statements);
  if (raw !== undefined && /select/i.test(raw)) return refused(`${raw} is not understood here.`);
  return { status: "parsed", statements: parsed.statements, tokens, text, offset: prefix.length, masked };
}

function refused(reason: string): ReadSql {
  return { status: "refused", reason };
}

function syntaxError(
  message: string,
  span: Span,
  read: {
    readonly text: string;
    readonly tokens: readonly Token[];
    readonly masked: MaskedSql;
    readonly offset: number;
    readonly dialect: SqlRequest["dialect"];
  },
): ReadSql {
  const { text, tokens, masked, offset } = read;
  if (isLimitOfTheParser(text, span, tokens))
    return refused("This SQL uses syntax that is not understood here.");
  // A placeholder may hold any text, so that what comes after one can't be judged.
  if (masked.open.some(({ start }) => start < span.end - offset)) {
    return refused("What the placeholders in this SQL stand for is not known here.");
  }
  const end = Math.min(span.end, text.length);
  const place = { start: Math.min(span.start, Math.max(0, end - 1)), end };
  const error = findSlip(place, tokens, text, read.dialect) ?? {
    ...place,
    message: masked.restore(describeSyntaxError(message, place, tokens, text)),
  };
  return { status: "syntax-error", error: inRequest(error, offset) };
}

function inRequest(error: SqlSyntaxError, offset: number): SqlSyntaxError {
  return { ...error, start: Math.max(0, error.start - offset), end: Math.max(0, error.end - offset) };
}

/** Valid SQL that the library stumbles over: it must not be called wrong. */
function isLimitOfTheParser(text: string, { start, end }: Span, tokens: readonly Token[]): boolean {
  const found = text.slice(start, end);
  const before = text.slice(0, start);
  const first = tokens[0]?.text.toLowerCase() ?? "";
  return (
    // `!x` is NOT in Spark; the library knows it only in `!=`.
    found === "!" ||
    /\btimestamp_[nl]tz\s*$/i.test(before) ||
    /^for\s+system_/i.test(text.slice(start)) ||
    (first === "from" && found.toLowerCase() === "insert") ||
    otherStatements.has(first)
  );
}

/** What the statements begin with that are no queries: the library knows few of their forms. */
const otherStatements: ReadonlySet<string> = new Set([
  "add",
  "alter",
  "analyze",
  "cache",
  "call",
  "clear",
  "comment",
  "create",
  "declare",
  "delete",
  "desc",
  "describe",
  "drop",
  "explain",
  "grant",
  "insert",
  "list",
  "load",
  "merge",
  "msck",
  "optimize",
  "refresh",
  "repair",
  "reset",
  "revoke",
  "set",
  "show",
  "table",
  "truncate",
  "uncache",
  "update",
  "use",
  "vacuum",
]);

/** The library drops the WITH clause of `WITH … (SELECT …)`: its names would then look like tables. */
function lostItsCtes(statements: readonly Node[], tokens: readonly Token[]): boolean {
  const first = expression(statements[0]);
  return tokens[0]?.type === "WITH" && first !== undefined && !isNode(first.body["with"]);
}
