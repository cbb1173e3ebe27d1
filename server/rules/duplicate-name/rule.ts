import { lensSymbols, type Definition } from "../../manifest/symbols.ts";
import { isWholeModel } from "../lens-model.ts";
import { nounOf } from "../nouns.ts";
import { defineRule, type RuleContext } from "../rule.ts";

/** Within a scope (a DAG, a Flare job, a bundle, a Lens model) a name can stand for one thing only. */
export const rule = defineRule({
  id: "duplicate-name",
  severity: "error",
  summary: "Two things in one scope have the same name.",
  check(context) {
    const { file, manifest, report } = context;
    const seen = new Map<string, Definition>();
    for (const definition of manifest.definitions) {
      if (!isChecked(definition)) continue;
      const key = `${definition.symbol} ${definition.scope ?? ""} ${definition.name}`;
      const first = seen.get(key);
      if (!first) {
        seen.set(key, definition);
        checkModel(context, definition);
        continue;
      }
      report({
        range: definition.range,
        // A later step may replace an earlier view; that is legal, and rarely meant.
        severity: definition.symbol === "step-view" ? "warning" : "error",
        message: describe(definition),
        related: [{ file, range: first.range, message: "the first of that name" }],
      });
    }
  },
});

function isChecked({ symbol, scope, open }: Definition): boolean {
  return !open && (scope !== undefined || (lensSymbols.has(symbol) && symbol !== "user-group"));
}

function describe({ symbol, name }: Definition): string {
  if (symbol === "lens-member") {
    const [table = "", member = ""] = name.split(".");
    return `Another member of the Lens table "${table}" is called "${member}" too; give one of them another name.`;
  }
  const noun = nounOf(symbol);
  return `Another ${noun.name} of ${noun.place} is called "${name}" too; give one of them another name.`;
}

/** Tables and views of one model stand in several files. */
function checkModel(context: RuleContext, { symbol, name, range }: Definition): void {
  if ((symbol !== "lens-table" && symbol !== "lens-view") || !isWholeModel(context)) return;
  const { file, workspace, report } = context;
  const others = workspace.definitions(symbol, name).filter((site) => site.file !== file);
  const [other] = others;
  if (!other) return;
  const noun = nounOf(symbol).name;
  report({
    range,
    message: `The ${noun} "${name}" is defined in ${other.file} too; give one of them another name.`,
    related: others.map((site) => ({
      file: site.file,
      range: site.definition.range,
      message: `"${name}" is defined here too`,
    })),
  });
}
