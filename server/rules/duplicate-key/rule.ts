import { defineRule } from "../rule.ts";

/** Found while the text is read; its severity is that of the single finding. */
export const rule = defineRule({
  id: "duplicate-key",
  severity: "error",
  summary: "A key that is twice in one mapping.",
});
