import { columnsInTemplates } from "../../manifest/lens-references.ts";
import type { LensModel, LensTable, SqlText } from "../../manifest/model.ts";
import { nearest } from "../../text/nearest.ts";
import type { Located } from "../../text/range.ts";
import { sqlOfTable } from "../lens-model.ts";
import { defineRule, type RuleContext } from "../rule.ts";
import { selectedColumns } from "../written-columns.ts";

/** Columns of a Lens table come from its SQL. Speaks only when that SQL, or what writes the dataset, names them. */
export const rule = defineRule({
  id: "undefined-column",
  severity: "warning",
  summary: "A member of a Lens table shows a column that the table's SQL does not select.",
  kinds: ["lens-tables", "lens-1"],
  phase: "sql",
  check(context) {
    const { body } = context.manifest;
    if (body?.type !== "lens-model") return;
    for (const table of body.tables) checkTable(context, table, body);
  },
});

function checkTable(context: RuleContext, table: LensTable, { generation }: LensModel): void {
  const { columns: listed = [], dimensions } = table;
  const shown = dimensions.flatMap(({ column }) => column ?? []);
  const sql = sqlOfTable(table, context);
  const selected = sql && selectedColumns(sql, context);
  if (selected) for (const column of listed) check(context, column, selected, "the entity's query selects");
  const names = listed.length > 0 ? listed.map(({ value }) => value) : selected;
  if (!names) return;
  const where = listed.length > 0 ? "`sql.columns` lists" : "the table's SQL selects";
  for (const column of shown) check(context, column, names, where);
  // A table that extends another one has members and columns that don't stand here.
  if (table.extending) return;
  const members = membersOf(table);
  for (const text of templatesOf(table)) {
    for (const column of columnsInTemplates(text, generation, table.name?.value)) {
      if (!members.has(column.value)) check(context, column, [...names, ...members], where);
    }
  }
}

function membersOf({ dimensions, measures, segments }: LensTable): ReadonlySet<string> {
  return new Set([...dimensions, ...measures, ...segments].flatMap(({ name }) => name?.value ?? []));
}

function templatesOf({ dimensions, measures, segments, joins }: LensTable): readonly SqlText[] {
  return [...dimensions, ...measures, ...segments, ...joins].flatMap(({ sql }) => sql ?? []);
}

/** Names are compared as databases do, without regard to case; what is no plain name is left alone. */
function check(
  { report }: RuleContext,
  { value, range }: Located<string>,
  known: readonly string[],
  where: string,
): void {
  if (!/^[A-Za-z_]\w*$/.test(value)) return;
  if (known.some((name) => name.toLowerCase() === value.toLowerCase())) return;
  const near = nearest(value, known);
  report({
    range,
    message: `"${value}" is none of the columns that ${where}${near ? `; did you mean "${near}"?` : "."}`,
    fixes: near ? [{ title: `Change to "${near}"`, edits: [{ range, newText: near }] }] : [],
  });
}
