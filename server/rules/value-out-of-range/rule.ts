import { defineRule } from "../rule.ts";

/** Found while the text is read; its severity is that of the single finding. */
export const rule = defineRule({
  id: "value-out-of-range",
  severity: "error",
  summary: "A number, text or list that is too small, too large, too short or too long.",
});
