import type { SymbolKind } from "../manifest/symbols.ts";

/** How messages call what a symbol kind names, and where such a thing is defined. */
export interface Noun {
  readonly name: string;
  readonly place: string;
}

const nouns: Readonly<Record<SymbolKind, Noun>> = {
  job: { name: "job", place: "this workflow" },
  "step-view": { name: "input or step", place: "this Flare job" },
  "topology-element": { name: "element", place: "this topology" },
  "bundle-item": { name: "item", place: "this bundle" },
  lens: { name: "Lens", place: "this workspace" },
  "lens-table": { name: "table", place: "this Lens model" },
  "lens-view": { name: "view", place: "this Lens model" },
  "lens-member": { name: "member", place: "this Lens model" },
  "user-group": { name: "user group", place: "this Lens model" },
  "instance-secret": { name: "instance secret", place: "this workspace" },
  "data-product": { name: "data product", place: "this workspace" },
};

export function nounOf(symbol: SymbolKind): Noun {
  return nouns[symbol] ?? { name: symbol.replaceAll("-", " "), place: "this workspace" };
}
