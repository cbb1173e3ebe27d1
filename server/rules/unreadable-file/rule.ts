import { defineRule } from "../rule.ts";

/** Found while the file is read, whatever is in it. */
export const rule = defineRule({
  id: "unreadable-file",
  severity: "warning",
  summary: "A YAML file that can't be read, so that nothing is known of what it defines.",
});
