import type { Manifest } from "../manifest/model.ts";
import { lensSymbols, type Definition, type Reference, type SymbolKind } from "../manifest/symbols.ts";
import type { Config } from "./config.ts";
import { symbolKey } from "./file-symbols.ts";
import type { FileTable } from "./file-table.ts";
import type { SymbolIndex } from "./index.ts";
import { ancestors, folderOf, resolveWithin } from "./paths.ts";
import { question } from "./question.ts";
import type { DefinitionSite, ReferenceSite, WorkspaceView } from "./view.ts";

/** What a view looks at. */
export interface ViewSource {
  readonly config: Config;
  readonly index: SymbolIndex;
  readonly table: FileTable;
  /** Manifests of a file; while it is broken, those of its last error-free text. */
  manifestsToOthers(file: string): readonly Manifest[] | undefined;
  isExternal(symbol: SymbolKind, name: string): boolean;
  /** Whether a file of that path is left out; what decides that is read once, with the workspace. */
  ignores(path: string): boolean;
}

/** A view that remembers every question it was asked. */
export class TrackedView implements WorkspaceView {
  /** See `question.ts`. */
  readonly questions: ReadonlySet<string>;
  readonly #asked = new Set<string>();
  readonly #file: string;
  readonly #model: string;
  readonly #source: ViewSource;

  /** @param file the asking file  @param model the Lens model whose symbols it sees */
  constructor(file: string, model: string, source: ViewSource) {
    this.#file = file;
    this.#model = model;
    this.#source = source;
    this.questions = this.#asked;
  }

  get config(): Config {
    return this.#source.config;
  }

  definitions(symbol: SymbolKind, name: string): readonly DefinitionSite[] {
    const model = this.#modelOf(symbol);
    const key = symbolKey(symbol, name, model);
    this.#asked.add(question.definitions(key));
    return this.#source.index
      .definitions(symbol, name, model)
      .map((site) => new WatchedDefinition(site, key, this.#asked));
  }

  references(symbol: SymbolKind, name: string): readonly ReferenceSite[] {
    const model = this.#modelOf(symbol);
    const key = symbolKey(symbol, name, model);
    this.#asked.add(question.references(key));
    return this.#source.index
      .references(symbol, name, model)
      .map((site) => new WatchedReference(site, key, this.#asked));
  }

  names(symbol: SymbolKind): readonly string[] {
    const model = this.#modelOf(symbol);
    this.#asked.add(question.names(symbol, model));
    return this.#source.index.names(symbol, model);
  }

  mentions(symbol: SymbolKind): readonly string[] {
    const model = this.#modelOf(symbol);
    this.#asked.add(question.mentions(symbol, model));
    return this.#source.index.mentions(symbol, model);
  }

  manifests(file: string): readonly Manifest[] | undefined {
    this.#asked.add(question.content(file)).add(question.existence(file));
    return this.#source.manifestsToOthers(file);
  }

  resolvePath(path: string): string | undefined {
    for (const candidate of this.#candidates(path)) {
      this.#asked.add(question.existence(candidate));
      if (this.#source.table.exists(candidate)) return candidate;
    }
    return undefined;
  }

  isWithin(path: string): boolean {
    return !path.startsWith("~") && this.#candidates(path).length > 0;
  }

  ignores(path: string): boolean {
    return this.#candidates(path).some((candidate) => this.#source.ignores(candidate));
  }

  /** Where in the workspace a path may lead: the first of these that exists. */
  #candidates(path: string): readonly string[] {
    const folders = new Set([folderOf(this.#file), "", ...ancestors(this.#file)]);
    return [...folders].flatMap((folder) => resolveWithin(folder, path) || []);
  }

  paths(): readonly string[] {
    this.#asked.add(question.paths);
    return this.#source.table.paths;
  }

  isExternal(symbol: SymbolKind, name: string): boolean {
    return this.#source.isExternal(symbol, name);
  }

  #modelOf(symbol: SymbolKind): string {
    return lensSymbols.has(symbol) ? this.#model : "";
  }
}

/**
 * Most checks only ask whether there is a definition. Where it stands and what else its file says become questions
 * when they are read, so that typing elsewhere in that file does not re-check all who refer to it.
 */
class WatchedDefinition implements DefinitionSite {
  readonly #site: DefinitionSite;
  readonly #key: string;
  readonly #asked: Set<string>;

  constructor(site: DefinitionSite, key: string, asked: Set<string>) {
    this.#site = site;
    this.#key = key;
    this.#asked = asked;
  }

  get file(): string {
    return this.#site.file;
  }

  get manifest(): Manifest {
    this.#asked.add(question.content(this.#site.file));
    return this.#site.manifest;
  }

  get definition(): Definition {
    this.#asked.add(question.definitionDetails(this.#key));
    return this.#site.definition;
  }
}

class WatchedReference implements ReferenceSite {
  readonly #site: ReferenceSite;
  readonly #key: string;
  readonly #asked: Set<string>;

  constructor(site: ReferenceSite, key: string, asked: Set<string>) {
    this.#site = site;
    this.#key = key;
    this.#asked = asked;
  }

  get file(): string {
    return this.#site.file;
  }

  get manifest(): Manifest {
    this.#asked.add(question.content(this.#site.file));
    return this.#site.manifest;
  }

  get reference(): Reference {
    this.#asked.add(question.referenceDetails(this.#key));
    return this.#site.reference;
  }
}
