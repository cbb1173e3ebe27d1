import type { PathReference } from "../../manifest/symbols.ts";
import { defineRule, type RuleContext } from "../rule.ts";

/** A key file is read when its secret is applied, and belongs into no repository. Paths elsewhere are nobody's business. */
export const rule = defineRule({
  id: "exposed-key-file",
  severity: "warning",
  summary: "A key file lies in the workspace, or should, and git does not ignore it.",
  check(context) {
    for (const reference of context.manifest.paths) {
      if (reference.expects === "key-file" && !reference.open) check(context, reference);
    }
  },
});

function check({ workspace, report }: RuleContext, { path, range }: PathReference): void {
  const place = workspace.resolvePath(path);
  if (place !== undefined) {
    report({
      range,
      message: `The key file "${place}" lies in the workspace, and git doesn't ignore it; add it to .gitignore, and replace the key if it was ever committed.`,
    });
    return;
  }
  // What git ignores is not looked at either: it may be there.
  if (workspace.isWithin(path) && !workspace.ignores(path)) {
    report({
      range,
      severity: "hint",
      message: `There is no key file "${path}", and git wouldn't ignore it; add it to .gitignore before you put it there, or correct the path.`,
    });
  }
}
