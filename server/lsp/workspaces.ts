import { createHash } from "node:crypto";
import { dirname, join } from "node:path";
import { projectOf } from "../features/project.ts";
import { Checker } from "../rules/checker.ts";
import { openSession, type Session } from "../run/session.ts";
import type { SqlService } from "../sql/sql.ts";
import { findRoot } from "../workspace/discover.ts";
import { realFileSystem } from "../workspace/file-system.ts";
import { Workspace } from "../workspace/workspace.ts";
import type { Documents } from "./documents.ts";
import type { InitializationOptions } from "./protocol.ts";
import { isFile, toPath, toUri } from "./uris.ts";

/** A workspace that the server has read, with its problems. */
export class OpenWorkspace {
  readonly workspace: Workspace;
  readonly checker: Checker;

  constructor(workspace: Workspace, checker: Checker) {
    this.workspace = workspace;
    this.checker = checker;
  }

  /** Path of a document relative to the root. */
  pathOf(uri: string): string {
    return toPath(uri).slice(this.workspace.root.length + 1);
  }

  uriOf(path: string): string {
    return toUri(join(this.workspace.root, path));
  }
}

/** All workspaces of the editor's folders and documents, each opened once, by root. */
export class Workspaces {
  readonly #documents: Documents;
  readonly #sql: SqlService;
  readonly #options: InitializationOptions;
  readonly #log: (message: string) => void;
  readonly #opened = new Map<string, Promise<OpenWorkspace>>();
  readonly #roots = new Map<string, Promise<string>>();
  readonly #sessions = new Map<string, Promise<Session>>();
  #trusted: boolean;

  constructor(
    documents: Documents,
    sql: SqlService,
    options: InitializationOptions,
    log: (message: string) => void,
  ) {
    this.#documents = documents;
    this.#sql = sql;
    this.#options = options;
    this.#log = log;
    this.#trusted = options.trusted ?? true;
  }

  get isTrusted(): boolean {
    return this.#trusted;
  }

  grantTrust(): void {
    this.#trusted = true;
  }

  /** The workspace that a document belongs to; undefined for what is no file. */
  async of(uri: string): Promise<OpenWorkspace | undefined> {
    return isFile(uri) ? this.ofFolder(dirname(toPath(uri))) : undefined;
  }

  async ofFolder(folder: string): Promise<OpenWorkspace> {
    const root = await this.#rootOf(folder);
    let opened = this.#opened.get(root);
    if (!opened) {
      opened = this.#open(root);
      this.#opened.set(root, opened);
    }
    return opened;
  }

  /** Reads a workspace anew, because its configuration has changed. */
  async reopen({ workspace }: OpenWorkspace): Promise<OpenWorkspace> {
    const fresh = workspace.reopen().then((reopened) => this.#watched(reopened));
    this.#opened.set(workspace.root, fresh);
    this.#roots.clear();
    await this.#closeSession(workspace.root);
    return fresh;
  }

  /** What runs work with. Its project is the workspace as it is now. */
  async session({ workspace }: OpenWorkspace): Promise<Session> {
    let session = this.#sessions.get(workspace.root);
    if (!session) {
      session = openSession({
        project: projectOf(workspace),
        sql: this.#sql,
        storage: this.#storageFor(workspace.root),
      });
      this.#sessions.set(workspace.root, session);
    }
    return { ...(await session), project: projectOf(workspace) };
  }

  async close(): Promise<void> {
    await Promise.all([...this.#sessions.keys()].map((root) => this.#closeSession(root)));
  }

  #rootOf(folder: string): Promise<string> {
    let root = this.#roots.get(folder);
    if (!root) {
      root = findRoot(folder, realFileSystem);
      this.#roots.set(folder, root);
    }
    return root;
  }

  async #open(root: string): Promise<OpenWorkspace> {
    return this.#watched(await Workspace.open(root, realFileSystem, { held: await this.#heldBelow(root) }));
  }

  #watched(workspace: Workspace): OpenWorkspace {
    const onBug = (rule: { id: string }, error: unknown) => {
      this.#log(
        `The rule ${rule.id} failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
      );
    };
    return new OpenWorkspace(workspace, new Checker(workspace, this.#sql, { onBug }));
  }

  /** Texts that the editor holds, by path below the root. */
  async #heldBelow(root: string): Promise<ReadonlyMap<string, string>> {
    const held = new Map<string, string>();
    for (const uri of this.#documents.uris.filter(isFile)) {
      const path = toPath(uri);
      if ((await this.#rootOf(dirname(path))) !== root) continue;
      held.set(path.slice(root.length + 1), this.#documents.get(uri)?.getText() ?? "");
    }
    return held;
  }

  async #closeSession(root: string): Promise<void> {
    const session = this.#sessions.get(root);
    this.#sessions.delete(root);
    await (await session)?.close();
  }

  /** A folder a workspace, so that the database files of two of them never meet. */
  #storageFor(root: string): string | undefined {
    const { storage } = this.#options;
    return storage && join(storage, createHash("sha256").update(root).digest("hex").slice(0, 16));
  }
}
