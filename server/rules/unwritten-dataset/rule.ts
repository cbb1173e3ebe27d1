import type { Reference } from "../../manifest/symbols.ts";
import type { Fix } from "../../text/problem.ts";
import type { WorkspaceView } from "../../workspace/view.ts";
import { findUnwritten, isKnownDepot } from "../datasets.ts";
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

function check(context: RuleContext, reference: Reference): void {
  const { file, workspace, report } = context;
  const { name, range } = reference;
  const unwritten = findUnwritten(name, file, workspace);
  if (!unwritten) return;
  const [namesake, ...others] = unwritten.namesakes;
  if (namesake === undefined) {
    // Where a workflow is half written, what it writes is not known.
    if (workspace.names("open-output").length > 0 || isWrittenToUnknownDepot(name, workspace)) return;
    report({
      range,
      message: `No workflow of the workspace writes ${name}; correct it, or list it as external if the platform has it.`,
    });
    return;
  }
  const [writer] = workspace.definitions("dataset", namesake).filter((site) => site.file !== file);
  const fix = changeTo(namesake, reference, context.text);
  report({
    range,
    severity: "warning",
    message:
      others.length === 0
        ? `No workflow writes ${name}; did you mean ${namesake}, which ${writer?.file ?? "another"} writes?`
        : `No workflow writes ${name}; did you mean one of ${[namesake, ...others].slice(0, 3).join(", ")}, which others write?`,
    fixes: fix && others.length === 0 ? [fix] : [],
    related: writer
      ? [{ file: writer.file, range: writer.definition.range, message: `${namesake} is written here` }]
      : [],
  });
}

/** A depot is misspelt where the dataset is written, and that is said there. */
function isWrittenToUnknownDepot(name: string, workspace: WorkspaceView): boolean {
  const [, ...own] = parts(name);
  return workspace.names("dataset").some((other) => {
    const [depot = "", ...rest] = parts(other);
    return rest.join("/") === own.join("/") && !isKnownDepot(depot, workspace);
  });
}

/** Keeps the spelling of the address, whose parts colons, slashes or dots may divide; undefined where it is odd. */
function changeTo(namesake: string, { name, range }: Reference, text: string): Fix | undefined {
  const own = parts(name).map(escaped);
  const written = new RegExp(`^${own.join("([:/.])")}$`).exec(text.slice(range.start, range.end));
  if (!written) return undefined;
  const [depot = "", collection = "", dataset = ""] = parts(namesake);
  const newText = `${depot}${written[1] ?? ""}${collection}${written[2] ?? ""}${dataset}`;
  return { title: `Change to "${newText}"`, edits: [{ range, newText }] };
}

function parts(key: string): readonly string[] {
  return /^([^:]*):([^/]*)\/(.*)$/s.exec(key)?.slice(1) ?? [];
}

function escaped(text: string): string {
  return text.replace(/[^\w]/g, "\\$&");
}
