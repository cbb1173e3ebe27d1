import { defineRule } from "../rule.ts";

/** Found while the text is read; its severity is that of the single finding. */
export const rule = defineRule({
  id: "malformed-address",
  severity: "error",
  summary: "An address that names nothing because of the way it is written.",
});
