import { datasetKey, parseAddress } from "../address/address.ts";
import { hasPlaceholder } from "../template/placeholder.ts";
import { get, located, textOf, type YamlNode } from "../yaml/tree.ts";
import type { Findings } from "./findings.ts";

/**
 * The dataset that Nilus writes, whose address is in two parts: the depot, and `schema.table` in `dest-table`. One
 * that follows changes makes the names of its tables itself, so that what it writes is not known (`open-output`).
 */
export function readNilus(body: YamlNode | undefined, findings: Findings): void {
  const depot = parseAddress(textOf(get(body, "sink", "address")) ?? "").address?.depot;
  const table = located(get(body, "sink", "options", "dest-table"));
  if (depot === undefined || !table) return;
  const followsChanges = get(body, "source", "options", "engine") !== undefined;
  const dataset = followsChanges ? undefined : keyOf(depot, table.value);
  const symbol = dataset === undefined ? "open-output" : "dataset";
  findings.define({ symbol, name: dataset ?? "*", range: table.range, implied: true });
}

function keyOf(depot: string, table: string): string | undefined {
  const [schema, name, ...more] = table.split(".");
  if (name === undefined || more.length > 0 || hasPlaceholder(table)) return undefined;
  const { address } = parseAddress(`dataos://${depot}:${schema}/${name}`);
  return address && datasetKey(address);
}
