import { get, items, located, rangeOf, textOf, type YamlNode } from "../yaml/tree.ts";
import type { ReadContext } from "./body.ts";
import type { Findings } from "./findings.ts";
import type { Pager, PagerCondition } from "./model.ts";

export function readPager(root: YamlNode, { findings }: ReadContext): Pager {
  const conditions = items(get(root, "pager", "conditions")).map((node) => readCondition(node, findings));
  return { type: "pager", conditions };
}

function readCondition(node: YamlNode, findings: Findings): PagerCondition {
  const property = /^\.properties\.([A-Za-z_]\w*)$/.exec(
    textOf(get(node, "valueJqFilter"))?.trim() ?? "",
  )?.[1];
  const operator = located(get(node, "operator"));
  const value = located(get(node, "value"));
  if (property !== undefined && value && (operator?.value ?? "equals") === "equals") {
    findings.mention("incident", { value: `${property}=${value.value}`, range: value.range });
  }
  return { property, operator, value, range: rangeOf(node) };
}
