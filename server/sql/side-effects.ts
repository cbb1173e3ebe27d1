import type { SqlDialect } from "../schema/dialect.ts";

/**
 * Side-effect statements of Spark that the library does not know, though Spark runs them: they read nothing.
 */
export function isSideEffect(text: string, dialect: SqlDialect): boolean {
  return (
    dialect === "spark" &&
    /^\s*(?:add\s+(?:jar|file|archive)|clear\s+cache|reset|list\s+(?:jar|file))\b/i.test(text)
  );
}

/** The statement without trailing semicolons and space; a `;` alone is no statement. */
export function withoutTerminator(text: string): string {
  return text.replace(/[\s;]+$/, "");
}
