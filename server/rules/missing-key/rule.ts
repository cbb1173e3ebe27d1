import { defineRule } from "../rule.ts";

/** Found while the text is read; its severity is that of the single finding. */
export const rule = defineRule({
  id: "missing-key",
  severity: "error",
  summary: "A key that the platform asks for is not there.",
});
