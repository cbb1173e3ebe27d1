import { entry, get, located, textOf, type YamlNode } from "../yaml/tree.ts";
import type { ReadContext } from "./body.ts";

/**
 * What the platform creates along with a database or a lakehouse: depots, under names nobody writes, and the cluster
 * of a query engine, whose name is not even known, so that only its being there is defined (`query-engine`).
 */
export function readImpliedDefinitions(root: YamlNode, { findings }: ReadContext): undefined {
  const name = located(get(root, "name"));
  if (!name) return undefined;
  const define = (symbol: string, implied: string): void =>
    findings.define({ symbol, name: implied, range: name.range, implied: true });
  const lakehouse = get(root, "lakehouse");
  if (!lakehouse) {
    define("depot", `${name.value}database`);
    return undefined;
  }
  const workspace = textOf(get(root, "workspace")) ?? "public";
  const hasDepotName = textOf(get(lakehouse, "iceberg", "storage", "depotName")) !== undefined;
  if (!hasDepotName) define("depot", `${name.value}0${workspace}0storage`);
  const hasEngine = [get(lakehouse, "iceberg"), lakehouse].some((place) => entry(place, "queryEngine"));
  if (hasEngine) define("query-engine", name.value);
  return undefined;
}
