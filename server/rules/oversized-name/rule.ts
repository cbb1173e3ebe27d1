import { hasPlaceholder } from "../../template/placeholder.ts";
import { defineRule } from "../rule.ts";

/** Longest name of anything on the platform; a longer name is malformed, which its schema says. */
const limit = 48;

/** Characters that the platform appends to a workflow's name for each run. */
const appended = 17;

/** The longest name that is shorter than the limit with what is appended. */
const advised = limit - appended - 1;

export const rule = defineRule({
  id: "oversized-name",
  severity: "warning",
  summary: "A workflow's name is too long for what the platform appends to it when it runs.",
  kinds: ["workflow"],
  check({ manifest: { name }, report }) {
    if (!name || hasPlaceholder(name.value)) return;
    const { length } = name.value;
    if (length <= advised || length > limit) return;
    report({
      range: name.range,
      severity: length + appended > limit ? "warning" : "hint",
      message: `The workflow's name has ${length} characters, and its runs append ${appended} where ${limit} are allowed; shorten it to ${advised}.`,
    });
  },
});
