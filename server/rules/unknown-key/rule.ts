import { defineRule } from "../rule.ts";

/** Found while the text is read; its severity is that of the single finding. */
export const rule = defineRule({
  id: "unknown-key",
  severity: "warning",
  summary: "A key that the kind of manifest does not have.",
});
