import { lensSymbols, type SymbolKind } from "../manifest/symbols.ts";
import { resolveAmong, type Project, type ProjectFile } from "../run/project.ts";
import type { ApplyOrder } from "../run/results.ts";
import { strongComponents } from "./strong-components.ts";

/**
 * The order in which files of manifests can be applied: what defines something comes before what refers to it. A
 * file that another of them includes (a workflow of a super-DAG, an item of a bundle) is applied with that one, and
 * what either needs comes before both.
 * @param files the ones that are meant, relative to the root; files of Lens models are never applied
 */
export function orderToApply(project: Project, files: readonly string[]): ApplyOrder {
  const wanted = new Set(files);
  const applicable = new Map(project.files.filter(isApplicable).map((file) => [file.path, file]));
  const { heads, included } = headsOf(project, applicable, wanted);
  const needs = needsOf(applicable, heads);
  const groups = strongComponents([...needs.keys()], (path) => needs.get(path)?.keys() ?? []);
  return {
    version: 1,
    layers: layersOf(groups, needs, wanted).map((layer) => layer.map((path) => entryOf(path, applicable))),
    cycles: groups
      .filter((group) => group.length > 1 && group.some((path) => wanted.has(path)))
      .map((group) => cycleIn(group, needs)),
    included: [...included].map(([file, by]) => ({ file, by })),
  };
}

/** By file the files that it needs, and for what: a symbol, such as `depot crm`. */
type Needs = ReadonlyMap<string, ReadonlyMap<string, string>>;

/** What is defined by a part of several files is there once one of them is applied: the first, unless it is one's own. */
function needsOf(
  applicable: ReadonlyMap<string, ProjectFile>,
  heads: ReadonlyMap<string, ReadonlySet<string>>,
): Needs {
  const definers = definersOf(applicable.values());
  const needs = new Map<string, Map<string, string>>();
  for (const [path, file] of applicable) {
    for (const head of heads.get(path) ?? []) {
      const known = needs.get(head) ?? new Map<string, string>();
      needs.set(head, known);
      for (const symbol of referencesOf(file)) {
        for (const definer of definers.get(symbol) ?? []) {
          const [target, ...others] = heads.get(definer) ?? [];
          if (target === undefined || target === head || others.includes(head)) continue;
          if (!known.has(target)) known.set(target, symbol);
        }
      }
    }
  }
  return needs;
}

/** The shortest way around from the first of files that need each other. */
function cycleIn(group: readonly string[], needs: Needs): ApplyOrder["cycles"][number] {
  const [start = ""] = group.toSorted();
  const cameFrom = new Map<string, string>();
  const members = new Set(group);
  const queue = [start];
  for (const path of queue) {
    for (const target of needs.get(path)?.keys() ?? []) {
      if (cameFrom.has(target) || !members.has(target)) continue;
      cameFrom.set(target, path);
      queue.push(target);
    }
    if (cameFrom.has(start)) break;
  }
  const way: { file: string; needs: string }[] = [];
  let at = start;
  do {
    const file = cameFrom.get(at) ?? start;
    way.unshift({ file, needs: needs.get(file)?.get(at) ?? "" });
    at = file;
  } while (at !== start);
  return way;
}

function isApplicable({ manifests }: ProjectFile): boolean {
  return manifests.some(({ kind }) => !/^lens-/.test(kind));
}

function entryOf(
  file: string,
  applicable: ReadonlyMap<string, ProjectFile>,
): ApplyOrder["layers"][number][number] {
  const outer = applicable.get(file)?.manifests.filter(({ nested }) => !nested) ?? [];
  return { file, kinds: [...new Set(outer.map(({ kind }) => kind))] };
}

/**
 * By file the files that it is applied with, itself or those that include it, and the wanted ones that are not
 * applied by themselves. Of files that include each other the first one stands for all.
 */
function headsOf(
  project: Project,
  applicable: ReadonlyMap<string, ProjectFile>,
  wanted: ReadonlySet<string>,
): {
  readonly heads: ReadonlyMap<string, ReadonlySet<string>>;
  readonly included: ReadonlyMap<string, string>;
} {
  const known = new Set(project.files.map(({ path }) => path));
  const parts = new Map(
    [...applicable.values()].map((file) => [
      file.path,
      partsOf(file, known).filter((part) => applicable.has(part)),
    ]),
  );
  // Whoever asks for a part alone gets it alone.
  const includers = [...applicable.keys()].filter((path) => wanted.has(path));
  const isPart = new Set(
    includers.flatMap((path) => (parts.get(path) ?? []).filter((part) => part !== path)),
  );
  const heads = new Map<string, Set<string>>();
  const included = new Map<string, string>();
  const addAll = (head: string): void => {
    for (const path of reachedFrom(head, parts)) {
      if (path !== head && !isPart.has(path)) continue;
      heads.set(path, (heads.get(path) ?? new Set()).add(head));
      if (path !== head && wanted.has(path) && !included.has(path)) included.set(path, head);
    }
  };
  for (const path of applicable.keys()) if (!isPart.has(path)) addAll(path);
  for (const path of applicable.keys()) if (!heads.has(path)) addAll(path);
  return { heads, included };
}

function reachedFrom(start: string, parts: ReadonlyMap<string, readonly string[]>): ReadonlySet<string> {
  const reached = new Set([start]);
  for (const path of reached) for (const part of parts.get(path) ?? []) reached.add(part);
  return reached;
}

/** Files of manifests that stand in for a part of this one. */
function partsOf({ path, manifests }: ProjectFile, known: ReadonlySet<string>): readonly string[] {
  return manifests
    .flatMap(({ paths }) => paths)
    .filter(({ expects, open }) => !open && (expects === "workflow" || expects === "manifest"))
    .flatMap((reference) => resolveAmong(known, path, reference.path) ?? []);
}

/** By symbol the files that define it. */
function definersOf(files: Iterable<ProjectFile>): ReadonlyMap<string, ReadonlySet<string>> {
  const definers = new Map<string, Set<string>>();
  for (const { path, manifests } of files) {
    for (const { symbol, name, scope, open } of manifests.flatMap(({ definitions }) => definitions)) {
      if (open || scope !== undefined || lensSymbols.has(symbol)) continue;
      const key = keyOf(symbol, name);
      definers.set(key, (definers.get(key) ?? new Set()).add(path));
    }
  }
  return definers;
}

function referencesOf({ manifests }: ProjectFile): readonly string[] {
  return manifests
    .flatMap(({ references }) => references)
    .filter(({ open, scopes }) => !open && scopes.length === 0)
    .flatMap(({ symbols, name }) => symbols.map((symbol) => keyOf(symbol, name)));
}

function keyOf(symbol: SymbolKind, name: string): string {
  return `${symbol} ${name}`;
}

/** Groups as layers: each group right after the last of those it needs; only what is wanted is kept. */
function layersOf(
  groups: readonly (readonly string[])[],
  needs: Needs,
  wanted: ReadonlySet<string>,
): readonly (readonly string[])[] {
  const depths = new Map<string, number>();
  const layers: string[][] = [];
  for (const group of groups) {
    let depth = 0;
    for (const path of group)
      for (const needed of needs.get(path)?.keys() ?? [])
        depth = Math.max(depth, (depths.get(needed) ?? -1) + 1);
    for (const path of group) {
      depths.set(path, depth);
      (layers[depth] ??= []).push(path);
    }
  }
  return layers
    .map((layer) => layer.filter((path) => wanted.has(path)).sort())
    .filter((layer) => layer.length > 0);
}
