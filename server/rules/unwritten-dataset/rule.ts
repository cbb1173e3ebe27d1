import type { Reference } from "../../manifest/symbols.ts";
import { nearest } from "../../text/nearest.ts";
import { defineRule, type RuleContext } from "../rule.ts";

/**
 * A dataset that is read should be written by somebody. The workspace knows that only of depots which its own
 * workflows write to; everything else is filled on the platform.
 */
export const rule = defineRule({
  id: "unwritten-dataset",
  severity: "hint",
  summary:
    "A dataset is read that no workflow writes, in a depot that the workspace's workflows do write to.",
  check(context) {
    for (const reference of context.manifest.references) {
      if (reference.symbols.includes("dataset") && !reference.open) check(context, reference);
    }
  },
});

function check({ file, workspace, report }: RuleContext, { name, range }: Reference): void {
  if (workspace.definitions("dataset", name).length > 0 || workspace.isExternal("dataset", name)) return;
  const [depot = ""] = name.split(":");
  // What the asking file writes itself says nothing: copying a table within a depot is no slip of the pen.
  const written = workspace
    .names("dataset")
    .filter((other) => other.startsWith(`${depot}:`))
    .filter((other) => workspace.definitions("dataset", other).some((site) => site.file !== file));
  if (written.length === 0) return;
  const namesakes = findNamesakes(name, written);
  if (namesakes.length === 0) {
    report({
      range,
      message: `No workflow of the workspace writes ${name}; list it as external if the platform has it.`,
    });
    return;
  }
  report({
    range,
    severity: "warning",
    message: `No workflow writes ${name}, but ${namesakes.length === 1 ? "one writes" : "others write"} ${namesakes.slice(0, 3).join(" and ")}; did you mean that?`,
  });
}

/** Written datasets that were probably meant: of the same name elsewhere, else of nearly that name, else of that name and a word that says nothing. */
function findNamesakes(name: string, written: readonly string[]): readonly string[] {
  const own = dataset(name);
  const alike = (same: (other: string) => boolean) => written.filter((other) => same(dataset(other)));
  const near = nearest(name, written);
  const candidates = [
    alike((other) => other === own),
    near ? [near] : [],
    alike((other) => nearest(own, [other]) !== undefined),
    alike((other) => stem(other) === stem(own)),
  ];
  return candidates.find((found) => found.length > 0) ?? [];
}

function dataset(key: string): string {
  return key.slice(key.indexOf("/") + 1);
}

/** The name without what says nothing: plurals, and words such as "data" at its end. */
function stem(name: string): string {
  return name.replace(/s(?=_|$)/g, "").replace(/_(?:data|dataset|table|final|master|full|v?\d+)$/, "");
}
