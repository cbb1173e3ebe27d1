import { get, items, located, rangeOf, type YamlNode } from "../yaml/tree.ts";
import type { ReadContext } from "./body.ts";
import { locatedList } from "./located-list.ts";
import type { Bundle, BundleItem } from "./model.ts";

export function readBundle(root: YamlNode, context: ReadContext): Bundle {
  return {
    type: "bundle",
    items: items(get(root, "bundle", "resources")).map((item) => readItem(item, context)),
  };
}

function readItem(item: YamlNode, context: ReadContext): BundleItem {
  return {
    id: located(get(item, "id")),
    file: located(get(item, "file")),
    dependencies: locatedList(get(item, "dependencies")),
    spec: context.nested(get(item, "spec")),
    range: rangeOf(item),
  };
}
