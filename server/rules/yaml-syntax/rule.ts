import { defineRule } from "../rule.ts";

/** Found while the text is read; its severity is that of the single finding. */
export const rule = defineRule({
  id: "yaml-syntax",
  severity: "error",
  summary: "Text that is not valid YAML.",
});
