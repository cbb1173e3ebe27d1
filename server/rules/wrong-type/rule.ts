import { defineRule } from "../rule.ts";

/** Found while the text is read; its severity is that of the single finding. */
export const rule = defineRule({
  id: "wrong-type",
  severity: "error",
  summary: "A value of the wrong type, such as text where a number belongs.",
});
