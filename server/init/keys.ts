import { ColumnShape } from "./shapes.ts";
import type { Link, Shapes } from "./shapes.ts";

/** Columns that joins compare: all draw from the values of one of them, the root. */
export interface KeyGroup {
  readonly root: ColumnShape;
  readonly members: readonly ColumnShape[];
  /** What is known of all of them, as of one column. */
  readonly shape: ColumnShape;
}

/** The groups of columns that joins, subqueries and reference checks tie together, in the order of the links. */
export function keyGroups({ links }: Shapes): readonly KeyGroup[] {
  const groups = new Map<ColumnShape, Set<ColumnShape>>();
  for (const { left, right } of links) {
    const joined = new Set([...(groups.get(left) ?? [left]), ...(groups.get(right) ?? [right])]);
    for (const column of joined) groups.set(column, joined);
  }
  const distinct = [...new Set(groups.values())].map((group) => [...group]);
  return distinct.map((members) => {
    const root = rootOf(members, distinct, links);
    return { root, members, shape: together(root, members) };
  });
}

/**
 * The column whose table is most likely the one that the key tells apart: there each value stands once. Keys of several
 * columns between the same tables have one root table, or no row of the one would meet one of the other.
 */
function rootOf(
  members: readonly ColumnShape[],
  groups: readonly (readonly ColumnShape[])[],
  links: readonly Link[],
): ColumnShape {
  const tables = tablesOf(members);
  const alike = groups.filter((group) => tablesOf(group) === tables).flat();
  const scores = members.map((column) => ({
    column,
    score: Math.max(...alike.filter(({ table }) => table === column.table).map((each) => score(each, links))),
  }));
  return scores.reduce((best, each) => (each.score > best.score ? each : best)).column;
}

function tablesOf(columns: readonly ColumnShape[]): string {
  return [...new Set(columns.map(({ table }) => table.dataset))].sort().join("\n");
}

function score(column: ColumnShape, links: readonly Link[]): number {
  const table = stem(column.table.dataset.slice(column.table.dataset.lastIndexOf("/") + 1));
  const name = stem(column.name.replace(/_?(?:id|key|sk|pk|code|no|sku)$/i, ""));
  const namesTable = name === "" || table === name || table.endsWith(`_${name}`) || table.startsWith(name);
  const declared = links.some(
    ({ left, right, unique }) =>
      (unique === "left" && left === column) || (unique === "right" && right === column),
  );
  // A table with many keys is one of events, which points to others.
  const keys = new Set(
    links.flatMap(({ left, right }) => [left, right]).filter(({ table }) => table === column.table),
  );
  return (column.unique ? 4 : 0) + (declared ? 3 : 0) + (namesTable ? 2 : 0) + 1 / keys.size;
}

function stem(name: string): string {
  return name
    .toLowerCase()
    .replace(/^(?:dim|fact|tbl|stg|raw)_/, "")
    .replace(/_?(?:data|master|details?|table|dim)$/, "")
    .replace(/(?<=\w\w)s$/, "");
}

/** One column with what is known of all. */
function together(root: ColumnShape, members: readonly ColumnShape[]): ColumnShape {
  const shape = new ColumnShape(root.name, root.table);
  for (const column of [root, ...members.filter((each) => each !== root)]) {
    for (const part of ["types", "required", "possible", "excluded", "likes", "regexes"] as const)
      for (const item of column[part]) (shape[part] as Set<unknown>).add(item);
    shape.declared ??= column.declared;
    shape.pattern ??= column.pattern;
    shape.allowed ??= column.allowed;
    shape.format ??= column.format;
    shape.atLeast.push(...column.atLeast);
    shape.atMost.push(...column.atMost);
    Object.assign(shape.length, { ...column.length, ...shape.length });
    shape.fresh ||= column.fresh;
  }
  shape.always = true;
  shape.unique = true;
  return shape;
}
