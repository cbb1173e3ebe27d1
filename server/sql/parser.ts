import { Dialect, generate, init, parse, tokenize, transpile } from "@polyglot-sql/sdk";
import type { SqlDialect } from "../schema/dialect.ts";
import type { Node } from "./ast.ts";
import { codePointsToUtf16, hasSurrogatePairs } from "./spans.ts";
import type { Span } from "./sql.ts";

/**
 * The SQL library, narrowed to what we use. The only file that imports it. All spans, also those inside
 * nodes, are UTF-16 offsets. Nothing here throws: what the library throws becomes a `refused` failure.
 */
export interface Parser {
  parse(text: string, dialect: SqlDialect): ParseResult;
  /** SQL of a statement in a dialect; undefined when the library can't write it. */
  generate(statement: Node, dialect: SqlDialect): string | undefined;
  /** Translates one statement to DuckDB as far as the library knows how. */
  transpile(text: string, dialect: SqlDialect): string | undefined;
  /** Empty when the text can't even be split into tokens. */
  tokenize(text: string, dialect: SqlDialect): readonly Token[];
}

export type ParseResult =
  | { readonly status: "parsed"; readonly statements: readonly Node[] }
  | { readonly status: "syntax-error"; readonly message: string; readonly span: Span }
  /** Too deep or too large for the library, or it failed: says nothing about the text. */
  | { readonly status: "refused"; readonly reason: string };

export interface Token extends Span {
  /** `SELECT`, `VAR`, `L_PAREN`, `STRING`, `QUOTED_IDENTIFIER`, … */
  readonly type: string;
  /** Without quotes. */
  readonly text: string;
}

/** Loads the library: in a CommonJS bundle this takes the time of compiling WASM, elsewhere it is done already. */
export async function loadParser(): Promise<Parser> {
  await init();
  return { parse: parseText, generate: generateText, transpile: transpileText, tokenize: tokenizeText };
}

const dialects: Readonly<Record<SqlDialect, Dialect>> = {
  spark: Dialect.Spark,
  trino: Dialect.Trino,
  bigquery: Dialect.BigQuery,
  postgres: Dialect.PostgreSQL,
  snowflake: Dialect.Snowflake,
  duckdb: Dialect.DuckDB,
  lens: Dialect.Trino,
};

function parseText(text: string, dialect: SqlDialect): ParseResult {
  const result = attempt(() => parse(text, dialects[dialect]));
  if (typeof result === "string") return { status: "refused", reason: result };
  if (result.success) {
    return { status: "parsed", statements: withUtf16Spans(result.ast as unknown as readonly Node[], text) };
  }
  const { error, errorStart, errorEnd } = result;
  if (isRefusal(error) || errorStart === undefined || errorEnd === undefined) {
    return { status: "refused", reason: error };
  }
  const toUtf16 = codePointsToUtf16(text);
  return {
    status: "syntax-error",
    message: error,
    span: { start: toUtf16(errorStart), end: toUtf16(errorEnd) },
  };
}

function generateText(statement: Node, dialect: SqlDialect): string | undefined {
  const result = attempt(() => generate([statement], dialects[dialect]));
  return typeof result === "string" ? undefined : result.sql?.[0];
}

function transpileText(text: string, dialect: SqlDialect): string | undefined {
  const result = attempt(() => transpile(text, dialects[dialect], Dialect.DuckDB));
  return typeof result === "string" ? undefined : result.sql?.[0];
}

function tokenizeText(text: string, dialect: SqlDialect): readonly Token[] {
  const result = attempt(() => tokenize(text, dialects[dialect]));
  if (typeof result === "string" || !result.success) return [];
  const toUtf16 = codePointsToUtf16(text);
  return (result.tokens ?? []).map((token) => ({
    type: tokenType(token),
    text: token.text,
    start: toUtf16(token.span.start),
    end: toUtf16(token.span.end),
  }));
}

/** The library's declaration says `tokenType`; what it returns is `token_type`. */
function tokenType(token: object): string {
  const { token_type: actual, tokenType: declared } = token as { token_type?: string; tokenType?: string };
  return actual ?? declared ?? "";
}

/** Guards against depth and size, and the WASM module running out of stack, are no verdict on the text. */
function isRefusal(error: string): boolean {
  return error.includes("E_GUARD_") || error.startsWith("WASM ");
}

function attempt<T>(call: () => T): T | string {
  try {
    return call();
  } catch (error) {
    return String(error);
  }
}

function withUtf16Spans(statements: readonly Node[], text: string): readonly Node[] {
  if (!hasSurrogatePairs(text)) return statements;
  const toUtf16 = codePointsToUtf16(text);
  return JSON.parse(JSON.stringify(statements), (key, value: unknown) => {
    if (key !== "span" || typeof value !== "object" || value === null) return value;
    const { start, end } = value as Span;
    // The library wants the rest of it back when it writes the statement.
    return { ...value, start: toUtf16(start), end: toUtf16(end) };
  }) as readonly Node[];
}
