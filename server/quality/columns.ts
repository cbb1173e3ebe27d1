import { quoteIdentifier, type Column } from "../engine/engine.ts";
import type { Identifier } from "../sodacl/cursor.ts";
import { nearest } from "../text/nearest.ts";

export interface FoundColumn {
  /** As SQL. */
  readonly sql: string;
  readonly name: string;
  /** The engine's type name; undefined for a field of a struct. */
  readonly type?: string;
}

/**
 * The column that a check line names, quoted or not: letter case does not matter, as in the platform's SQL.
 * `a.b` may also be a field of a struct.
 */
export function findColumn(
  columns: readonly Column[],
  { name, quoted }: Pick<Identifier, "name" | "quoted">,
): FoundColumn | { readonly error: string } {
  const column = lookUp(columns, name);
  if (column) return { sql: quoteIdentifier(column.name), name: column.name, type: column.type };
  const [head = "", ...fields] = quoted ? [] : name.split(".");
  const struct = fields.length > 0 ? lookUp(columns, head) : undefined;
  if (struct) return { sql: [struct.name, ...fields].map(quoteIdentifier).join("."), name };
  const names = columns.map((each) => each.name);
  const meant = nearest(name, names);
  const advice = meant ? `did you mean \`${meant}\`?` : `there is ${names.slice(0, 8).join(", ")}.`;
  return { error: `There is no column \`${name}\` here; ${advice}` };
}

export function findColumns(
  columns: readonly Column[],
  identifiers: readonly Identifier[],
): readonly FoundColumn[] | { readonly error: string } {
  const found: FoundColumn[] = [];
  for (const identifier of identifiers) {
    const column = findColumn(columns, identifier);
    if ("error" in column) return column;
    found.push(column);
  }
  return found;
}

function lookUp(columns: readonly Column[], name: string): Column | undefined {
  const lowered = name.toLowerCase();
  return (
    columns.find((each) => each.name === name) ?? columns.find((each) => each.name.toLowerCase() === lowered)
  );
}
