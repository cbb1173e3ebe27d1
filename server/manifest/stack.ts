import type { Located } from "../text/range.ts";
import { scalarText } from "../yaml/scalar.ts";
import { get, located, textOf, type YamlNode } from "../yaml/tree.ts";
import type { ReadContext } from "./body.ts";
import type { Findings } from "./findings.ts";

/** What names a stack, as `flare:7.0` names the stack `flare`: the version is no part of its name. */
export function readStackReference(
  node: YamlNode | undefined,
  findings: Findings,
): Located<string> | undefined {
  const scalar = scalarText(node, findings.text);
  const name = scalar?.value.split(":")[0];
  if (scalar && name)
    findings.mention("stack", {
      value: name,
      range: findings.placeOf(scalar, { start: 0, end: name.length }),
    });
  return located(node);
}

/** `soda+python:1.0` is a stack of the family `soda`. */
export function familyOf(stack: string): string {
  return stack.split(/[+:]/)[0] ?? "";
}

/** A stack of one's own is known elsewhere by its name and flavor, not by the name of its manifest. */
export function readStackManifest(root: YamlNode, { findings }: ReadContext): undefined {
  const name = located(get(root, "stack", "name"));
  if (!name) return;
  const flavor = textOf(get(root, "stack", "flavor"));
  findings.define({
    symbol: "stack",
    name: flavor ? `${name.value}+${flavor}` : name.value,
    range: name.range,
    implied: flavor !== undefined,
  });
}
