import { defineRule } from "../rule.ts";

/** Found while the text is read; its severity is that of the single finding. */
export const rule = defineRule({
  id: "misplaced-key",
  severity: "error",
  summary: "A key that belongs elsewhere, or that cannot stand where it is because of what stands beside it.",
});
