import type { Change } from "../workspace/change.ts";
import { configName } from "../workspace/discover.ts";
import { nameOf } from "../workspace/paths.ts";
import type { Documents } from "./documents.ts";
import type { Publisher } from "./publisher.ts";
import { pathIn, type OpenWorkspace, type Workspaces } from "./workspaces.ts";

export interface DiagnosticsOptions {
  readonly documents: Documents;
  readonly workspaces: Workspaces;
  readonly publisher: Publisher;
  /** Called with the root of a workspace whose configuration has changed, or that is no longer open. */
  onStale(root: string): void;
  /** Called with the root of a workspace whose files have changed. */
  onChange(root: string): void;
  /** Hears of bugs of ours, which end one step of the work and nothing else. */
  log(message: string): void;
}

/**
 * Keeps the editor's diagnostics true while people type. One thing is done at a time, the most urgent first: what
 * the client has told is taken in, then the files that this touches are checked, then SQL is analysed. There is no
 * fixed delay: an idle server answers at once, and edits that arrive while it is busy are taken together.
 */
export class Diagnostics {
  readonly #options: DiagnosticsOptions;
  /** Absolute paths of documents that were opened, edited or closed. */
  readonly #edited = new Set<string>();
  readonly #events: (() => Promise<void>)[] = [];
  readonly #backlogs = new Map<OpenWorkspace, Backlog>();
  readonly #waiting: (() => void)[] = [];
  #analysis = new AbortController();
  #takesIn = false;
  #works = false;
  #stopped = false;

  constructor(options: DiagnosticsOptions) {
    this.#options = options;
  }

  /** A document was opened, edited or closed; the path is absolute, as are all others here. */
  changed(path: string): void {
    this.#edited.add(path);
    this.#wake();
  }

  /** Files or folders appeared, changed or vanished on disk. */
  changedOnDisk(paths: readonly string[]): void {
    this.#tell(() => this.#reload(paths));
  }

  addFolder(folder: string): void {
    this.#tell(async () => {
      this.#options.workspaces.addFolder(folder);
      await this.#refreshRoots();
    });
  }

  removeFolder(folder: string): void {
    this.#tell(async () => {
      this.#options.workspaces.removeFolder(folder);
      await this.#refreshRoots();
    });
  }

  /** The user trusts the editor's folders. */
  grantTrust(): void {
    this.#tell(async () => {
      await this.#drop(await this.#options.workspaces.grantTrust());
      await this.#refreshRoots();
    });
  }

  /** Resolves when everything that the client has told so far is taken in. */
  async upToDate(): Promise<void> {
    if (this.#stopped || !(this.#takesIn || this.#hasNews())) return;
    await new Promise<void>((resolve) => this.#waiting.push(resolve));
  }

  stop(): void {
    this.#stopped = true;
    this.#analysis.abort();
    for (const resolve of this.#waiting.splice(0)) resolve();
  }

  #tell(event: () => Promise<void>): void {
    this.#events.push(event);
    this.#wake();
  }

  #wake(): void {
    this.#analysis.abort();
    if (this.#works) return;
    this.#works = true;
    void this.#work().finally(() => (this.#works = false));
  }

  async #work(): Promise<void> {
    // Messages that wait already are taken in first; the connection hands over one a turn.
    await turn();
    for (let step = this.#next(); step; step = this.#next()) {
      await turn();
      if (this.#stopped) return;
      await step().catch((error: unknown) => {
        const trace = error instanceof Error ? (error.stack ?? error.message) : String(error);
        this.#options.log(`Something could not be checked: ${trace}`);
      });
    }
  }

  /** What to do next; undefined when nothing is left. */
  #next(): (() => Promise<void>) | undefined {
    this.#takesIn = this.#hasNews();
    const [edited] = this.#edited;
    if (edited !== undefined) {
      this.#edited.delete(edited);
      return () => this.#takeIn(edited);
    }
    const event = this.#events.shift();
    if (event) return event;
    for (const resolve of this.#waiting.splice(0)) resolve();
    return (
      this.#nextOf("toCheck", (opened, file) => this.#check(opened, file)) ??
      this.#nextOf("toAnalyse", (opened, file) => this.#analyse(opened, file))
    );
  }

  #hasNews(): boolean {
    return this.#edited.size > 0 || this.#events.length > 0;
  }

  /** The next file of a list, one that is open in the editor if there is one. */
  #nextOf(
    list: keyof Backlog,
    work: (opened: OpenWorkspace, file: string) => Promise<void>,
  ): (() => Promise<void>) | undefined {
    for (const [opened, { [list]: files }] of this.#backlogs) {
      const open = this.#options.documents.paths.map((path) => pathIn(opened.workspace, path));
      const file = open.find((each) => files.has(each)) ?? files.values().next().value;
      if (file === undefined) continue;
      files.delete(file);
      return () => work(opened, file);
    }
    return undefined;
  }

  /** From an edit to the diagnostics of the edited document. */
  async #takeIn(path: string): Promise<void> {
    const { documents, workspaces, publisher } = this.#options;
    const opened = await workspaces.ofDocument(path);
    if (!opened) return;
    const file = pathIn(opened.workspace, path);
    const held = documents.get(path);
    const text = held?.document.getText();
    const change = opened.workspace.update(file, text, held?.edited);
    if (text !== undefined && !change.reopen) {
      opened.checker.checkText(file, text);
      // Whoever has just opened or edited a document waits for an answer, even if it is the same as before.
      await publisher.publish(opened, file, { ifChanged: false });
      this.#backlogOf(opened).toAnalyse.add(file);
    }
    await this.#settle(opened, change, text === undefined ? undefined : file);
  }

  /** Each workspace around a file looks whether it is its own; a configuration that comes or goes divides them anew. */
  async #reload(paths: readonly string[]): Promise<void> {
    const byWorkspace = new Map<OpenWorkspace, string[]>();
    for (const path of paths) {
      for (const opened of await this.#options.workspaces.around(path))
        byWorkspace.set(opened, [...(byWorkspace.get(opened) ?? []), pathIn(opened.workspace, path)]);
    }
    for (const opened of byWorkspace.keys()) this.#backlogOf(opened);
    for (const [opened, files] of byWorkspace) {
      // What came before may have closed this one.
      if (this.#backlogs.has(opened)) await this.#settle(opened, await opened.workspace.reload(files));
    }
    if (paths.some((path) => nameOf(path) === configName)) await this.#refreshRoots();
  }

  /** Notes what a change has touched for checking. `done` has been checked already. */
  async #settle(opened: OpenWorkspace, change: Change, done?: string): Promise<void> {
    if (change.files.size > 0) this.#options.onChange(opened.workspace.root);
    if (change.reopen) return this.#reopen(opened);
    const affected = opened.workspace.affectedBy(change);
    const { toCheck } = this.#backlogOf(opened);
    for (const file of affected) if (file !== done) toCheck.add(file);
    for (const file of change.files) if (!affected.includes(file)) await this.#forget(opened, file);
  }

  async #check(opened: OpenWorkspace, file: string): Promise<void> {
    await opened.checker.check(file);
    this.#backlogOf(opened).toAnalyse.add(file);
    await this.#options.publisher.publish(opened, file);
  }

  /** The second phase of a file. News end it, and then it begins again. */
  async #analyse(opened: OpenWorkspace, file: string): Promise<void> {
    this.#analysis = new AbortController();
    const { signal } = this.#analysis;
    try {
      if (await opened.checker.finish(file, signal)) await this.#options.publisher.publish(opened, file);
    } catch (error) {
      if (!signal.aborted) throw error;
      this.#backlogs.get(opened)?.toAnalyse.add(file);
    }
  }

  async #forget(opened: OpenWorkspace, file: string): Promise<void> {
    opened.checker.forget(file);
    await this.#options.publisher.publish(opened, file);
  }

  /** All files of a workspace that is new are to be checked. */
  #backlogOf(opened: OpenWorkspace): Backlog {
    const known = this.#backlogs.get(opened);
    if (known) return known;
    const backlog: Backlog = { toCheck: new Set(opened.workspace.ownFiles), toAnalyse: new Set() };
    this.#backlogs.set(opened, backlog);
    return backlog;
  }

  async #reopen(opened: OpenWorkspace): Promise<void> {
    this.#options.onStale(opened.workspace.root);
    this.#backlogs.delete(opened);
    const fresh = await this.#options.workspaces.reopen(opened);
    this.#backlogOf(fresh);
    const own = new Set(fresh.workspace.ownFiles);
    await this.#clear(fresh, (file) => !own.has(file));
    await this.#refreshRoots();
  }

  /** Opens and closes workspaces so that they are those of the editor's folders and documents. */
  async #refreshRoots(): Promise<void> {
    const { workspaces, documents } = this.#options;
    await this.#drop(await workspaces.refreshRoots());
    for (const folder of workspaces.folders) this.#backlogOf(await workspaces.ofFolder(folder));
    for (const path of documents.paths) this.#edited.add(path);
  }

  async #drop(closed: readonly OpenWorkspace[]): Promise<void> {
    for (const opened of closed) {
      this.#options.onStale(opened.workspace.root);
      this.#backlogs.delete(opened);
      for (const file of [...opened.checker.files]) opened.checker.forget(file);
      await this.#clear(opened, () => true);
    }
  }

  /** Takes back the diagnostics of files that have none any more. */
  async #clear(opened: OpenWorkspace, isGone: (file: string) => boolean): Promise<void> {
    for (const file of this.#options.publisher.shownFiles(opened.workspace).filter(isGone))
      await this.#options.publisher.publish(opened, file);
  }
}

/** Files of a workspace, relative to its root, that wait for a phase. */
interface Backlog {
  readonly toCheck: Set<string>;
  readonly toAnalyse: Set<string>;
}

/** Lets others run. */
function turn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
