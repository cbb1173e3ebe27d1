import type { Span, SqlRequest } from "./sql.ts";

/** SQL with its placeholders replaced by identifiers of the same length, so that it parses and every offset holds. */
export interface MaskedSql {
  readonly text: string;
  /** Where the placeholders stand. */
  readonly placeholders: readonly Span[];
  /** Those of them that may hold any text; a member of a Lens model is an expression. */
  readonly open: readonly Span[];
  /** Whether a name found in the masked text stands, wholly or in part, for a placeholder. */
  isPlaceholder(name: string): boolean;
  /** Puts the placeholders back into SQL that was generated from the masked text. */
  restore(sql: string): string;
}

/** Undefined when the text holds template logic (`{% … %}`), whose outcome is anybody's guess. */
export function maskPlaceholders({
  text,
  dialect,
}: Pick<SqlRequest, "text" | "dialect">): MaskedSql | undefined {
  if (text.includes("{%")) return undefined;
  const placeholders: Span[] = [];
  const open: Span[] = [];
  const standIns = new Map<string, string>();
  const masked = text.replace(dialect === "lens" ? lensPlaceholder : placeholder, (match, offset: number) => {
    const span = { start: offset, end: offset + match.length };
    placeholders.push(span);
    if (!lensMember.test(match)) open.push(span);
    const known = standIns.get(match);
    if (known !== undefined) return known;
    const standIn = unusedName(match.length, text, [...standIns.values()]);
    standIns.set(match, standIn);
    return standIn;
  });
  const longestFirst = [...standIns].sort(([, a], [, b]) => b.length - a.length);
  return {
    text: masked,
    placeholders,
    open,
    isPlaceholder: (name) => longestFirst.some(([, standIn]) => name.includes(standIn)),
    restore: (sql) =>
      longestFirst.reduce(
        (restored, [original, standIn]) => restored.replaceAll(standIn, () => original),
        sql,
      ),
  };
}

/** `$|key|`, `${{…}}`, `${…}`, `{{…}}`, and `$NAME` as shells write it. */
const placeholder = /\$\|[^|\n]*\||\$\{\{[^}]*\}\}|\$\{[^}]*\}|\{\{[^}]*\}\}|\$[A-Z_][A-Z0-9_]*\b/g;

/** The same, and `{TABLE}`, `{entity.member}`. */
const lensPlaceholder = new RegExp(`${placeholder.source}|\\{[A-Za-z_][\\w.]*\\}`, "g");

const lensMember = /^\{[A-Za-z_][\w.]*\}$/;

/** At least two characters: the shortest placeholder is `$A`. */
function unusedName(length: number, text: string, taken: readonly string[]): string {
  const stem = length > 3 ? "_p" : "_";
  for (let n = 10; n < 36 ** 3; n++) {
    const name = (stem + n.toString(36)).padEnd(length, "p");
    if (name.length > length) break;
    if (!taken.includes(name) && !text.includes(name)) return name;
  }
  return "_".padEnd(length, "p");
}
