import type { Located, OffsetRange } from "../text/range.ts";
import type { Findings } from "./findings.ts";
import type { SqlText } from "./model.ts";
import { placeOf } from "./place.ts";

/** The table or entity whose SQL is read. */
export interface OwnTable {
  readonly name: string | undefined;
  readonly members: ReadonlySet<string>;
  /** It extends another one, whose members are its own as well. */
  readonly extending: boolean;
}

/** `{member}`, `{TABLE}.column`, `{TABLE.member}`, `{other}.column`, `{other.member}`; no Jinja, no `${…}`. */
const lens2Template = /(?<![{$])\{\s*([A-Za-z_]\w*)(?:\.([A-Za-z_]\w*))?\s*\}(?!\})(?<call>)/g;

/** `${member}`, `${ENTITY.member}`, `${other.member}`, `${other.sql()}`. */
const lens1Template = /\$\{\s*([A-Za-z_]\w*)(?:\.([A-Za-z_]\w*)(?<call>\(\))?)?\s*\}/g;

/** Adds the tables and members that the templates inside a piece of Lens SQL refer to. Columns are no symbols. */
export function readTemplates(
  sql: SqlText | undefined,
  generation: 1 | 2,
  own: OwnTable,
  findings: Findings,
): void {
  if (!sql) return;
  let quotes = 0;
  let position = 0;
  for (const match of sql.value.matchAll(generation === 1 ? lens1Template : lens2Template)) {
    for (; position < match.index; position++) if (sql.value[position] === "'") quotes++;
    const inString = quotes % 2 === 1;
    if (!inString) readTemplate(match, sql, generation, own, findings);
  }
}

/**
 * Names that the templates in a piece of Lens SQL ask the own table for: `{TABLE.x}`, `{TABLE}.x`, `${ENTITY.x}` or
 * the table's name in place of the word. Each is a member or a column.
 */
export function columnsInTemplates(
  sql: SqlText,
  generation: 1 | 2,
  table: string | undefined,
): readonly Located<string>[] {
  const word = generation === 1 ? "ENTITY" : "TABLE";
  const own = table !== undefined && /^\w+$/.test(table) ? `${word}|${table}` : word;
  const pattern = new RegExp(
    generation === 1
      ? `\\$\\{\\s*(?:${own})\\.([A-Za-z_]\\w*)\\s*\\}`
      : `(?<![{$])\\{\\s*(?:${own})(?:\\s*\\}\\.|\\.)([A-Za-z_]\\w*)(?![\\w.(])`,
    "g",
  );
  return [...sql.value.matchAll(pattern)].map((match) => {
    const [text, name = ""] = match;
    const start = match.index + text.lastIndexOf(name);
    return { value: name, range: placeOf(sql, { start, end: start + name.length }) };
  });
}

function readTemplate(
  match: RegExpExecArray,
  sql: SqlText,
  generation: 1 | 2,
  own: OwnTable,
  findings: Findings,
): void {
  const [text, first = "", second] = match;
  const start = match.index + text.indexOf(first);
  const range: OffsetRange = { start, end: start + first.length };
  const isOwn = first === own.name || first === (generation === 1 ? "ENTITY" : "TABLE");
  const followedByColumn = sql.value[match.index + text.length] === ".";
  if (second === undefined && !followedByColumn) {
    if (isOwn) return;
    // In Lens 1 a name alone may also be a variable of the environment.
    if (own.members.has(first) || (generation === 2 && !own.extending))
      mention(own.name, first, range, sql, findings);
    return;
  }
  if (!isOwn) findings.mention("lens-table", { value: first, range: findings.placeOf(sql, range) });
  if (second === undefined || match.groups?.["call"]) return;
  const memberStart = match.index + text.indexOf(second, text.indexOf("."));
  const memberRange = { start: memberStart, end: memberStart + second.length };
  // What is no member of the own table is taken for one of its columns.
  if (isOwn && !own.members.has(second)) return;
  mention(isOwn ? own.name : first, second, memberRange, sql, findings);
}

function mention(
  table: string | undefined,
  member: string,
  range: OffsetRange,
  sql: SqlText,
  findings: Findings,
): void {
  if (table !== undefined) {
    findings.mention("lens-member", { value: `${table}.${member}`, range: findings.placeOf(sql, range) });
  }
}
