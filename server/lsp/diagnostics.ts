import type { Connection } from "vscode-languageserver";
import type { Change } from "../workspace/change.ts";
import type { Documents } from "./documents.ts";
import * as toLsp from "./to-lsp.ts";
import { isFile } from "./uris.ts";
import type { OpenWorkspace, Workspaces } from "./workspaces.ts";

/**
 * Keeps the editor's diagnostics true while people type. There is no fixed delay: an idle server answers at once,
 * and edits that arrive while it is busy are taken together, because it looks at them only when the queue is empty.
 */
export class Diagnostics {
  readonly #connection: Connection;
  readonly #documents: Documents;
  readonly #workspaces: Workspaces;
  readonly #rulePages: string | undefined;
  readonly #waiting = new Set<string>();
  /** Published text by URI, so that nothing is sent twice. */
  readonly #published = new Map<string, string>();
  #scheduled: NodeJS.Immediate | undefined;
  #sqlPhase = new AbortController();

  constructor(
    connection: Connection,
    documents: Documents,
    workspaces: Workspaces,
    rulePages: string | undefined,
  ) {
    this.#connection = connection;
    this.#documents = documents;
    this.#workspaces = workspaces;
    this.#rulePages = rulePages;
  }

  /** A document was opened, edited or closed. */
  changed(uri: string): void {
    if (!isFile(uri)) return;
    this.#waiting.add(uri);
    this.#schedule();
  }

  async changedOnDisk(uris: readonly string[]): Promise<void> {
    const byWorkspace = new Map<OpenWorkspace, string[]>();
    for (const uri of uris.filter(isFile)) {
      const opened = await this.#workspaces.of(uri);
      if (opened) byWorkspace.set(opened, [...(byWorkspace.get(opened) ?? []), opened.pathOf(uri)]);
    }
    for (const [opened, paths] of byWorkspace)
      await this.#settle(opened, await opened.workspace.reload(paths));
  }

  /** Reads and checks a folder of the editor. */
  async openFolder(folder: string): Promise<void> {
    await this.#checkAll(await this.#workspaces.ofFolder(folder));
  }

  stop(): void {
    this.#sqlPhase.abort();
    clearImmediate(this.#scheduled);
  }

  /** Two turns of the event loop: messages that wait already are taken in first. */
  #schedule(): void {
    clearImmediate(this.#scheduled);
    this.#scheduled = setImmediate(() => {
      this.#scheduled = setImmediate(() => void this.#takeIn());
    });
  }

  async #takeIn(): Promise<void> {
    const uris = [...this.#waiting];
    this.#waiting.clear();
    for (const uri of uris) {
      const opened = await this.#workspaces.of(uri);
      if (!opened) continue;
      const path = opened.pathOf(uri);
      const document = this.#documents.get(uri);
      const change = opened.workspace.update(path, document?.getText(), this.#documents.editedPart(uri));
      if (document && !change.reopen) {
        opened.checker.checkText(path, document.getText());
        await this.#publish(opened, path);
      }
      await this.#settle(opened, change, document ? path : undefined);
    }
  }

  /** Checks again what a change has touched. `done` has been checked already. */
  async #settle(opened: OpenWorkspace, change: Change, done?: string): Promise<void> {
    if (change.reopen) {
      await this.#checkAll(await this.#workspaces.reopen(opened));
      return;
    }
    this.#sqlPhase.abort();
    this.#sqlPhase = new AbortController();
    const { signal } = this.#sqlPhase;
    const affected = opened.workspace.affectedBy(change);
    for (const path of affected) {
      if (path === done) continue;
      await opened.checker.check(path);
      await this.#publish(opened, path);
    }
    for (const path of change.files) if (!affected.includes(path)) await this.#forget(opened, path);
    await this.#finishSql(opened, affected, signal);
  }

  async #checkAll(opened: OpenWorkspace): Promise<void> {
    const { signal } = this.#sqlPhase;
    for (const path of opened.workspace.ownFiles) {
      await opened.checker.check(path);
      await this.#publish(opened, path);
    }
    await this.#finishSql(opened, opened.workspace.ownFiles, signal);
  }

  /** The second phase; a later edit ends it, and starts it again for what it touches. */
  async #finishSql(opened: OpenWorkspace, paths: readonly string[], signal: AbortSignal): Promise<void> {
    for (const path of paths) {
      try {
        if (await opened.checker.finish(path, signal)) await this.#publish(opened, path);
      } catch (error) {
        if (signal.aborted) return;
        this.#connection.console.error(`SQL could not be analysed: ${String(error)}`);
      }
    }
  }

  async #forget(opened: OpenWorkspace, path: string): Promise<void> {
    opened.checker.forget(path);
    await this.#publish(opened, path);
  }

  async #publish(opened: OpenWorkspace, path: string): Promise<void> {
    const uri = opened.uriOf(path);
    const problems = opened.checker.problems(path);
    const text =
      this.#documents.get(uri)?.getText() ??
      (problems.length > 0 ? ((await opened.workspace.text(path)) ?? "") : "");
    const diagnostics = toLsp.diagnostics(problems, text, {
      rulePages: this.#rulePages,
      uriOf: (file) => opened.uriOf(file),
    });
    const sent = JSON.stringify(diagnostics);
    if ((this.#published.get(uri) ?? "[]") === sent) return;
    if (diagnostics.length === 0) this.#published.delete(uri);
    else this.#published.set(uri, sent);
    await this.#connection.sendDiagnostics({ uri, version: this.#documents.get(uri)?.version, diagnostics });
  }
}
