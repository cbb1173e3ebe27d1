import { isDeepStrictEqual } from "node:util";
import type { Definition, Reference, SymbolKind } from "../manifest/symbols.ts";
import { symbolKey, type FileSymbols, type SymbolSites } from "./file-symbols.ts";
import { question } from "./question.ts";
import type { DefinitionSite, ReferenceSite } from "./view.ts";

/**
 * Who defines and who mentions each symbol. Setting a file costs what the file holds, however large the
 * workspace is; answers are in the order of paths, then of the text.
 */
export class SymbolIndex {
  readonly #files = new Map<string, FileSymbols>();
  readonly #symbols = new Map<string, SymbolEntry>();
  readonly #names = new Map<string, NameEntry>();

  /** Replaces what is known of a file, or forgets it; returns the questions whose answers changed. */
  set(file: string, symbols: FileSymbols | undefined): ReadonlySet<string> {
    const changed = new Set<string>();
    const before = this.#files.get(file);
    for (const [key, old] of before ?? []) {
      if (!symbols?.has(key)) this.#replace(file, key, old, undefined, changed);
    }
    for (const [key, sites] of symbols ?? []) this.#replace(file, key, before?.get(key), sites, changed);
    if (symbols) this.#files.set(file, symbols);
    else this.#files.delete(file);
    return changed;
  }

  definitions(symbol: SymbolKind, name: string, model: string): readonly DefinitionSite[] {
    const entry = this.#symbols.get(symbolKey(symbol, name, model));
    if (!entry) return [];
    entry.definitions ??= inOrder(entry.defining).flatMap((sites) => sites.definitions);
    return entry.definitions;
  }

  references(symbol: SymbolKind, name: string, model: string): readonly ReferenceSite[] {
    const entry = this.#symbols.get(symbolKey(symbol, name, model));
    if (!entry) return [];
    entry.references ??= inOrder(entry.referring).flatMap((sites) => sites.references);
    return entry.references;
  }

  /** Sorted names that are defined of a kind, without those that hold placeholders. */
  names(symbol: SymbolKind, model: string): readonly string[] {
    return this.#namesOf(question.names(symbol, model));
  }

  /** The same of names that are mentioned. */
  mentions(symbol: SymbolKind, model: string): readonly string[] {
    return this.#namesOf(question.mentions(symbol, model));
  }

  #namesOf(names: string): readonly string[] {
    const entry = this.#names.get(names);
    if (!entry) return [];
    entry.sorted ??= [...entry.counts.keys()].sort();
    return entry.sorted;
  }

  #replace(
    file: string,
    key: string,
    old: SymbolSites | undefined,
    sites: SymbolSites | undefined,
    changed: Set<string>,
  ): void {
    const entry: SymbolEntry = this.#symbols.get(key) ?? { defining: new Map(), referring: new Map() };
    // Sites hold their manifest, so a list that the file is part of is stale even where no answer changed.
    if (keep(entry.defining, file, sites, (each) => each.definitions)) entry.definitions = undefined;
    if (keep(entry.referring, file, sites, (each) => each.references)) entry.references = undefined;
    if (entry.defining.size + entry.referring.size > 0) this.#symbols.set(key, entry);
    else this.#symbols.delete(key);
    addChangedAnswers(key, old, sites, changed);
    const any = sites ?? old;
    if (!any) return;
    const { symbol, name, model } = any;
    this.#countName(question.names(symbol, model), name, [definesName(old), definesName(sites)], changed);
    this.#countName(
      question.mentions(symbol, model),
      name,
      [mentionsName(old), mentionsName(sites)],
      changed,
    );
  }

  #countName(
    names: string,
    name: string,
    [did, does]: readonly [boolean, boolean],
    changed: Set<string>,
  ): void {
    if (did === does) return;
    const entry: NameEntry = this.#names.get(names) ?? { counts: new Map() };
    this.#names.set(names, entry);
    const before = entry.counts.get(name) ?? 0;
    const after = before + (does ? 1 : -1);
    if (after > 0) entry.counts.set(name, after);
    else entry.counts.delete(name);
    if (before > 0 && after > 0) return;
    entry.sorted = undefined;
    changed.add(names);
  }
}

/**
 * All that is known of one symbol; the lists are made when somebody asks. A depot that all files mention is defined in
 * one, so who defines it must not be looked for among the others.
 */
interface SymbolEntry {
  readonly defining: Map<string, SymbolSites>;
  readonly referring: Map<string, SymbolSites>;
  definitions?: readonly DefinitionSite[] | undefined;
  references?: readonly ReferenceSite[] | undefined;
}

interface NameEntry {
  /** Name → number of files that define, or mention it. */
  readonly counts: Map<string, number>;
  sorted?: readonly string[] | undefined;
}

/** Keeps the sites of a file where it has any of a sort; returns whether it has some, or had. */
function keep(
  byFile: Map<string, SymbolSites>,
  file: string,
  sites: SymbolSites | undefined,
  of: (sites: SymbolSites) => readonly unknown[],
): boolean {
  if (!sites || of(sites).length === 0) return byFile.delete(file);
  byFile.set(file, sites);
  return true;
}

function inOrder(byFile: ReadonlyMap<string, SymbolSites>): readonly SymbolSites[] {
  return [...byFile].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, sites]) => sites);
}

function definesName(sites: SymbolSites | undefined): boolean {
  return sites !== undefined && sites.definitions.some(({ definition }) => !definition.open);
}

function mentionsName(sites: SymbolSites | undefined): boolean {
  return sites !== undefined && sites.references.some(({ reference }) => !reference.open);
}

function addChangedAnswers(
  key: string,
  old: SymbolSites | undefined,
  sites: SymbolSites | undefined,
  changed: Set<string>,
): void {
  const definitions = [old?.definitions ?? [], sites?.definitions ?? []] as const;
  if (definitions[0].length !== definitions[1].length) changed.add(question.definitions(key));
  if (differ(...definitions, ({ definition }) => definition)) changed.add(question.definitionDetails(key));
  const references = [old?.references ?? [], sites?.references ?? []] as const;
  if (references[0].length !== references[1].length) changed.add(question.references(key));
  if (differ(...references, ({ reference }) => reference)) changed.add(question.referenceDetails(key));
}

/** Whether the sites say different things, whatever manifests they stand in. */
function differ<Site>(
  before: readonly Site[],
  after: readonly Site[],
  saidBy: (site: Site) => Definition | Reference,
): boolean {
  if (before.length !== after.length) return true;
  return before.some((site, index) => {
    const other = after[index];
    return other === undefined || !isDeepStrictEqual(saidBy(site), saidBy(other));
  });
}
