import type { Monitor, Pager, PagerCondition } from "../../manifest/model.ts";
import { hasPlaceholder } from "../../template/placeholder.ts";
import type { WorkspaceView } from "../../workspace/view.ts";
import { defineRule } from "../rule.ts";

/** An incident is of use only when somebody is told. Speaks only in workspaces that have pagers of their own. */
export const rule = defineRule({
  id: "unwatched-incident",
  severity: "hint",
  summary: "A monitor raises an incident that no pager of the workspace listens to.",
  kinds: ["monitor"],
  check({ manifest: { body }, workspace, report }) {
    if (body?.type !== "monitor") return;
    const { incident } = body;
    const [first] = incident;
    const pagers = pagersOf(workspace);
    if (!first || pagers.length === 0 || pagers.some((pager) => mayHear(pager, incident))) return;
    const { key, value } = incident.find((property) => property.key === "name") ?? first;
    report({
      range: value.range,
      message: `No pager of the workspace has conditions that the incident with ${key} "${value.value}" meets, so nobody is told of it.`,
    });
  },
});

function pagersOf(workspace: WorkspaceView): readonly Pager[] {
  const sites = workspace.names("pager").flatMap((name) => workspace.definitions("pager", name));
  return sites.flatMap(({ manifest: { body } }) => (body?.type === "pager" ? [body] : []));
}

/** All conditions must hold; those that can't be judged here might. */
function mayHear({ conditions }: Pager, incident: Monitor["incident"]): boolean {
  return conditions.every((condition) => mayHold(condition, incident));
}

function mayHold({ property, operator, value }: PagerCondition, incident: Monitor["incident"]): boolean {
  if (property === undefined || !value || hasPlaceholder(value.value)) return true;
  if ((operator?.value ?? "equals") !== "equals") return true;
  const actual = incident.find(({ key }) => key === property)?.value.value;
  return actual !== undefined && (actual === value.value || hasPlaceholder(actual));
}
