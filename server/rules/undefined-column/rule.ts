import type { LensTable } from "../../manifest/model.ts";
import { nearest } from "../../text/nearest.ts";
import type { Located } from "../../text/range.ts";
import { defineRule, type RuleContext } from "../rule.ts";

/** Columns of a Lens table come from its SQL. Speaks only when the SQL stands in the table and names its columns. */
export const rule = defineRule({
  id: "undefined-column",
  severity: "warning",
  summary: "A dimension of a Lens table shows a column that the table's SQL does not select.",
  kinds: ["lens-tables", "lens-1"],
  phase: "sql",
  check(context) {
    const { body } = context.manifest;
    if (body?.type !== "lens-model") return;
    for (const table of body.tables) checkTable(context, table);
  },
});

function checkTable(context: RuleContext, table: LensTable): void {
  const { columns: listed = [], dimensions } = table;
  const shown = dimensions.flatMap(({ column }) => column ?? []);
  const selected = selectedColumns(context, table);
  if (selected) for (const column of listed) check(context, column, selected, "the entity's query selects");
  if (listed.length > 0) {
    const names = listed.map(({ value }) => value);
    for (const column of shown) check(context, column, names, "`sql.columns` lists");
  } else if (selected) {
    for (const column of shown) check(context, column, selected, "the table's SQL selects");
  }
}

function selectedColumns({ sql }: RuleContext, table: LensTable): readonly string[] | undefined {
  const analysis = table.sql && sql(table.sql);
  if (analysis?.status !== "parsed" || analysis.statements !== 1) return undefined;
  return analysis.columns?.map(({ name }) => name);
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
