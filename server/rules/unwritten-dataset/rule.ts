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

function check({ workspace, report }: RuleContext, { name, range }: Reference): void {
  if (workspace.definitions("dataset", name).length > 0 || workspace.isExternal("dataset", name)) return;
  const [depot = ""] = name.split(":");
  const written = workspace.names("dataset").filter((other) => other.startsWith(`${depot}:`));
  if (written.length === 0) return;
  const namesake = findNamesake(name, written);
  if (!namesake) {
    report({
      range,
      message: `No workflow of the workspace writes ${name}; list it as external if the platform has it.`,
    });
    return;
  }
  report({
    range,
    severity: "warning",
    message: `No workflow writes ${name}, but one writes ${namesake}; did you mean that?`,
  });
}

/** A written dataset that was probably meant: of the same name elsewhere, of nearly that name, or of that name and a suffix. */
function findNamesake(name: string, written: readonly string[]): string | undefined {
  const own = dataset(name);
  const namesake = (same: (other: string) => boolean) => written.find((other) => same(dataset(other)));
  return (
    namesake((other) => other === own) ??
    nearest(name, written) ??
    namesake((other) => nearest(own, [other]) !== undefined) ??
    namesake((other) => other.startsWith(`${own}_`) || own.startsWith(`${other}_`))
  );
}

function dataset(key: string): string {
  return key.slice(key.indexOf("/") + 1);
}
