import { defineRule } from "../rule.ts";

/** Found while the text is read; its severity is that of the single finding. */
export const rule = defineRule({
  id: "excessive-nesting",
  severity: "error",
  summary: "YAML nested too deeply to be checked.",
});
