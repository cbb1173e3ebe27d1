import type { SqlDialect } from "../schema/dialect.ts";

/** Side-effect statements of Spark that the library does not know in all their forms; they read nothing. */
export function isSideEffect(text: string, dialect: SqlDialect): boolean {
  return dialect === "spark" && sideEffect.test(text);
}

const sideEffect =
  /^\s*(?:add\s+(?:jar|jars|file|files|archive)|clear\s+cache|reset|set|list\s+(?:jar|file)s?|refresh\s+(?:table|function)?)\b[^;]*$/i;

/** The statement without trailing semicolons and space; a `;` alone is no statement. */
export function withoutTerminator(text: string): string {
  return text.replace(/[\s;]+$/, "");
}
