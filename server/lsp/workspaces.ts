import { Checker } from "../rules/checker.ts";
import type { SqlService } from "../sql/sql.ts";
import { findRoot } from "../workspace/discover.ts";
import { edition } from "../edition.ts";
import { FactsStore } from "../workspace/facts-store.ts";
import { realFileSystem } from "../workspace/file-system.ts";
import { folderOf, isYaml, join } from "../workspace/paths.ts";
import { Workspace } from "../workspace/workspace.ts";
import type { Documents } from "./documents.ts";
import { storageOf } from "./sessions.ts";

/** A workspace that the server has read, with its problems. */
export interface OpenWorkspace {
  readonly workspace: Workspace;
  readonly checker: Checker;
}

export interface WorkspacesOptions {
  readonly sql: SqlService;
  /** Whether schemas of a workspace's own are read. */
  readonly trusted: boolean;
  /** Folder that outlives the server; without it every start derives all facts anew. */
  readonly storage?: string;
  /** Hears of rules that threw, and of schemas that can't be used. */
  log(message: string): void;
}

/** All workspaces of the editor's folders and documents, each opened once, by root. */
export class Workspaces {
  readonly #documents: Documents;
  readonly #sql: SqlService;
  readonly #storage: string | undefined;
  readonly #log: (message: string) => void;
  #trusted: boolean;
  readonly #folders = new Set<string>();
  readonly #opened = new Map<string, Promise<OpenWorkspace>>();
  readonly #roots = new Map<string, Promise<string>>();

  constructor(documents: Documents, { sql, trusted, storage, log }: WorkspacesOptions) {
    this.#documents = documents;
    this.#sql = sql;
    this.#storage = storage;
    this.#trusted = trusted;
    this.#log = log;
  }

  get trusted(): boolean {
    return this.#trusted;
  }

  /** From now on schemas of workspaces' own are read. Gives the workspaces that were opened without; they are closed. */
  async grantTrust(): Promise<readonly OpenWorkspace[]> {
    this.#trusted = true;
    return this.#close([...this.#opened.keys()]);
  }

  get folders(): readonly string[] {
    return [...this.#folders];
  }

  /** The editor shows this folder from now on. */
  addFolder(folder: string): void {
    this.#folders.add(folder);
    this.#roots.clear();
  }

  removeFolder(folder: string): void {
    this.#folders.delete(folder);
    this.#roots.clear();
  }

  /** The workspace that a file belongs to, by its absolute path. */
  of(path: string): Promise<OpenWorkspace> {
    return this.ofFolder(folderOf(path));
  }

  /** The same for what an editor opens: code is of interest where manifests are, and opens no workspace by itself. */
  async ofDocument(path: string): Promise<OpenWorkspace | undefined> {
    if (!isYaml(path) && (await this.around(path)).length === 0) return undefined;
    return this.of(path);
  }

  async ofFolder(folder: string): Promise<OpenWorkspace> {
    const root = await this.#rootOf(folder);
    const opened = this.#opened.get(root) ?? this.#open(root);
    this.#opened.set(root, opened);
    return opened;
  }

  /** The opened workspaces. */
  all(): Promise<readonly OpenWorkspace[]> {
    return Promise.all(this.#opened.values());
  }

  /** The opened workspaces whose folder a path lies in, as those around a nested one. */
  around(path: string): Promise<readonly OpenWorkspace[]> {
    return Promise.all(
      [...this.#opened].flatMap(([root, opened]) => (path.startsWith(`${root}/`) ? [opened] : [])),
    );
  }

  /** Reads a workspace anew, because its configuration has changed. */
  async reopen({ workspace }: OpenWorkspace): Promise<OpenWorkspace> {
    const reopened = workspace.reopen().then((fresh) => this.#checked(fresh));
    this.#opened.set(workspace.root, reopened);
    return reopened;
  }

  /** Finds out anew what the root of each folder is. Gives the workspaces that nothing is in any more; they are closed. */
  async refreshRoots(): Promise<readonly OpenWorkspace[]> {
    this.#roots.clear();
    const inUse = [...this.#folders, ...this.#documents.paths.map(folderOf)];
    const roots = new Set(await Promise.all(inUse.map((folder) => this.#rootOf(folder))));
    return this.#close([...this.#opened.keys()].filter((root) => !roots.has(root)));
  }

  #close(roots: readonly string[]): Promise<readonly OpenWorkspace[]> {
    const closed = roots.flatMap((root) => this.#opened.get(root) ?? []);
    for (const root of roots) this.#opened.delete(root);
    return Promise.all(closed);
  }

  #rootOf(folder: string): Promise<string> {
    const root = this.#roots.get(folder) ?? findRoot(folder, realFileSystem, this.#folderAround(folder));
    this.#roots.set(folder, root);
    return root;
  }

  /** The outermost folder of the editor that holds a folder. */
  #folderAround(folder: string): string | undefined {
    return [...this.#folders]
      .filter((each) => folder === each || folder.startsWith(`${each}/`))
      .sort((one, other) => one.length - other.length)[0];
  }

  async #open(root: string): Promise<OpenWorkspace> {
    const held = await this.#heldBelow(root);
    const cache = await this.#factsOf(root);
    const workspace = await Workspace.open(root, realFileSystem, { held, trusted: this.#trusted, cache });
    void cache?.save();
    return this.#checked(workspace);
  }

  /** What an earlier server has kept of the facts of a workspace. */
  async #factsOf(root: string): Promise<FactsStore | undefined> {
    const built = edition();
    if (this.#storage === undefined || built === undefined) return undefined;
    return FactsStore.open(join(storageOf(this.#storage, root), "facts"), { edition: built });
  }

  #checked(workspace: Workspace): OpenWorkspace {
    for (const { message } of workspace.schemaProblems) this.#log(message);
    const onBug = (rule: { id: string }, error: unknown) => {
      const trace = error instanceof Error ? (error.stack ?? error.message) : String(error);
      this.#log(`The rule ${rule.id} failed: ${trace}`);
    };
    return { workspace, checker: new Checker(workspace, this.#sql, { onBug }) };
  }

  /** Texts that the editor holds, by path below the root. */
  async #heldBelow(root: string): Promise<ReadonlyMap<string, string>> {
    const held = new Map<string, string>();
    for (const path of this.#documents.paths) {
      if ((await this.#rootOf(folderOf(path))) !== root) continue;
      const text = this.#documents.get(path)?.document.getText();
      if (text !== undefined) held.set(path.slice(root.length + 1), text);
    }
    return held;
  }
}

/** Path relative to the root of an absolute path below it. */
export function pathIn({ root }: Workspace, path: string): string {
  return path.slice(root.length + 1);
}

/** Absolute path of a file of a workspace. */
export function pathOf({ root }: Workspace, file: string): string {
  return join(root, file);
}
