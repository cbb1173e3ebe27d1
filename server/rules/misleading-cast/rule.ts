import { sqlRange } from "../../manifest/sql-range.ts";
import { defineRule } from "../rule.ts";

/** A sum of money is no moment. What columns hold is not known here, but what their names say is. */
export const rule = defineRule({
  id: "misleading-cast",
  severity: "warning",
  summary: "SQL casts a column whose name says that it is an amount to a date or time.",
  check({ manifest, report }) {
    for (const sql of manifest.sqls) {
      for (const match of sql.value.matchAll(amountAsTime)) {
        const [text, column = "", type = ""] = match;
        const start = match.index + text.length - type.length;
        report({
          range: sqlRange(sql, { start, end: start + type.length }),
          message: `\`${column}\` reads like a number, and this makes it a ${type.toLowerCase()}; cast it to a number such as \`double\`.`,
        });
      }
    }
  },
});

const amountAsTime =
  /\bcast\s{0,20}\(\s{0,20}(?:[\w`"]{1,100}\.)?([A-Za-z_]{0,100}(?:amount|price|cost|quantity|percentage|discount))\s{1,20}as\s{1,20}(timestamp|date|datetime)\b/giu;
