import { expression, rawText } from "./ast.ts";
import type { Node } from "./ast.ts";
import { canonicalName } from "./function-names.ts";
import { functionsOf } from "./functions.ts";
import type { Parser } from "./parser.ts";
import { outOfReach } from "./reach.ts";
import { readSql } from "./read.ts";
import { queryKinds } from "./relations.ts";
import { renameRelations } from "./rename.ts";
import { functionFidelity } from "./spark/fidelity.ts";
import { hasDecimalSuffix } from "./spark/literals.ts";
import { sparkToDuckDb } from "./spark/rewrite.ts";
import { shift } from "./spans.ts";
import type { SqlFunction, SqlTranslation, TranslateRequest } from "./sql.ts";
import { maskPlaceholders } from "./templates.ts";

/**
 * Rewrites one query, or a snippet of one, for DuckDB. What can't be run here comes back as an error: SQL with
 * placeholders, statements that are no query, and functions of Spark's without a counterpart.
 */
export function translate(parser: Parser, request: TranslateRequest): SqlTranslation {
  const placeholder = maskPlaceholders(request)?.placeholders[0];
  if (placeholder) {
    const written = request.text.slice(placeholder.start, placeholder.end);
    const message = `The value of ${written} is not known here, so this SQL is not run.`;
    return { error: { message, span: placeholder }, functions: [] };
  }
  const read = readSql(parser, request);
  if (read.status === "refused") return failure(read.reason);
  if (read.status === "side-effect") return failure(notAQuery);
  if (read.status === "syntax-error") {
    const { message, start, end } = read.error;
    return { error: { message, span: { start, end } }, functions: [] };
  }
  const [statement, ...others] = read.statements;
  if (!statement) return failure("There is no SQL here.");
  if (others.length > 0) return failure("Only one statement can be run here; split this into several.");
  if (!queryKinds.has(expression(statement)?.kind ?? "")) return failure(notAQuery);
  if (request.dialect === "spark" && hasDecimalSuffix(read.tokens)) {
    return failure("Literals such as 2.5BD are not understood here; write CAST(2.5 AS DECIMAL(2, 1)).");
  }
  const unreachable = outOfReach(statement, request);
  if (unreachable) {
    const { message, span } = unreachable;
    return { error: { message, span: span && shift(span, -read.offset) }, functions: [] };
  }
  const raw = rawText(statement);
  if (raw !== undefined) return failure(`${raw} is not understood here; write it another way.`);
  const functions = functionsOf([statement], read.tokens).map(({ name, span }) => ({
    name,
    span: span && shift(span, -read.offset),
  }));
  const { sql, error } = toDuckDb(parser, statement, functions, request);
  return { sql: request.form === "statement" ? sql : sql?.replace(/^select\s+/i, ""), error, functions };
}

const notAQuery = "This statement is not a query, so it is not run here.";

function toDuckDb(
  parser: Parser,
  statement: Node,
  functions: readonly SqlFunction[],
  { dialect, relations, form }: TranslateRequest,
): Pick<SqlTranslation, "sql" | "error"> {
  const renamed = renameRelations(statement, relations ?? {}, dialect);
  if (dialect === "spark") return fromSpark(parser, renamed, functions, form);
  const written = parser.generate(renamed, dialect);
  const sql = dialect === "duckdb" || written === undefined ? written : parser.transpile(written, dialect);
  return sql === undefined ? untranslatable : { sql };
}

function fromSpark(
  parser: Parser,
  statement: Node,
  functions: readonly SqlFunction[],
  form: TranslateRequest["form"],
): Pick<SqlTranslation, "sql" | "error"> {
  const unsupported = functions.find(({ name }) => functionFidelity(name) === "unsupported");
  if (unsupported) {
    const message = `Spark's \`${unsupported.name}\` has no counterpart here, so this SQL is not run.`;
    return { error: { message, span: unsupported.span } };
  }
  const write = (node: Node) => parser.generate(node, "spark") ?? "";
  const rewritten = sparkToDuckDb(statement, form === "statement" ? write : undefined);
  const [refused] = rewritten.refused;
  if (refused !== undefined) {
    const message = `Spark's \`${refused}\` with these arguments has no counterpart here, so this SQL is not run.`;
    return { error: { message, span: functions.find(({ name }) => canonicalName(name) === refused)?.span } };
  }
  const sql = parser.generate(rewritten.statement, "duckdb");
  return sql === undefined ? untranslatable : { sql };
}

const untranslatable = { error: { message: "This SQL could not be translated for DuckDB." } };

function failure(message: string): SqlTranslation {
  return { error: { message }, functions: [] };
}
