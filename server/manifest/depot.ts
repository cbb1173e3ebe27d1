import { get, located, type YamlNode } from "../yaml/tree.ts";
import type { Depot } from "./model.ts";

export function readDepot(root: YamlNode): Depot {
  const source = located(get(root, "depot", "type"));
  return { type: "depot", ...(source && { source: { ...source, value: source.value.toUpperCase() } }) };
}
