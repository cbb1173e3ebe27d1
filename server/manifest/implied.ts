import { get, located, textOf, type YamlNode } from "../yaml/tree.ts";
import type { ReadContext } from "./body.ts";

/** Depots that the platform creates along with a database or a lakehouse, under names nobody writes. */
export function readImpliedDefinitions(root: YamlNode, { findings }: ReadContext): undefined {
  const name = located(get(root, "name"));
  if (!name) return undefined;
  const workspace = textOf(get(root, "workspace")) ?? "public";
  const named = textOf(get(root, "lakehouse", "iceberg", "storage", "depotName")) !== undefined;
  const depots = get(root, "lakehouse")
    ? named
      ? []
      : [`${name.value}0${workspace}0storage`]
    : [`${name.value}database`];
  for (const depot of depots)
    findings.define({ symbol: "depot", name: depot, range: name.range, implied: true });
}
