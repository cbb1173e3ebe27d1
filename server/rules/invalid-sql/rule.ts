import { sqlRange } from "../../manifest/sql-range.ts";
import { isLoaded } from "../lens-model.ts";
import { defineRule } from "../rule.ts";

/** SQL that the stack's dialect can't parse fails when the job starts. */
export const rule = defineRule({
  id: "invalid-sql",
  severity: "error",
  summary: "SQL that does not parse.",
  phase: "sql",
  check(context) {
    const { manifest, sql, report } = context;
    if (manifest.kind === "lens-sql" && !isLoaded(context)) return;
    for (const text of manifest.sqls) {
      const analysis = sql(text);
      if (analysis?.status !== "syntax-error" || !analysis.error) continue;
      const { message, replacement } = analysis.error;
      const range = sqlRange(text, analysis.error);
      const title = replacement === "" ? "Remove it" : `Change to ${replacement}`;
      const fixes = replacement === undefined ? [] : [{ title, edits: [{ range, newText: replacement }] }];
      report({ range, message, fixes });
    }
  },
});
