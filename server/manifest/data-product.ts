import { entries, entry, get, isSequence, items, located, rangeOf, type YamlNode } from "../yaml/tree.ts";
import type { DataProduct, ProductPort, ProductResource } from "./model.ts";

export function readDataProduct(root: YamlNode): DataProduct {
  const layout = entry(root, "v1alpha") ? "v1alpha" : "v1beta";
  const data = get(root, layout, "data");
  // One port is written as a map or as a list of one.
  const port = get(data, "ports", "lens");
  const lens = isSequence(port) ? items(port)[0] : port;
  return {
    type: "data-product",
    layout,
    resources: items(get(data, "resources")).map(readResource),
    bundle: located(get(data, "resource", "ref")),
    lens: located(get(lens, "ref")),
    inputs: items(get(data, "inputs")).map(readPort),
    outputs: items(get(data, "outputs")).map(readPort),
  };
}

function readResource(node: YamlNode): ProductResource {
  return {
    type: located(get(node, "type")),
    version: located(get(node, "version")),
    name: located(get(node, "name")),
    workspace: located(get(node, "workspace")),
    range: rangeOf(node),
  };
}

function readPort(node: YamlNode): ProductPort {
  const checks = get(node, "checks");
  return {
    ref: located(get(node, "ref")),
    refType: located(get(node, "refType")),
    // Their layout is nobody's business here; that there are some is a promise.
    ...(checks && (items(checks).length > 0 || entries(checks).length > 0) && { checks: rangeOf(checks) }),
    range: rangeOf(node),
  };
}
