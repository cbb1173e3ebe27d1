import { get, located, type YamlNode } from "../yaml/tree.ts";
import type { LensDeployment } from "./model.ts";

export function readLensDeployment(root: YamlNode): LensDeployment {
  const source = get(root, "lens", "source");
  if (!source) return { type: "lens" };
  return {
    type: "lens",
    source: {
      type: located(get(source, "type")),
      name: located(get(source, "name")),
      catalog: located(get(source, "catalog")),
    },
  };
}
