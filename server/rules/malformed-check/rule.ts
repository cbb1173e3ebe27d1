import { defineRule } from "../rule.ts";
import { reportChecks } from "../soda-checks.ts";

/** Soda skips a check that it can't read; blanks are part of its grammar. */
export const rule = defineRule({
  id: "malformed-check",
  severity: "error",
  summary: "A quality check that Soda can not read.",
  kinds: ["workflow"],
  check: (context) => reportChecks(context, "malformed-check"),
});
