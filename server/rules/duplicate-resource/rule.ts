import { nounOf } from "../nouns.ts";
import { defineRule } from "../rule.ts";

/** Two manifests of one kind and workspace can't share a name: the second one applied replaces the first. */
export const rule = defineRule({
  id: "duplicate-resource",
  severity: "error",
  summary: "Two manifests define the same resource.",
  check({ file, manifest, workspace, report }) {
    for (const definition of manifest.definitions) {
      if (definition.symbol !== manifest.kind || definition.scope !== undefined) continue;
      const others = workspace
        .definitions(definition.symbol, definition.name)
        // What a variable makes of a name in one environment is another name elsewhere.
        .filter((other) => !other.definition.open)
        .filter((other) => other.file !== file || other.definition.range.start !== definition.range.start)
        .filter(
          ({ definition: { workspace: own } }) => (own ?? "public") === (definition.workspace ?? "public"),
        );
      const [first] = others;
      if (!first) continue;
      report({
        range: definition.range,
        message: `The ${nounOf(definition.symbol).name} "${definition.name}" is defined in ${first.file} too; rename one of them, for whichever is applied last wins.`,
        related: others.map((other) => ({
          file: other.file,
          range: other.definition.range,
          message: `"${definition.name}" is defined here too`,
        })),
      });
    }
  },
});
