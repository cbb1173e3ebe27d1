import { entries, get, located, type YamlNode } from "../yaml/tree.ts";
import { locatedList } from "./located-list.ts";
import type { ScannerFilter, ScannerJob } from "./model.ts";

/** @param body the job's `stackSpec` */
export function readScanner(body: YamlNode): ScannerJob {
  const config = entries(get(body, "sourceConfig", "config"));
  return {
    type: "scanner",
    depot: located(get(body, "depot")),
    filters: config.flatMap(({ name, value }) =>
      name.endsWith("FilterPattern") ? readFilter(name, value) : [],
    ),
  };
}

function readFilter(name: string, node: YamlNode | undefined): ScannerFilter {
  return {
    of: filtered[name] ?? "other",
    includes: locatedList(get(node, "includes")),
    excludes: locatedList(get(node, "excludes")),
  };
}

const filtered: Readonly<Record<string, ScannerFilter["of"]>> = {
  dataProductFilterPattern: "data-product",
  schemaFilterPattern: "collection",
  tableFilterPattern: "dataset",
};
