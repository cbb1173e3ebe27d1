import { get, located, type YamlNode } from "../yaml/tree.ts";
import { locatedList } from "./located-list.ts";
import type { ScannerJob } from "./model.ts";

/** @param body the job's `stackSpec` */
export function readScanner(body: YamlNode): ScannerJob {
  const filter = get(body, "sourceConfig", "config", "dataProductFilterPattern", "includes");
  return {
    type: "scanner",
    depot: located(get(body, "depot")),
    dataProducts: locatedList(filter),
  };
}
