import type { Manifest } from "../../manifest/model.ts";
import { lensSymbols, type Reference } from "../../manifest/symbols.ts";
import { nearest } from "../../text/nearest.ts";
import { externalNames } from "../../workspace/external-names.ts";
import { defineRule, type RuleContext } from "../rule.ts";
import { checkPager } from "./incidents.ts";
import { checkJoinPaths, checkModel } from "./members.ts";
import { isDefined, report } from "./report.ts";

/** A reference must name something that exists. How sure we can be depends on where it may be defined. */
export const rule = defineRule({
  id: "unresolved-reference",
  severity: "warning",
  summary: "A reference names something that nothing in its scope, model or workspace defines.",
  check(context) {
    for (const reference of context.manifest.references) {
      if (reference.open || reference.symbols.includes("dataset")) continue;
      if (isLocal(reference)) checkLocal(context, reference);
      else if (reference.symbols.some((symbol) => lensSymbols.has(symbol))) checkModel(context, reference);
      else checkWorkspace(context, reference);
    }
    checkJoinPaths(context);
    const { body } = context.manifest;
    if (body?.type === "pager") checkPager(context, body);
  },
});

/** Must be defined in the same manifest: jobs of a DAG, step views of a Flare job, items of a bundle. */
function isLocal(reference: Reference): boolean {
  return reference.scopes.length > 0;
}

function checkLocal(context: RuleContext, reference: Reference): void {
  const { manifest } = context;
  if (isPartlyKnown(manifest, reference)) return;
  const names = manifest.definitions
    .filter(
      ({ symbol, scope }) =>
        reference.symbols.includes(symbol) && scope !== undefined && reference.scopes.includes(scope),
    )
    .map(({ name }) => name);
  if (names.some((name) => name === reference.name || sameView(reference, name))) return;
  report(context, reference, names, "error");
}

/** Spark looks its views up without regard to case. */
function sameView({ symbols, name }: Reference, other: string): boolean {
  return symbols.includes("step-view") && name.toLowerCase() === other.toLowerCase();
}

/** Not all names are known: some have none yet, or the steps of a Flare job stand in other files or sinks. */
function isPartlyKnown({ body }: Manifest, { symbols, range }: Reference): boolean {
  if (body?.type === "bundle") return body.items.some(({ id }) => !id);
  if (body?.type !== "workflow") return false;
  if (!symbols.includes("step-view")) return body.jobs.some(({ name }) => !name);
  const job = body.jobs.find((each) => each.range.start <= range.start && range.end <= each.range.end);
  if (job?.body?.type !== "flare") return false;
  const { complete, inputs, steps } = job.body;
  return !complete || [...inputs, ...steps].some(({ name }) => !name);
}

function checkWorkspace(context: RuleContext, reference: Reference): void {
  const { workspace } = context;
  const { symbols, name } = reference;
  // A condition of a pager is judged together with the others.
  if (symbols[0] === "incident" || isDefined(context, reference)) return;
  if (symbols.some((symbol) => workspace.isExternal(symbol, name))) return;
  const names = symbols.flatMap((symbol) => workspace.names(symbol));
  const slips = symbols
    .flatMap((symbol) => [...(externalNames(workspace.config).get(symbol) ?? [])])
    .filter((external) => isSlip(name, external) || (symbols[0] === "stack" && soundsLike(name, external)));
  if (names.length + slips.length === 0) return;
  // Whoever runs the platform installs stacks, so that only one which is nearly known is surely wrong.
  if (symbols[0] === "stack" && slips.length === 0 && nearest(name, names) === undefined) return;
  // The query engine of a lakehouse becomes a cluster, under a name that no manifest says.
  const mayExist = symbols.includes("cluster") && workspace.names("query-engine").length > 0;
  report(context, reference, names, mayExist ? "hint" : "warning", slips);
}

/** The platform has few stacks, and words such as `flair` are none of them. */
function soundsLike(name: string, stack: string): boolean {
  return name.length > 4 && name.slice(0, 2) === stack.slice(0, 2) && nearest(name, [stack], 2) !== undefined;
}

/**
 * Whether a name is one of the platform or the configuration, misspelt. Others such as `lakehouse2` or `minervab` may
 * well exist, so that only a slip within the word counts.
 */
function isSlip(name: string, external: string): boolean {
  if (nearest(name, [external]) === undefined || Math.abs(external.length - name.length) > 1) return false;
  if (name.startsWith(external) || name.slice(0, -1) === external.slice(0, -1)) return false;
  return name.at(0) === external.at(0) && name.replace(/\d/g, "") !== external.replace(/\d/g, "");
}
