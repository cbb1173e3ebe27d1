import { expression, isNode } from "./ast.ts";
import type { Node } from "./ast.ts";
import { outputColumns } from "./columns.ts";
import { functionsOf } from "./functions.ts";
import { joinsOf } from "./joins.ts";
import type { ParseResult, Parser, Token } from "./parser.ts";
import { queryKinds, relationsOf } from "./relations.ts";
import { isSideEffect, withoutTerminator } from "./side-effects.ts";
import type { Span, SqlAnalysis, SqlRequest } from "./sql.ts";
import { describeSyntaxError } from "./syntax-error.ts";
import { maskPlaceholders } from "./templates.ts";
import type { MaskedSql } from "./templates.ts";

/** Larger texts are not analysed: the time must stay bounded. UTF-16 units. */
export const maxLength = 200_000;

/** What a text says, as far as it can be told without knowing any table. Never throws on bad SQL. */
export function analyse(parser: Parser, request: SqlRequest): SqlAnalysis {
  const masked = request.text.length > maxLength ? undefined : maskPlaceholders(request);
  if (!masked) return notAnalysed;
  const prefix = request.form === "statement" ? "" : snippetPrefix;
  const text = prefix + withoutTerminator(masked.text);
  if (isSideEffect(text, request.dialect)) return { ...notAnalysed, status: "parsed", statements: 1 };
  const parsed = parser.parse(text, request.dialect);
  if (parsed.status === "refused") return notAnalysed;
  const tokens = parser.tokenize(text, request.dialect);
  if (parsed.status === "syntax-error") return syntaxError(parsed, text, tokens, masked, prefix.length);
  if (lostItsCtes(parsed.statements, tokens)) return notAnalysed;
  return shifted(describe(parser, parsed.statements, { ...request, text }, tokens, masked), -prefix.length);
}

/** An expression is parsed as the only column of a SELECT. */
export const snippetPrefix = "select ";

export const notAnalysed: SqlAnalysis = {
  status: "not-analysed",
  statements: 0,
  relations: [],
  functions: [],
  joins: [],
};

/** The library drops the WITH clause of `WITH … (SELECT …)`: its names would then look like tables. */
export function lostItsCtes(statements: readonly Node[], tokens: readonly Token[]): boolean {
  const first = expression(statements[0]);
  return tokens[0]?.type === "WITH" && first !== undefined && !isNode(first.body["with"]);
}

function describe(
  parser: Parser,
  statements: readonly Node[],
  { text, dialect, form }: SqlRequest,
  tokens: readonly Token[],
  masked: MaskedSql,
): SqlAnalysis {
  const write = (node: Node) => masked.restore(parser.generate(node, dialect) ?? "");
  const query = statements.findLast((statement) => queryKinds.has(expression(statement)?.kind ?? ""));
  const columns = query && form === "statement" ? outputColumns(query, write) : undefined;
  const context = { dialect, tokens, length: text.length, write };
  return {
    status: "parsed",
    statements: statements.length,
    relations: statements
      .flatMap((statement) => relationsOf(statement, dialect))
      .filter(({ name }) => !name.some(masked.isPlaceholder)),
    columns: columns?.some(({ name }) => masked.isPlaceholder(name)) ? undefined : columns,
    functions: functionsOf(statements, tokens).filter(({ name }) => !masked.isPlaceholder(name)),
    joins: statements.flatMap((statement) => joinsOf(statement, context)),
  };
}

function syntaxError(
  { message, span }: Extract<ParseResult, { status: "syntax-error" }>,
  text: string,
  tokens: readonly Token[],
  masked: MaskedSql,
  offset: number,
): SqlAnalysis {
  if (isLimitOfTheParser(text, span)) return notAnalysed;
  // A placeholder may hold any text, so that what comes after one can't be judged.
  if (masked.placeholders.some(({ start }) => start < span.end - offset)) return notAnalysed;
  const end = Math.min(span.end, text.length);
  const start = Math.min(span.start, Math.max(0, end - 1));
  const place = { start: Math.max(0, start - offset), end: Math.max(0, end - offset) };
  return {
    ...notAnalysed,
    status: "syntax-error",
    error: { ...place, message: describeSyntaxError(message, { start, end }, tokens, text) },
  };
}

/** `!x` is NOT in Spark; the library knows it only in `!=`. */
function isLimitOfTheParser(text: string, span: Span): boolean {
  return text.slice(span.start, span.end) === "!";
}

function shifted(analysis: SqlAnalysis, delta: number): SqlAnalysis {
  if (delta === 0) return analysis;
  const move = <T extends Span>(place: T): T => ({
    ...place,
    start: place.start + delta,
    end: place.end + delta,
  });
  const moveIn = <T extends { readonly span?: Span }>(item: T): T =>
    item.span ? { ...item, span: move(item.span) } : item;
  return {
    ...analysis,
    relations: analysis.relations.map(move),
    functions: analysis.functions.map(moveIn),
    joins: analysis.joins.map(move),
  };
}
