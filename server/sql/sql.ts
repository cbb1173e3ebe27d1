import type { SqlDialect } from "../schema/dialect.ts";
import type { SqlOutline } from "./outline.ts";

/**
 * What the rest of the core knows of SQL: analyses and translations as plain data. The parser runs in a
 * process of its own (`dist/sql.js`); `SqlService` is its client. All spans are UTF-16 offsets into the text given.
 */
export interface SqlService {
  analyse(request: SqlRequest, signal?: AbortSignal): Promise<SqlAnalysis>;
  /** Rewrites a statement for DuckDB. Never throws on bad SQL: see `SqlTranslation.error`. */
  translate(request: TranslateRequest, signal?: AbortSignal): Promise<SqlTranslation>;
  /** What a statement asks of the columns it reads; nothing where the SQL can't be read. */
  outline(request: SqlRequest, signal?: AbortSignal): Promise<SqlOutline>;
  /** The words of a text that an editor colours, whether or not it parses. */
  highlight(request: SqlRequest, signal?: AbortSignal): Promise<readonly SqlToken[]>;
  dispose(): Promise<void>;
}

export interface SqlRequest {
  readonly text: string;
  readonly dialect: SqlDialect;
  readonly form: "statement" | "expression" | "predicate";
}

export interface Span {
  readonly start: number;
  readonly end: number;
}

export interface SqlToken extends Span {
  readonly kind: "keyword" | "function" | "string" | "number" | "operator";
}

export interface SqlAnalysis {
  /** `not-analysed`: too deep, too large, timed out, or full of templates. Never a reason for a problem. */
  readonly status: "parsed" | "syntax-error" | "not-analysed";
  /** The first syntax error. */
  readonly error?: SqlSyntaxError;
  /** Number of statements; side-effect statements such as `CACHE TABLE` count and read nothing. */
  readonly statements: number;
  /** Tables and views read, CTE names left out, in textual order. */
  readonly relations: readonly SqlRelation[];
  /** Output columns in order; undefined when they can't be told from the text alone (`*`). */
  readonly columns?: readonly SqlColumn[];
  /** Where columns are named, CTEs and subqueries included, in textual order. */
  readonly columnUses: readonly SqlColumnUse[];
  /** Functions called, lower case, with the names of operators that have a meaning of their own (`/`, `cast`, `[]`). */
  readonly functions: readonly SqlFunction[];
  /** Joins of the outermost SELECT and of every CTE, in the order SQL runs them. */
  readonly joins: readonly SqlJoin[];
}

/** Where a text goes wrong, and one sentence about it. */
export interface SqlSyntaxError extends Span {
  readonly message: string;
  /** What would mend it in place of the span, where that is known. */
  readonly replacement?: string;
}

export interface SqlRelation extends Span {
  /** Dotted parts without quotes. */
  readonly name: readonly string[];
  readonly alias?: string;
}

export interface SqlColumn {
  readonly name: string;
  readonly span?: Span;
}

/** The span is that of the column's name, or of the relation's where all of its columns are meant. */
export interface SqlColumnUse extends Span {
  /** Undefined in `orders.*`. */
  readonly name?: string;
  /** The alias or the last part of the relation's name before the dot. */
  readonly qualifier?: Span & { readonly name: string };
}

export interface SqlFunction {
  readonly name: string;
  readonly span?: Span;
}

/** One JOIN: its left side is the result of those before it in the same SELECT. */
export interface SqlJoin extends Span {
  readonly kind: "inner" | "left" | "right" | "full" | "cross" | "semi" | "anti";
  /** CTE or undefined for the outermost SELECT. */
  readonly cte?: string;
  /** Alias or name of what is joined. */
  readonly right: string;
  /** Equalities of the ON clause (or USING): column expressions of either side, as SQL text in the source dialect. */
  readonly keys: readonly { readonly left: string; readonly right: string }[];
  /** Conditions of the ON clause that are no such equality. */
  readonly residual: readonly string[];
  /** SELECT * of the left side (FROM and the joins before), in the source dialect, with the CTEs it needs. */
  readonly leftSql: string;
  /** SELECT * of the right side, in the source dialect, with the CTEs it needs. */
  readonly rightSql: string;
  /**
   * The keys of every row of the left side as columns `key1`, `key2`, …, computed where their names are in scope;
   * undefined when there are no keys.
   */
  readonly leftKeysSql?: string;
  /** The same of the right side. */
  readonly rightKeysSql?: string;
  /** SELECT * of the join itself: the left side, this join, and nothing after it. */
  readonly resultSql: string;
  /** A NATURAL join: its keys are the columns that both sides have, listed only where the text tells them. */
  readonly natural?: boolean;
}

export interface TranslateRequest extends SqlRequest {
  /**
   * All relations that the SQL may read: dotted name in lower case → quoted DuckDB name. Reading another one is an
   * error; when undefined, names stay as they are.
   */
  readonly relations?: Readonly<Record<string, string>>;
}

export interface SqlTranslation {
  /** DuckDB SQL; undefined when it could not be translated. */
  readonly sql?: string;
  readonly error?: { readonly message: string; readonly span?: Span };
  readonly functions: readonly SqlFunction[];
}
