import type { Monitor, Pager, PagerCondition } from "../../manifest/model.ts";
import { hasPlaceholder } from "../../template/placeholder.ts";
import { nearest } from "../../text/nearest.ts";
import type { WorkspaceView } from "../../workspace/view.ts";
import { sameWords } from "../incidents.ts";
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
    if (!first || pagers.length === 0) return;
    if (pagers.some((pager) => mayHear(pager, incident) || isMeant(pager, incident))) return;
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

/** A slip in one of the conditions is a problem of the pager. */
function isMeant({ conditions }: Pager, incident: Monitor["incident"]): boolean {
  const name = conditions.find(({ property }) => property === "name");
  if (name && isNearly(name, incident)) return true;
  return conditions.every((condition) => mayHold(condition, incident) || isNearly(condition, incident));
}

/** The value is misspelt, or its key is spelt in another way. */
function isNearly({ property, value }: PagerCondition, incident: Monitor["incident"]): boolean {
  if (property === undefined || !value) return false;
  return incident.some(({ key, value: { value: actual } }) =>
    key === property
      ? actual === value.value || nearest(value.value, [actual]) !== undefined
      : actual === value.value && sameWords(key, property),
  );
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
