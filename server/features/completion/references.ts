import type { Definition, SymbolKind } from "../../manifest/symbols.ts";
import type { Shape } from "../../schema/shape.ts";
import { externalNames } from "../../workspace/external-names.ts";
import type { Manifest } from "../../manifest/model.ts";
import { get, textOf } from "../../yaml/tree.ts";
import type { CursorPlace } from "./place.ts";
import type { Proposal } from "./proposal.ts";
import { valueSnippet } from "./snippet.ts";
import type { Surroundings } from "./surroundings.ts";

/** The names that a value may refer to: those of its own manifest first, then the workspace's, then the platform's. */
export function references(
  shape: Shape,
  place: CursorPlace,
  surroundings: Surroundings,
): readonly Proposal[] {
  const isAddress = shape.some(({ schema }) => schema.format === "dataos-address");
  const kinds = isAddress ? [] : new Set(shape.flatMap(({ schema }) => schema["x-refers"] ?? []));
  const names = new Map<string, Named>();
  const beside = new Set([...place.items, ...namesAround(place)]);
  for (const kind of kinds) {
    for (const named of namesOf(kind, place, surroundings)) {
      if (!names.has(named.name) && !beside.has(named.name)) names.set(named.name, named);
    }
  }
  const { token } = place;
  return [...names.values()].map(({ name, detail, rank }, index) => {
    return {
      label: name,
      kind: "reference",
      snippet: valueSnippet(name, token),
      range: token.range,
      detail,
      order: `${rank}${String(index).padStart(4, "0")}`,
    };
  });
}

interface Named {
  readonly name: string;
  /** Its kind and where it comes from. */
  readonly detail: string;
  readonly rank: number;
}

function namesOf(kind: SymbolKind, place: CursorPlace, { manifests, view }: Surroundings): readonly Named[] {
  const local = localNames(kind, place, manifests);
  if (local) return local.map((name) => ({ name, detail: `${kind} of this manifest`, rank: 1 }));
  const defined = view.names(kind).map((name): Named => {
    const [site] = view.definitions(kind, name);
    return { name, detail: site ? `${kind} in ${site.file}` : kind, rank: 1 };
  });
  const external = [...(externalNames(view.config).get(kind) ?? [])];
  return [...defined, ...external.map((name) => ({ name, detail: `${kind} of the platform`, rank: 4 }))];
}

/** Names that are visible inside a part of the manifest only; undefined for kinds that the whole workspace shares. */
function localNames(
  kind: SymbolKind,
  { at, token }: CursorPlace,
  manifests: readonly Manifest[],
): readonly string[] | undefined {
  const manifest = manifests.findLast(
    ({ range }) => range.start <= token.range.start && token.range.start <= range.end,
  );
  const scoped = (manifest?.definitions ?? []).filter(
    ({ symbol, scope }) => symbol === kind && scope !== undefined,
  );
  if (scoped.length === 0) return localKinds.has(kind) ? [] : undefined;
  const pointer = at.path.map((part) => `/${part}`).join("");
  return scoped.filter((definition) => isVisible(definition, pointer)).map(({ name }) => name);
}

/** Kinds that mean nothing outside a manifest. */
const localKinds: ReadonlySet<SymbolKind> = new Set(["job", "step-view", "bundle-item", "topology-element"]);

function isVisible({ scope = "" }: Definition, pointer: string): boolean {
  return pointer === scope || pointer.startsWith(`${scope}/`);
}

/** What the maps around the cursor are called: a job does not depend on itself. */
function namesAround({ at: { path }, root }: CursorPlace): readonly string[] {
  return path.flatMap((_, depth) => textOf(get(root, ...path.slice(0, depth), "name")) ?? []);
}
