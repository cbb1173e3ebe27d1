import { join } from "node:path";
import * as vscode from "vscode";
import type { Method, Requests } from "../server/lsp/protocol.ts";
import type * as LanguageClientModule from "./language-client.ts";
import type { Client, Waiting } from "./language-client.ts";

/** The language server, started on first use: loading the language client alone would break the activation budget. */
export class LazyServer implements vscode.Disposable {
  readonly #context: vscode.ExtensionContext;
  readonly #started = new vscode.EventEmitter<void>();
  readonly #changed = new vscode.EventEmitter<string>();
  readonly #results = new vscode.EventEmitter<void>();
  #client: Promise<Client> | undefined;

  readonly onStarted = this.#started.event;
  /** Fires when something has run. */
  readonly onResults = this.#results.event;
  /** Fires with the URI of a workspace's root when manifests of it have changed. */
  readonly onChanged = this.#changed.event;

  constructor(context: vscode.ExtensionContext) {
    this.#context = context;
  }

  get isStarted(): boolean {
    return this.#client !== undefined;
  }

  start(): Promise<Client> {
    if (!this.#client) {
      this.#client = this.#load().startClient(this.#context, {
        onChanged: (root) => this.#changed.fire(root),
        onResults: () => this.#results.fire(),
      });
      this.#started.fire();
    }
    return this.#client;
  }

  async request<M extends Method>(
    method: M,
    params: Requests[M]["params"],
    waiting: Waiting,
  ): Promise<Requests[M]["result"]> {
    return this.#load().sendRequest(await this.start(), method, params, waiting);
  }

  async grantTrust(): Promise<void> {
    const client = await this.#client;
    await client?.sendNotification(this.#load().trustGranted);
  }

  async dispose(): Promise<void> {
    const client = await this.#client;
    await client?.stop();
    for (const emitter of [this.#started, this.#changed, this.#results]) emitter.dispose();
  }

  /** A bundle of its own beside this one, so that nothing of it loads before it is needed. */
  #load(): typeof LanguageClientModule {
    // eslint-disable-next-line @typescript-eslint/no-require-imports -- an import would bundle it into this file
    return require(join(__dirname, "language-client.js")) as typeof LanguageClientModule;
  }
}
