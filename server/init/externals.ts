import { findNamesakes } from "../address/namesakes.ts";
import { lensSymbols } from "../manifest/symbols.ts";
import type { Reference } from "../manifest/symbols.ts";
import type { Project } from "../run/project.ts";
import type { InitResult } from "../run/results.ts";
import { nearest } from "../text/nearest.ts";
import { externalNames } from "../workspace/external-names.ts";

export type Externals = Pick<InitResult["config"], "external" | "leftOut">;

/**
 * What manifests rely on and no manifest defines: it must live on the platform. A name that is nearly one of the
 * workspace's own is more likely misspelt, and listing it would hide the mistake.
 */
export function findExternals(project: Project): Externals {
  const defined = definedNames(project);
  const known = externalNames(project.config);
  const external = new Map<string, Set<string>>();
  const leftOut: { kind: string; name: string; like: string }[] = [];
  for (const reference of project.files.flatMap(({ manifests }) =>
    manifests.flatMap(({ references }) => references),
  )) {
    const [kind] = reference.symbols;
    if (isElsewhere(reference) || !proposed.has(kind)) continue;
    const { name, symbols } = reference;
    if (symbols.some((symbol) => defined.get(symbol)?.has(name) || known.get(symbol)?.has(name))) continue;
    const like = namesake(
      kind,
      name,
      symbols.flatMap((symbol) => [...(defined.get(symbol) ?? [])]),
    );
    if (like === undefined) external.set(kind, (external.get(kind) ?? new Set()).add(name));
    else if (!leftOut.some((other) => other.kind === kind && other.name === name))
      leftOut.push({ kind, name, like });
  }
  const kinds = [...proposed].filter((kind) => external.has(kind));
  return {
    external: Object.fromEntries(kinds.map((kind) => [kind, [...(external.get(kind) ?? [])].sort()])),
    leftOut,
  };
}

/** What is defined here and may have been meant; of datasets only what is written in the same depot. */
function namesake(kind: string, name: string, defined: readonly string[]): string | undefined {
  if (kind !== "dataset") return nearest(name, defined);
  const depot = name.slice(0, name.indexOf(":") + 1);
  return findNamesakes(
    name,
    defined.filter((other) => other.startsWith(depot)),
  )[0];
}

/** Kinds that live on the platform, in the order in which the configuration lists them. */
const proposed: ReadonlySet<string> = new Set([
  "depot",
  "cluster",
  "compute",
  "instance-secret",
  "secret",
  "workflow",
  "data-product",
  "dataset",
]);

/** Looked up within a manifest or a model, or of unknown name. */
function isElsewhere({ open, scopes, symbols }: Reference): boolean {
  return open === true || scopes.length > 0 || symbols.some((symbol) => lensSymbols.has(symbol));
}

function definedNames(project: Project): ReadonlyMap<string, ReadonlySet<string>> {
  const names = new Map<string, Set<string>>();
  for (const { manifests } of project.files)
    for (const { definitions } of manifests)
      for (const { symbol, name, scope } of definitions)
        if (scope === undefined) names.set(symbol, (names.get(symbol) ?? new Set()).add(name));
  return names;
}
