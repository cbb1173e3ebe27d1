import { defineRule } from "../rule.ts";

/** Found while the text is read; its severity is that of the single finding. */
export const rule = defineRule({
  id: "deprecated-key",
  severity: "hint",
  summary: "A key or value that still works and has been replaced by another.",
});
