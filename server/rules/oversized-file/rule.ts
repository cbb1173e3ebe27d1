import { defineRule } from "../rule.ts";

/** Found while the text is read; its severity is that of the single finding. */
export const rule = defineRule({
  id: "oversized-file",
  severity: "warning",
  summary: "A file too large to be checked.",
});
