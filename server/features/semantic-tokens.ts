import type { SqlText } from "../manifest/model.ts";
import type { SymbolKind } from "../manifest/symbols.ts";
import { sqlRange } from "../manifest/sql-range.ts";
import type { SqlService, SqlToken } from "../sql/sql.ts";
import { placeholders } from "../template/placeholder.ts";
import type { OffsetRange } from "../text/range.ts";
import { occurrencesIn } from "./symbols/symbol-at.ts";
import type { KnownWorkspace } from "./symbols/symbol.ts";

/** What an editor colours by meaning; the names are the protocol's. */
export type TokenType =
  "namespace" | "struct" | "class" | "property" | "event" | "function" | "variable" | "macro" | SqlTokenType;

type SqlTokenType = "keyword" | "string" | "number" | "operator";

export interface SemanticToken extends OffsetRange {
  readonly type: TokenType;
  /** The name is given here. */
  readonly declaration: boolean;
}

/** The names, placeholders and SQL of a file, in the order of the text; none overlaps another or spans lines. */
export async function semanticTokens(
  file: string,
  text: string,
  known: KnownWorkspace,
  sql: SqlService,
  signal?: AbortSignal,
): Promise<readonly SemanticToken[]> {
  const manifests = known.workspace.manifests(file);
  if (manifests.length === 0) return [];
  const variables = placeholders(text).map((range): SemanticToken => ({
    ...range,
    type: "macro",
    declaration: false,
  }));
  const names = occurrencesIn(file, known).map(({ symbol, occurrence: { range, role } }): SemanticToken => ({
    ...range,
    type: typeOf(symbol.kind),
    declaration: role === "definition",
  }));
  const texts = manifests.flatMap(({ sqls }) => sqls);
  const words = await Promise.all(texts.map((each) => wordsOf(each, sql, signal)));
  return withoutOverlap([...variables, ...names, ...words.flat()], text);
}

async function wordsOf(
  text: SqlText,
  sql: SqlService,
  signal?: AbortSignal,
): Promise<readonly SemanticToken[]> {
  const { value, dialect, form } = text;
  const tokens = await sql.highlight({ text: value, dialect, form }, signal);
  return tokens.flatMap((token): SemanticToken[] => {
    const range = sqlRange(text, token);
    // What can't be placed is given the whole scalar, which is no word.
    const isWord = range.end - range.start <= 2 * (token.end - token.start) + 2;
    return isWord ? [{ ...range, type: wordTypes[token.kind], declaration: false }] : [];
  });
}

const wordTypes: Record<SqlToken["kind"], TokenType> = {
  keyword: "keyword",
  function: "function",
  string: "string",
  number: "number",
  operator: "operator",
};

const nameTypes: ReadonlyMap<SymbolKind, TokenType> = new Map([
  ["dataset", "struct"],
  ["job", "function"],
  ["step-view", "variable"],
  ["bundle-item", "variable"],
  ["topology-element", "variable"],
  ["incident", "event"],
  ["lens-table", "class"],
  ["lens-view", "class"],
  ["lens-member", "property"],
]);

function typeOf(kind: SymbolKind): TokenType {
  return nameTypes.get(kind) ?? "namespace";
}

/** Of two tokens that overlap the shorter is kept: a depot within an address, a placeholder within a name. */
function withoutOverlap(tokens: readonly SemanticToken[], text: string): readonly SemanticToken[] {
  const shortestFirst = tokens
    .filter(({ start, end }) => start < end && !text.slice(start, end).includes("\n"))
    .toSorted((one, other) => one.end - one.start - (other.end - other.start));
  const taken = new Uint8Array(text.length);
  const kept = shortestFirst.flatMap((token) => piecesOf(token, taken));
  return kept.toSorted((one, other) => one.start - other.start);
}

/** What of a token nothing shorter covers. */
function piecesOf(token: SemanticToken, taken: Uint8Array): readonly SemanticToken[] {
  const pieces: SemanticToken[] = [];
  let start = token.start;
  for (let at = token.start; at <= token.end; at++) {
    if (at < token.end && !taken[at]) continue;
    if (start < at) pieces.push({ ...token, start, end: at });
    start = at + 1;
  }
  taken.fill(1, token.start, token.end);
  return pieces;
}
