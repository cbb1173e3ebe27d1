import { expression } from "./ast.ts";
import type { Node } from "./ast.ts";
import { columnUsesOf } from "./column-uses.ts";
import { outputColumns } from "./columns.ts";
import { functionsOf } from "./functions.ts";
import { joinsOf } from "./joins.ts";
import type { Parser } from "./parser.ts";
import { readSql } from "./read.ts";
import type { ReadSql } from "./read.ts";
import { queryKinds, relationsOf } from "./relations.ts";
import { shift } from "./spans.ts";
import type { SqlAnalysis, SqlRequest } from "./sql.ts";

/** What a text says, as far as it can be told without knowing any table. Never throws on bad SQL. */
export function analyse(parser: Parser, request: SqlRequest): SqlAnalysis {
  const read = readSql(parser, request);
  if (read.status === "refused") return notAnalysed;
  if (read.status === "side-effect") return { ...notAnalysed, status: "parsed", statements: 1 };
  if (read.status === "syntax-error") return { ...notAnalysed, status: "syntax-error", error: read.error };
  return describe(parser, read, request);
}

export const notAnalysed: SqlAnalysis = {
  status: "not-analysed",
  statements: 0,
  relations: [],
  columnUses: [],
  functions: [],
  joins: [],
};

type ParsedSql = Extract<ReadSql, { status: "parsed" }>;

function describe(parser: Parser, read: ParsedSql, { dialect, form }: SqlRequest): SqlAnalysis {
  const { statements, tokens, text, offset, masked } = read;
  const write = (node: Node) => masked.restore(parser.generate(node, dialect) ?? "");
  const query = statements.findLast((statement) => queryKinds.has(expression(statement)?.kind ?? ""));
  const columns = query && form === "statement" ? outputColumns(query, write) : undefined;
  const context = { dialect, tokens, length: text.length, write };
  return {
    status: "parsed",
    statements: statements.length,
    relations: statements
      .flatMap((statement) => relationsOf(statement, dialect))
      .filter(({ name }) => !name.some(masked.isPlaceholder))
      .map((relation) => shift(relation, -offset)),
    columnUses: columnUsesOf(statements)
      .filter(({ name = "" }) => !masked.isPlaceholder(name))
      .map((use) => ({
        ...shift(use, -offset),
        ...(use.qualifier && { qualifier: shift(use.qualifier, -offset) }),
      })),
    columns: columns?.some(({ name }) => masked.isPlaceholder(name)) ? undefined : columns,
    functions: functionsOf(statements, tokens)
      .filter(({ name }) => !masked.isPlaceholder(name))
      .map(({ name, span }) => ({ name, span: span && shift(span, -offset) })),
    joins: statements.flatMap((statement) => joinsOf(statement, context)).map((join) => shift(join, -offset)),
  };
}
