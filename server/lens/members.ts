import { quoteIdentifier } from "../engine/engine.ts";
import type { LensTable } from "../manifest/model.ts";

/** How deep members may refer to each other before it counts as a circle. */
const deepest = 16;

/**
 * A member of a table, or a column where there is no such member, as SQL over the table's own columns. Undefined
 * for what needs another table, or itself.
 */
export function memberSql(table: LensTable, name: string, depth = 0): string | undefined {
  const member = table.dimensions.find((dimension) => dimension.name?.value === name);
  if (!member) return quoteIdentifier(name);
  if (member.column) return quoteIdentifier(member.column.value);
  if (!member.sql || depth > deepest) return undefined;
  const own = table.name?.value;
  let complete = true;
  const sql = member.sql.value.replace(
    memberReference,
    (written: string, ...groups: (string | undefined)[]) => {
      const { table: qualifier, member: inner, column } = readReference(groups);
      const isOwn = qualifier === undefined || isSelf(qualifier, own);
      // `{TABLE}` alone stands before the name of a column.
      if (isOwn && column !== undefined) return quoteIdentifier(column);
      if (isOwn && inner === name && qualifier !== undefined) return quoteIdentifier(inner);
      const nested = isOwn && inner !== undefined ? memberSql(table, inner, depth + 1) : undefined;
      if (nested === undefined) complete = false;
      return nested === undefined ? written : `(${nested})`;
    },
  );
  return complete ? sql : undefined;
}

/**
 * `{table.member}`, `{member}`, `{table}.column`, and the same with `$` before the brace. Groups: what is in the
 * braces before the point, what is behind it, and the column behind the braces.
 */
export const memberReference =
  /\$?(?<!\{)\{\s*([A-Za-z_]\w*)(?:\s*\.\s*([A-Za-z_]\w*))?\s*\}(?!\})(?:\s*\.\s*([A-Za-z_]\w*))?/g;

export interface MemberReference {
  /** Table, where one is named. */
  readonly table?: string;
  readonly member?: string;
  /** A column of the table itself, whatever its members are called. */
  readonly column?: string;
}

export function readReference([first, second, column]: readonly (string | undefined)[]): MemberReference {
  if (second !== undefined) return { table: first, member: second };
  return column === undefined ? { member: first } : { table: first, column };
}

/** `TABLE`, in Lens 1 `ENTITY`, or the table's own name. */
export function isSelf(qualifier: string, name: string | undefined): boolean {
  return qualifier === "TABLE" || qualifier === "ENTITY" || qualifier === name;
}
