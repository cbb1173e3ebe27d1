import { isDeepStrictEqual } from "node:util";
import { noFacts, type FileFacts } from "../manifest/facts.ts";
import type { Manifest } from "../manifest/model.ts";
import type { SymbolKind } from "../manifest/symbols.ts";
import { builtinSchemas } from "../schema/builtin.ts";
import type { SchemaProblem, Schemas } from "../schema/schemas.ts";
import type { Problem } from "../text/problem.ts";
import type { OffsetRange } from "../text/range.ts";
import { Askers } from "./askers.ts";
import { readBaselineFile, type Baseline } from "./baseline.ts";
import { mergeChanges, noChange, type Change } from "./change.ts";
import { readConfig, type Config, type ConfigFile } from "./config.ts";
import { Contents } from "./contents.ts";
import { loadCustomSchemas } from "./custom-schemas.ts";
import { configName, isFileWithin, listBelow, listFiles, type Listing } from "./discover.ts";
import { environmentOf, type AskedEnvironment, type Environment } from "./environment.ts";
import { externalNames } from "./external-names.ts";
import { schemasKey, type FactsCache } from "./facts-cache.ts";
import { factsOfText, readFileFacts, readText } from "./file-facts.ts";
import { lensModelOf, symbolsOf } from "./file-symbols.ts";
import type { FileSystem } from "./file-system.ts";
import { FileTable } from "./file-table.ts";
import { SymbolIndex } from "./index.ts";
import { isYaml, join, nameOf, sourceLanguageOf } from "./paths.ts";
import { question } from "./question.ts";
import { TrackedView, type ViewSource } from "./tracked-view.ts";

export interface WorkspaceOptions {
  /** Schemas of all kinds; default: the built-in ones. */
  readonly schemas?: Schemas;
  /** Texts that editors hold, by path relative to the root. */
  readonly held?: ReadonlyMap<string, string>;
  readonly cache?: FactsCache;
  /** The user trusts the folder: its own schemas are read. */
  readonly trusted?: boolean;
  /** Instead of the environment that the configuration chooses. */
  readonly environment?: AskedEnvironment;
  /** Gives up opening. */
  readonly signal?: AbortSignal;
}

/**
 * A folder of manifests that belong together, and what is known of them. All paths are relative to the root,
 * with `/`. What editors hold wins over the disk.
 */
export class Workspace {
  readonly root: string;
  readonly config: Config;
  /** The problems that the workspace lives with for now; checks find them all the same. */
  readonly baseline: Baseline;
  readonly environment: Environment;
  /** There are more files than a workspace takes in. */
  readonly truncated: boolean;
  /** Built-in schemas and, when the folder is trusted, its own. */
  readonly schemas: Schemas;
  /** Of a configuration or a baseline that is not read, unless it is among the problems of a file. */
  readonly schemaProblems: readonly SchemaProblem[];
  readonly #besides: readonly SchemaProblem[];
  readonly #fs: FileSystem;
  readonly #options: WorkspaceOptions;
  readonly #schemasKey: string;
  readonly #rules: Listing["rules"];
  readonly #contents = new Contents();
  readonly #index = new SymbolIndex();
  readonly #table = new FileTable();
  readonly #askers = new Askers();
  /** YAML files that hold manifests. */
  readonly #holders = new Set<string>();
  readonly #viewSource: ViewSource;
  #configProblems: readonly Problem[];
  #reloading: Promise<unknown> = Promise.resolve();

  /**
   * Lists a workspace and derives the facts of its files. Files that can't be read count as empty.
   * @param root absolute path with `/`, as `findRoot` gives it
   * @throws the signal's reason, and nothing else
   */
  static async open(root: string, fs: FileSystem, options: WorkspaceOptions = {}): Promise<Workspace> {
    const onDisk = await readConfigFile(root, fs);
    const file = readConfig(options.held?.get(configName) ?? onDisk.text);
    const { config } = file;
    const base = options.schemas ?? builtinSchemas;
    const paths = options.trusted ? config.schemas : [];
    const custom = await loadCustomSchemas(root, paths, fs, base);
    const listing = await listFiles(root, fs, config.exclude);
    const known = await readBaselineFile(root, config.baseline, fs);
    const besides = [...onDisk.problems, ...custom.problems, ...known.problems];
    const { baseline } = known;
    const opened = { file, baseline, listing, schemas: custom.schemas, besides };
    const workspace = new Workspace(root, fs, options, opened);
    await workspace.#readAll(listing.files, options.signal);
    for (const [path, held] of options.held ?? []) workspace.update(path, held);
    return workspace;
  }

  private constructor(root: string, fs: FileSystem, options: WorkspaceOptions, opened: Opened) {
    this.root = root;
    this.config = opened.file.config;
    this.baseline = opened.baseline;
    this.environment = environmentOf(opened.file.config, options.environment);
    this.truncated = opened.listing.truncated;
    this.#fs = fs;
    this.#options = options;
    this.schemas = opened.schemas;
    this.#schemasKey = options.cache ? schemasKey(opened.schemas, builtinSchemas) : "";
    this.#besides = opened.besides;
    this.schemaProblems = opened.besides.filter(({ file }) => !opened.file.mentions.has(file));
    this.#rules = opened.listing.rules;
    this.#configProblems = this.#problemsOf(opened.file);
    const external = externalNames(opened.file.config);
    this.#viewSource = {
      config: opened.file.config,
      index: this.#index,
      table: this.#table,
      manifestsToOthers: (file) => this.#contents.definingFacts(file)?.manifests,
      ignores: (path) => this.#rules.skips(join(root, path)),
      isExternal: (symbol, name) => external.get(symbol)?.has(name) ?? false,
    };
  }

  /** The same folder read anew, with what editors hold. */
  reopen(signal?: AbortSignal): Promise<Workspace> {
    return Workspace.open(this.root, this.#fs, {
      ...this.#options,
      held: this.#contents.heldTexts(),
      signal,
    });
  }

  /** Sorted paths of all files, of whatever type. */
  get files(): readonly string[] {
    return this.#table.paths;
  }

  /** Roots of the workspaces directly within this one, which has nothing of what is in them; absolute, sorted. */
  get nestedRoots(): readonly string[] {
    return this.#rules.nestedWorkspaces.toSorted();
  }

  /** Sorted paths of the files that can have problems: those that hold manifests, and the configuration. */
  get ownFiles(): readonly string[] {
    return this.files.filter((path) => this.manifests(path).length > 0 || this.problems(path).length > 0);
  }

  /** Nothing is known of code in a folder without any manifest: nobody asked for it. */
  facts(path: string): FileFacts {
    if (!isYaml(path) && this.#holders.size === 0) return noFacts;
    return this.#contents.facts(path) ?? noFacts;
  }

  /** Manifests of a file as it is now, half-written ones included. */
  manifests(path: string): readonly Manifest[] {
    return this.facts(path).manifests;
  }

  /** Manifests of a file; while its text can't be read for certain, those of its last error-free text. */
  steadyManifests(path: string): readonly Manifest[] {
    const { reliable, manifests } = this.facts(path);
    return reliable ? manifests : (this.#contents.definingFacts(path)?.manifests ?? manifests);
  }

  /** Problems of a file's text itself; those of its manifests are with the manifests. */
  problems(path: string): readonly Problem[] {
    return path === configName ? this.#configProblems : this.facts(path).problems;
  }

  /** A file's text: what an editor holds, else what is on disk; undefined when it can't be read or is too large. */
  async text(path: string): Promise<string | undefined> {
    const held = this.#contents.heldText(path);
    if (held !== undefined || !this.#table.has(path)) return held;
    return readText(join(this.root, path), this.#fs);
  }

  /** A fresh view for one check of a file; a check in several phases uses one view for all of them. */
  view(path: string): TrackedView {
    return new TrackedView(path, lensModelOf(path, this.manifests(path)), this.#viewSource);
  }

  /** Names of a kind that any file of the workspace defines or refers to. */
  mentionedNames(symbol: SymbolKind): readonly string[] {
    return [...new Set([...this.#index.names(symbol, ""), ...this.#index.mentions(symbol, "")])];
  }

  /** Keeps the questions of a file's check, in place of those of the check before. */
  remember(path: string, view: TrackedView): void {
    if (this.#table.has(path)) this.#askers.remember(path, view.questions);
  }

  /** Sorted files to check again: those that changed, and those that asked what has another answer now. */
  affectedBy(change: Change): readonly string[] {
    const files = new Set([...change.files, ...this.#askers.of(change.questions)]);
    return [...files].filter((file) => this.#table.has(file)).sort();
  }

  /**
   * An editor holds this text, or lets go of the file (undefined), which is then what is on disk.
   * @param edited the part of the text that was typed last
   */
  update(path: string, text: string | undefined, edited?: OffsetRange): Change {
    if (this.#contents.heldText(path) === text || this.#rules.skips(join(this.root, path))) return noChange;
    const facts = text === undefined ? noFacts : factsOfText(path, text, { schemas: this.schemas, edited });
    this.#contents.hold(path, text === undefined ? undefined : { text, facts });
    const change = this.#settle(path);
    if (path !== configName) return change;
    // What the disk says of the configuration is not kept, so it must be read again.
    return text === undefined ? { ...change, reopen: true } : this.#settleConfig(text, change);
  }

  /** Files or folders appeared, changed or vanished on disk. Files that editors hold stay as they are. */
  reload(paths: readonly string[]): Promise<Change> {
    // One after the other, so that of two reads of a file the later one wins.
    const reloaded = this.#reloading.then(async () => {
      const changes: Change[] = [];
      for (const path of paths) changes.push(await this.#reload(path));
      return mergeChanges(changes);
    });
    this.#reloading = reloaded;
    return reloaded;
  }

  async #reload(path: string): Promise<Change> {
    const absolute = join(this.root, path);
    if (this.#shapesWorkspace(path)) return { ...noChange, reopen: true };
    if ((await this.#fs.typeOf(absolute)) === "folder") {
      // Whether a folder is left out shows for any file in it.
      if (this.#rules.skips(join(absolute, "any"))) return noChange;
      const { files } = await listBelow(absolute, this.root, this.#fs, this.#rules);
      return mergeChanges(await this.#readAll(files));
    }
    if (await isFileWithin(this.root, path, this.#fs)) {
      if (this.#rules.skips(absolute)) return noChange;
      const [change = noChange] = await this.#readAll([path]);
      if (path !== configName || this.#contents.heldText(path) !== undefined) return change;
      return this.#settleConfig((await readText(absolute, this.#fs)) ?? "", change);
    }
    const gone = [...this.#contents.pathsOnDisk()].filter(
      (file) => file === path || file.startsWith(`${path}/`),
    );
    for (const file of gone) this.#contents.store(file, undefined);
    const change = mergeChanges(gone.map((file) => this.#settle(file)));
    return path === configName ? this.#settleConfig("", change) : change;
  }

  /** Whether a file decides which files belong to the workspace, how they are read, or what is known of them. */
  #shapesWorkspace(path: string): boolean {
    if (nameOf(path) === ".gitignore" || (nameOf(path) === configName && path !== configName)) return true;
    if (path === this.config.baseline) return true;
    return this.#options.trusted === true && this.config.schemas.includes(path);
  }

  /** Reads files in the order given, several at a time, so that others get a turn in between. */
  async #readAll(paths: readonly string[], signal?: AbortSignal): Promise<readonly Change[]> {
    const changes: Change[] = [];
    for (let start = 0; start < paths.length; start += filesAtOnce) {
      signal?.throwIfAborted();
      const batch = paths.slice(start, start + filesAtOnce);
      const facts = await Promise.all(batch.map((path) => this.#read(path)));
      for (const [i, path] of batch.entries()) {
        this.#contents.store(path, facts[i] ?? noFacts);
        changes.push(this.#settle(path));
      }
    }
    return changes;
  }

  async #read(path: string): Promise<FileFacts | undefined> {
    return readFileFacts(join(this.root, path), this.#fs, {
      schemas: this.schemas,
      schemasKey: this.#schemasKey,
      cache: this.#options.cache,
    });
  }

  /** Brings table and index up to what the file holds now. */
  #settle(path: string): Change {
    const facts = this.#contents.facts(path);
    const defining = this.#contents.definingFacts(path)?.manifests ?? [];
    const symbols =
      facts && symbolsOf(path, { defining, referring: facts.manifests, values: this.environment.values });
    const questions = [
      question.content(path),
      ...this.#table.set(path, facts !== undefined),
      ...this.#index.set(path, symbols),
    ];
    if (!facts) this.#askers.remember(path, []);
    return {
      files: new Set([path, ...this.#settleHolder(path)]),
      questions: new Set(questions),
      reopen: false,
    };
  }

  /** Code that counts from now on, or no longer: the first manifest came, or the last one went. */
  #settleHolder(path: string): readonly string[] {
    const before = this.#holders.size > 0;
    const manifests = isYaml(path) ? (this.#contents.definingFacts(path)?.manifests ?? []) : [];
    if (manifests.length > 0) this.#holders.add(path);
    else this.#holders.delete(path);
    if (this.#holders.size > 0 === before) return [];
    return this.files.filter((file) => sourceLanguageOf(file) !== undefined);
  }

  /** A half-written configuration changes nothing yet. */
  #settleConfig(text: string, change: Change): Change {
    const file = readConfig(text);
    this.#configProblems = this.#problemsOf(file);
    return { ...change, reopen: !file.broken && !isDeepStrictEqual(file.config, this.config) };
  }

  /** Problems of the configuration, and of the files that it names, where it names them. */
  #problemsOf({ problems, mentions }: ConfigFile): readonly Problem[] {
    const ofOthers = this.#besides.flatMap(({ file, message }): Problem[] => {
      const range = mentions.get(file);
      return range ? [{ rule: "malformed-value", severity: "error", message, range }] : [];
    });
    return [...problems, ...ofOthers];
  }
}

/** The configuration's text, empty when there is none; a link to a file elsewhere is not followed. */
async function readConfigFile(
  root: string,
  fs: FileSystem,
): Promise<{ readonly text: string; readonly problems: readonly SchemaProblem[] }> {
  const path = join(root, configName);
  if (await isFileWithin(root, configName, fs))
    return { text: (await readText(path, fs)) ?? "", problems: [] };
  if ((await fs.typeOf(path)) === undefined) return { text: "", problems: [] };
  const message = `${configName} leads out of the workspace, so it is not read; put the file itself there.`;
  return { text: "", problems: [{ file: configName, message }] };
}

interface Opened {
  readonly file: ConfigFile;
  readonly baseline: Baseline;
  readonly listing: Listing;
  readonly schemas: Schemas;
  /** Problems of files that are read along with the configuration. */
  readonly besides: readonly SchemaProblem[];
}

const filesAtOnce = 32;
