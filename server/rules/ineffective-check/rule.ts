import { defineRule } from "../rule.ts";
import { reportChecks } from "../soda-checks.ts";

/** A check may be well formed and still never say what its author thinks it does. */
export const rule = defineRule({
  id: "ineffective-check",
  severity: "warning",
  summary: "A quality check that Soda accepts and that does not do what it seems to.",
  kinds: ["workflow"],
  check: (context) => reportChecks(context, "ineffective-check"),
});
