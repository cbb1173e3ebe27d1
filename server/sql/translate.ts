import { analyse, lostItsCtes, maxLength, snippetPrefix } from "./analyse.ts";
import { expression } from "./ast.ts";
import type { Node } from "./ast.ts";
import { functionsOf } from "./functions.ts";
import type { Parser } from "./parser.ts";
import { queryKinds } from "./relations.ts";
import { renameRelations } from "./rename.ts";
import { withoutTerminator } from "./side-effects.ts";
import { canonicalName } from "./function-names.ts";
import { functionFidelity } from "./spark/fidelity.ts";
import { hasDecimalSuffix, withoutDoubledQuotes } from "./spark/literals.ts";
import { sparkToDuckDb } from "./spark/rewrite.ts";
import type { SqlFunction, SqlTranslation, TranslateRequest } from "./sql.ts";
import { maskPlaceholders } from "./templates.ts";

/** Rewrites one query, or a snippet of one, for DuckDB. What can't be run here comes back as an error. */
export function translate(parser: Parser, request: TranslateRequest): SqlTranslation {
  const obstacle = findObstacle(parser, request);
  if (obstacle) return { error: obstacle, functions: [] };
  const prefix = request.form === "statement" ? "" : snippetPrefix;
  const written = prefix + withoutTerminator(request.text);
  const tokens = parser.tokenize(written, request.dialect);
  const text = request.dialect === "spark" ? withoutDoubledQuotes(written, tokens) : written;
  const parsed = parser.parse(text, request.dialect);
  const [statement, ...others] = parsed.status === "parsed" ? parsed.statements : [];
  if (!statement) return failure("There is no SQL here.");
  if (others.length > 0) return failure("Only one statement can be run here; split this into several.");
  if (!queryKinds.has(expression(statement)?.kind ?? "")) {
    return failure("This statement is not a query, so it is not run here.");
  }
  if (request.dialect === "spark" && hasDecimalSuffix(tokens)) {
    return failure("Literals such as 2.5BD are not understood here; write CAST(2.5 AS DECIMAL(2, 1)).");
  }
  if (lostItsCtes([statement], tokens)) {
    return failure(
      "A WITH clause before a query in parentheses is not understood here; remove the parentheses.",
    );
  }
  const functions = functionsOf([statement], tokens).map((found) => shifted(found, prefix.length));
  const unsupported = functions.find(
    ({ name }) => request.dialect === "spark" && functionFidelity(name) === "unsupported",
  );
  if (unsupported) {
    const message = `Spark's \`${unsupported.name}\` has no counterpart here, so this SQL is not run.`;
    return { error: { message, span: unsupported.span }, functions };
  }
  const renamed = renameRelations(statement, request.relations ?? {}, request.dialect);
  const { sql, refused } = toDuckDb(parser, renamed, request);
  if (refused !== undefined) {
    const span = functions.find(({ name }) => canonicalName(name) === refused)?.span;
    const message = `Spark's \`${refused}\` with these arguments has no counterpart here, so this SQL is not run.`;
    return { error: { message, span }, functions };
  }
  if (sql === undefined) return { ...failure("This SQL could not be translated for DuckDB."), functions };
  return { sql: prefix === "" ? sql : sql.replace(/^select\s+/i, ""), functions };
}

function toDuckDb(
  parser: Parser,
  statement: Node,
  { dialect }: TranslateRequest,
): { sql?: string; refused?: string } {
  if (dialect === "spark") {
    const rewritten = sparkToDuckDb(statement, (node) => parser.generate(node, "spark") ?? "");
    const [refused] = rewritten.refused;
    return refused === undefined ? { sql: parser.generate(rewritten.statement, "duckdb") } : { refused };
  }
  if (dialect === "duckdb") return { sql: parser.generate(statement, "duckdb") };
  const renamed = parser.generate(statement, dialect);
  return { sql: renamed === undefined ? undefined : parser.transpile(renamed, dialect) };
}

/** What keeps the text from being read: the same reasons, at the same places, as in its analysis. */
function findObstacle(parser: Parser, request: TranslateRequest): SqlTranslation["error"] {
  if (request.text.length > maxLength) return { message: "This SQL is too large to be run here." };
  const masked = maskPlaceholders(request);
  if (!masked) return { message: "This SQL holds template logic (`{% … %}`), so it can't be run here." };
  const placeholder = masked.placeholders[0];
  if (placeholder) {
    const written = request.text.slice(placeholder.start, placeholder.end);
    return {
      message: `The value of ${written} is not known here, so this SQL can't be run.`,
      span: placeholder,
    };
  }
  const analysis = analyse(parser, request);
  if (analysis.error) {
    const { message, start, end } = analysis.error;
    return { message, span: { start, end } };
  }
  return analysis.status === "parsed"
    ? undefined
    : { message: "This SQL is too deeply nested to be read here." };
}

function failure(message: string): SqlTranslation {
  return { error: { message }, functions: [] };
}

function shifted({ name, span }: SqlFunction, delta: number): SqlFunction {
  return span ? { name, span: { start: span.start - delta, end: span.end - delta } } : { name };
}
