import { workflowOf } from "../dag.ts";
import { defineRule, type RuleContext } from "../rule.ts";
import type { Located, OffsetRange } from "../../text/range.ts";

/** `sparkConf` is a list of maps, so YAML itself sees nothing wrong with the same key in two of them. */
export const rule = defineRule({
  id: "duplicate-setting",
  severity: "warning",
  summary: "A Spark setting is twice in `sparkConf`; the last one wins.",
  kinds: ["workflow"],
  check(context) {
    for (const { body } of workflowOf(context.manifest)?.jobs ?? []) {
      if (body?.type === "flare") checkSettings(context, body.sparkSettings);
    }
  },
});

function checkSettings({ file, report }: RuleContext, settings: readonly Located<string>[]): void {
  const seen = new Map<string, OffsetRange>();
  for (const { value: name, range } of settings) {
    const earlier = seen.get(name);
    seen.set(name, range);
    if (!earlier) continue;
    report({
      range,
      message: `\`${name}\` is set above as well, and the last value wins; remove one of the two.`,
      related: [{ file, range: earlier, message: "This value has no effect." }],
    });
  }
}
