import type { Manifest } from "../../manifest/model.ts";
import type { Reference } from "../../manifest/symbols.ts";
import { nearest } from "../../text/nearest.ts";
import type { Located } from "../../text/range.ts";
import { isWholeModel } from "../lens-model.ts";
import type { RuleContext } from "../rule.ts";
import { isDefined, report, reportName } from "./report.ts";

/** Tables, views and members of a Lens model. */
export function checkModel(context: RuleContext, reference: Reference): void {
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
  const verdict = `is no member of the Lens table "${table}"`;
  reportName(context, reference, { name: member, names: members, verdict, severity });
}

/** A view reaches a table through the joins of the one before it in its path. */
export function checkJoinPaths(context: RuleContext): void {
  const { body } = context.manifest;
  if (body?.type !== "lens-model") return;
  for (const { joinPath } of body.views.flatMap(({ tables }) => tables)) {
    if (joinPath) checkJoinPath(context, joinPath);
  }
}

function checkJoinPath({ workspace, report: emit }: RuleContext, { value, range }: Located<string>): void {
  const path = value.split(".");
  for (const [index, table] of path.slice(0, -1).entries()) {
    const next = path[index + 1] ?? "";
    const sites = workspace.definitions("lens-table", table);
    // Tables that do not exist are told of as references.
    if (sites.length === 0 || workspace.definitions("lens-table", next).length === 0) return;
    const targets = sites.flatMap(({ manifest: { body } }) =>
      body?.type === "lens-model"
        ? body.tables.filter(({ name }) => name?.value === table).flatMap(({ joins }) => joins)
        : [],
    );
    const isOpen = (target: string | undefined) =>
      target === undefined || workspace.definitions("lens-table", target).length === 0;
    if (targets.some(({ target }) => target?.value === next || isOpen(target?.value))) continue;
    const known = [...new Set(targets.map(({ target }) => `"${target?.value}"`))];
    emit({
      range,
      severity: "error",
      message: `The table "${table}" has no join to "${next}"; ${known.length > 0 ? `go by one that it joins: ${known.join(", ")}` : "add one, or begin the path elsewhere"}.`,
    });
    return;
  }
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
