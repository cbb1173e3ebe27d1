import type { LensTable } from "../../manifest/model.ts";
import type { WorkspaceView } from "../../workspace/view.ts";
import { defineRule } from "../rule.ts";

/** A join may repeat a table's rows; Lens needs the key to count each of them once. */
export const rule = defineRule({
  id: "missing-primary-key",
  severity: "warning",
  summary: "A Lens table takes part in a join and has no primary key.",
  kinds: ["lens-tables", "lens-1"],
  check({ manifest: { body }, workspace, report }) {
    if (body?.type !== "lens-model") return;
    for (const table of body.tables) {
      const { name, dimensions, extending } = table;
      if (!name || extending || dimensions.length === 0) continue;
      if (dimensions.some(({ primaryKey }) => primaryKey) || !isJoined(table, name.value, workspace))
        continue;
      const key = body.generation === 1 ? "primary" : "primary_key";
      report({
        range: name.range,
        message: `The table "${name.value}" is joined and has no primary key; say \`${key}: true\` at the dimension that identifies its rows.`,
      });
    }
  },
});

function isJoined({ joins }: LensTable, name: string, workspace: WorkspaceView): boolean {
  if (joins.length > 0) return true;
  return workspace.references("lens-table", name).some(({ manifest: { body } }) => {
    const tables = body?.type === "lens-model" ? body.tables : [];
    return tables.some((table) => table.joins.some(({ target }) => target?.value === name));
  });
}
