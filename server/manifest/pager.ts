import type { Located } from "../text/range.ts";
import { scalarText } from "../yaml/scalar.ts";
import { get, items, located, rangeOf, type YamlNode } from "../yaml/tree.ts";
import type { ReadContext } from "./body.ts";
import type { Findings } from "./findings.ts";
import type { Pager, PagerCondition } from "./model.ts";
import { placeOfAll } from "./place.ts";

export function readPager(root: YamlNode, { findings }: ReadContext): Pager {
  const conditions = items(get(root, "pager", "conditions")).map((node) => readCondition(node, findings));
  return { type: "pager", conditions };
}

function readCondition(node: YamlNode, findings: Findings): PagerCondition {
  const property = readProperty(get(node, "valueJqFilter"), findings);
  const operator = located(get(node, "operator"));
  const value = located(get(node, "value"));
  if (property !== undefined && value && (operator?.value ?? "equals") === "equals") {
    findings.mention("incident", { value: `${property.value}=${value.value}`, range: value.range });
  }
  return {
    property: property?.value,
    propertyRange: property?.range,
    misplacedProperty: property ? undefined : readMisplacedProperty(get(node, "valueJqFilter"), findings),
    operator,
    value,
    range: rangeOf(node),
  };
}

/** The key that a filter `.properties.<key>` picks. */
function readProperty(node: YamlNode | undefined, findings: Findings): Located<string> | undefined {
  const filter = scalarText(node, findings.text);
  const match = filter && /^\s*\.properties\.([A-Za-z_]\w*)\s*$/.exec(filter.value);
  const key = match?.[1];
  if (!filter || !match || key === undefined) return undefined;
  const start = filter.value.indexOf(key, ".properties.".length);
  return { value: key, range: findings.placeOf(filter, { start, end: start + key.length }) };
}

/** The key that is looked for where a manifest, or a template of the pager, has it. */
function readMisplacedProperty(node: YamlNode | undefined, findings: Findings): Located<string> | undefined {
  const filter = scalarText(node, findings.text);
  const match =
    filter &&
    /^\s*(?:\.?(?:monitor\.)?incident\.|\.?Properties\.|properties\.|\.properties\.incident\.|\.(?=(?:severity|incident_?[tT]ype)\s*$))([A-Za-z_]\w*)\s*$/.exec(
      filter.value,
    );
  const key = match?.[1];
  return filter && key !== undefined ? { value: key, range: placeOfAll(filter) } : undefined;
}
