import { entries, get, located, type YamlNode } from "../yaml/tree.ts";
import type { Depot } from "./model.ts";

export function readDepot(root: YamlNode): Depot {
  const depot = get(root, "depot");
  const source = located(get(depot, "type"));
  return {
    type: "depot",
    ...(source && { source: { ...source, value: source.value.toUpperCase() } }),
    format: connectionValue(depot, "format"),
    subprotocol: connectionValue(depot, "subprotocol"),
  };
}

/** A key of the connection details: below `spec`, or below a key that bears the type's name, whichever it is. */
function connectionValue(depot: YamlNode | undefined, key: string) {
  const sections = entries(depot).map(({ value }) => located(get(value, key)));
  return sections.find((value) => value !== undefined);
}
