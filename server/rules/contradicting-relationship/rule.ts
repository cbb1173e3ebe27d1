import type { LensJoin, LensTable } from "../../manifest/model.ts";
import type { WorkspaceView } from "../../workspace/view.ts";
import { defineRule, type RuleContext } from "../rule.ts";

/**
 * Lens takes the relationship's word for how often rows meet. Where the join's columns are the primary keys of the
 * tables, or aren't, that says something too.
 */
export const rule = defineRule({
  id: "contradicting-relationship",
  severity: "warning",
  summary: "A Lens relationship contradicts the primary keys of the tables that it joins.",
  kinds: ["lens-tables", "lens-1"],
  check(context) {
    const { body } = context.manifest;
    if (body?.type !== "lens-model") return;
    for (const table of body.tables) for (const join of table.joins) check(context, table, join);
  },
});

function check({ workspace, report }: RuleContext, table: LensTable, join: LensJoin): void {
  const { relationship, target } = join;
  const other = target && tableNamed(target.value, workspace);
  const columns = columnsOf(join, table.name?.value);
  if (!relationship || !other || !columns || table.extending || other.extending) return;
  const [own, their] = [isOnlyKey(columns.own, table), isOnlyKey(columns.target, other)];
  // What the other table does not show may be misspelt.
  if (own === undefined || their === undefined || !isShown(columns.target, other)) return;
  const named = `"${target.value}"`;
  if (relationship.value === "1:N" && their) {
    report({
      range: relationship.range,
      message: `\`${columns.target}\` is the primary key of ${named}, so a row meets at most one there; declare ${own ? "one to one" : "many to one"}.`,
    });
  } else if (relationship.value === "N:1" && own && !their) {
    report({
      range: relationship.range,
      message: `\`${columns.own}\` is the primary key of this table and \`${columns.target}\` none of ${named}, so a row may meet many there; declare one to many.`,
    });
  } else if (relationship.value === "N:1" && !their) {
    report({
      range: relationship.range,
      severity: "hint",
      message: `Many to one means at most one row of ${named} for each \`${columns.target}\`, which is not its primary key; make sure that it is unique, or rows are counted twice.`,
    });
  }
}

/** The table of that name in the model; undefined when there is none, or more than one. */
function tableNamed(name: string, workspace: WorkspaceView): LensTable | undefined {
  const [site, ...others] = workspace.definitions("lens-table", name);
  const body = others.length === 0 ? site?.manifest.body : undefined;
  return body?.type === "lens-model" ? body.tables.find((table) => table.name?.value === name) : undefined;
}

/** The one column on either side of a join by equality; undefined for all other joins. */
function columnsOf(
  { field, targetField, sql, target }: LensJoin,
  table: string | undefined,
): { readonly own: string; readonly target: string } | undefined {
  if (field && targetField) return { own: field.value, target: targetField.value };
  const side = String.raw`\{\s*(\w+)\s*(?:\}\.|\.)(\w+)\s*\}?`;
  const match = sql && new RegExp(`^\\s*${side}\\s*=\\s*${side}\\s*$`).exec(sql.value);
  const [, first = "", firstColumn = "", second = "", secondColumn = ""] = match ?? [];
  const isOwn = (name: string) => name === "TABLE" || name === table;
  if (isOwn(first) && second === target?.value) return { own: firstColumn, target: secondColumn };
  if (isOwn(second) && first === target?.value) return { own: secondColumn, target: firstColumn };
  return undefined;
}

function isShown(column: string, { dimensions }: LensTable): boolean {
  return dimensions.some(({ name, column: shown }) =>
    [name, shown].some((each) => each?.value.toLowerCase() === column.toLowerCase()),
  );
}

/** Whether a column, or the dimension that shows it, is all of a table's primary key; undefined without such a key. */
function isOnlyKey(column: string, { dimensions }: LensTable): boolean | undefined {
  const keys = dimensions.filter(({ primaryKey }) => primaryKey);
  const [key] = keys;
  if (!key || keys.length > 1) return undefined;
  return [key.name, key.column].some((each) => each?.value.toLowerCase() === column.toLowerCase());
}
