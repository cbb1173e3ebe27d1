import type { Manifest } from "../../manifest/model.ts";
import { lensSymbols, type Reference } from "../../manifest/symbols.ts";
import { nearest } from "../../text/nearest.ts";
import type { Severity } from "../../text/problem.ts";
import { nounOf } from "../nouns.ts";
import { defineRule, type RuleContext } from "../rule.ts";

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

/** A Flare job whose steps stand in other files or sinks: not all of its views are known. */
function isPartlyKnown({ body }: Manifest, { symbols, range }: Reference): boolean {
  if (!symbols.includes("step-view") || body?.type !== "workflow") return false;
  const job = body.jobs.find((each) => each.range.start <= range.start && range.end <= each.range.end);
  return job?.body?.type === "flare" && !job.body.complete;
}

function checkModel(context: RuleContext, reference: Reference): void {
  if (isDefined(context, reference)) return;
  const names = reference.symbols.flatMap((symbol) => context.workspace.names(symbol));
  if (!reference.symbols.includes("lens-member")) {
    if (isWholeModel(context)) report(context, reference, names, "error");
    else if (nearest(reference.name, names)) report(context, reference, names, "warning");
    return;
  }
  const [table = "", member = ""] = reference.name.split(".");
  if (context.workspace.definitions("lens-table", table).length === 0) return;
  if (isColumn(context, table, member)) return;
  const members = names
    .filter((name) => name.startsWith(`${table}.`))
    .map((name) => name.slice(table.length + 1));
  // Inside SQL it may be a column that no dimension shows; a view shows members only.
  const severity = isInSql(context.manifest, reference) ? "warning" : "error";
  reportName(context, reference, member, members, `is no member of the Lens table "${table}"`, severity);
}

/** A file by itself may be a part of a model whose other files are elsewhere; in the model's folders all is there. */
function isWholeModel({ file, manifest }: RuleContext): boolean {
  if (manifest.body?.type === "lens-model" && manifest.body.generation === 1) return true;
  return /(?:^|\/)(?:tables|views)\//.test(file);
}

function isInSql({ sqls }: Manifest, { range }: Reference): boolean {
  return sqls.some((sql) => sql.range.start <= range.start && range.end <= sql.range.end);
}

/** `{TABLE.x}` may also mean a column of the table's SQL. */
function isColumn(context: RuleContext, table: string, member: string): boolean {
  return context.workspace.definitions("lens-table", table).some(({ manifest }) => {
    if (manifest.body?.type !== "lens-model") return false;
    const found = manifest.body.tables.find(({ name }) => name?.value === table);
    return found?.dimensions.some(({ column }) => column?.value === member) ?? false;
  });
}

function checkWorkspace(context: RuleContext, reference: Reference): void {
  const { workspace } = context;
  if (isDefined(context, reference)) return;
  if (reference.symbols.some((symbol) => workspace.isExternal(symbol, reference.name))) return;
  const names = reference.symbols.flatMap((symbol) => workspace.names(symbol));
  if (names.length === 0) return;
  const incident = reference.symbols[0] === "incident";
  if (incident) checkIncident(context, reference, names);
  else report(context, reference, names, "warning");
}

/** An incident may well come from a monitor elsewhere; only a near miss within the workspace tells. */
function checkIncident(context: RuleContext, reference: Reference, names: readonly string[]): void {
  const [key = "", value = ""] = reference.name.split("=");
  const values = names.filter((name) => name.startsWith(`${key}=`)).map((name) => name.slice(key.length + 1));
  const near = nearest(value, values);
  const otherKey = names.find(
    (name) => sameWords(name.split("=")[0] ?? "", key) && name.split("=")[1] === value,
  );
  if (!near && !otherKey) return;
  const spelling = near ? `${key} "${near}"` : `"${value}" under "${otherKey?.split("=")[0]}"`;
  context.report({
    range: reference.range,
    message: `No incident of the workspace has ${key} "${value}", but one has ${spelling}; the pager never fires.`,
    fixes: near ? [{ title: `Change to "${near}"`, edits: [{ range: reference.range, newText: near }] }] : [],
  });
}

/** `incident_type` and `incidentType` are different keys to the platform, and the same words to a person. */
function sameWords(one: string, other: string): boolean {
  return one !== other && one.replaceAll("_", "").toLowerCase() === other.replaceAll("_", "").toLowerCase();
}

function isDefined({ workspace }: RuleContext, { symbols, name }: Reference): boolean {
  return symbols.some((symbol) => workspace.definitions(symbol, name).length > 0);
}

function report(
  context: RuleContext,
  reference: Reference,
  names: readonly string[],
  severity: Severity,
): void {
  const noun = nounOf(reference.symbols[0]);
  reportName(context, reference, reference.name, names, `is no ${noun.name} of ${noun.place}`, severity);
}

function reportName(
  { report: emit }: RuleContext,
  { range }: Reference,
  name: string,
  names: readonly string[],
  verdict: string,
  severity: Severity,
): void {
  const near = nearest(name, names);
  emit({
    range,
    severity,
    message: near ? `"${name}" ${verdict}; did you mean "${near}"?` : `"${name}" ${verdict}${known(names)}.`,
    fixes: near ? [{ title: `Change to "${near}"`, edits: [{ range, newText: near }] }] : [],
  });
}

/** Names a few of what there is, so that the message helps without a look elsewhere. */
function known(names: readonly string[]): string {
  const some = [...new Set(names)].slice(0, 4).map((name) => `"${name}"`);
  if (some.length === 0) return "";
  return `; there ${some.length === 1 ? "is" : "are"} ${some.join(", ")}${names.length > some.length ? ", …" : ""}`;
}
