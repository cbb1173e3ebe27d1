import { parseResourceId } from "../address/resource-id.ts";
import { scalarText } from "../yaml/scalar.ts";
import { entries, get, located, type YamlNode } from "../yaml/tree.ts";
import type { ReadContext } from "./body.ts";
import type { Findings } from "./findings.ts";
import { placeOf } from "./place.ts";
import { kindOfType } from "./kind.ts";
import type { Monitor } from "./model.ts";
import { familyOf, readStackReference } from "./stack.ts";

export function readMonitor(root: YamlNode, { findings }: ReadContext): Monitor {
  const monitor = get(root, "monitor");
  const incident = readIncident(get(monitor, "incident"), findings);
  for (const { name, value } of entries(get(monitor, "report", "source"))) {
    // Three spellings of `dataOsInstance` are in use.
    if (name.toLowerCase() === "dataosinstance") readReportPath(get(value, "path"), findings);
  }
  return { type: "monitor", schedule: located(get(monitor, "schedule")), incident };
}

/** A worker names the stack that runs; with the stack `stream-monitor` it raises incidents as monitors do. */
export function readWorker(root: YamlNode, { findings }: ReadContext): undefined {
  const worker = get(root, "worker");
  const stack = readStackReference(get(worker, "stack"), findings);
  if (stack && familyOf(stack.value) === "stream-monitor") {
    readIncident(get(worker, "stackSpec", "incident"), findings);
  }
}

function readIncident(node: YamlNode | undefined, findings: Findings): Monitor["incident"] {
  return entries(node).flatMap(({ name, value: node }) => {
    const value = located(node);
    if (!value) return [];
    findings.define({ symbol: "incident", name: `${name}=${value.value}`, range: value.range });
    return [{ key: name, value }];
  });
}

/** `/collated/api/v1/reports/resources/runtime?id=workflow:v1:name:public`; `%25` in a name stands for any. */
function readReportPath(node: YamlNode | undefined, findings: Findings): void {
  const path = scalarText(node, findings.text);
  const start = path ? path.value.indexOf("?id=") + "?id=".length : -1;
  if (!path || start < "?id=".length) return;
  const id = parseResourceId(path.value.slice(start));
  if (!id || path.value.includes("%")) return;
  findings.refer({
    symbols: [kindOfType(id.type)],
    name: id.name,
    range: placeOf(path, { start: start + id.ranges.name.start, end: start + id.ranges.name.end }),
    scopes: [],
    version: id.version,
    workspace: id.workspace,
  });
}
