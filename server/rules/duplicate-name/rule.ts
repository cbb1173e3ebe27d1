import type { Definition } from "../../manifest/symbols.ts";
import { nounOf } from "../nouns.ts";
import { defineRule } from "../rule.ts";

/** Within a scope (a DAG, a Flare job, a bundle, a Lens file) a name can stand for one thing only. */
export const rule = defineRule({
  id: "duplicate-name",
  severity: "error",
  summary: "Two things in one scope have the same name.",
  check({ file, manifest, report }) {
    const seen = new Map<string, Definition>();
    for (const definition of manifest.definitions) {
      if (!isChecked(definition)) continue;
      const key = `${definition.symbol} ${definition.scope ?? ""} ${definition.name}`;
      const first = seen.get(key);
      if (!first) {
        seen.set(key, definition);
        continue;
      }
      const { name, place } = nounOf(definition.symbol);
      report({
        range: definition.range,
        // A later step may replace an earlier view; that is legal, and rarely meant.
        severity: definition.symbol === "step-view" ? "warning" : "error",
        message: `Another ${name} of ${place} is called "${definition.name}" too; give one of them another name.`,
        related: [{ file, range: first.range, message: "the first of that name" }],
      });
    }
  },
});

function isChecked({ symbol, scope }: Definition): boolean {
  return scope !== undefined || symbol === "lens-table" || symbol === "lens-member" || symbol === "lens-view";
}
