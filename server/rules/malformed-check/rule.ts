import { defineRule } from "../rule.ts";

/** Found while the text is read; its severity is that of the single finding. */
export const rule = defineRule({
  id: "malformed-check",
  severity: "error",
  summary: "A quality check that Soda can not read.",
});
