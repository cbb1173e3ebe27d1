import { defineRule } from "../rule.ts";

/** Found while the text is read; its severity is that of the single finding. */
export const rule = defineRule({
  id: "unknown-value",
  severity: "error",
  summary: "A value that is none of the possible ones.",
});
