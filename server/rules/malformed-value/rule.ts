import { defineRule } from "../rule.ts";

/** Found while the text is read; its severity is that of the single finding. */
export const rule = defineRule({
  id: "malformed-value",
  severity: "error",
  summary: "A value that does not have the form asked for, such as a name with capitals.",
});
