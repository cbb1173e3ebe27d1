import { join } from "node:path";
import * as vscode from "vscode";
import type { Method, Requests } from "../server/lsp/protocol.ts";
import type * as LanguageClientModule from "./language-client.ts";
import type { Client, Waiting } from "./language-client.ts";

/** The language server, started on first use: loading the language client alone would break the activation budget. */
export class LazyServer implements vscode.Disposable {
  readonly #context: vscode.ExtensionContext;
  readonly #changed = new vscode.EventEmitter<string>();
  #client: Promise<Client> | undefined;

  /** Fires with the URI of a workspace's root when manifests of it have changed. */
  readonly onChanged = this.#changed.event;

  constructor(context: vscode.ExtensionContext) {
    this.#context = context;
  }

  get isStarted(): boolean {
    return this.#client !== undefined;
  }

  start(): Promise<Client> {
    this.#client ??= this.#load().startClient(this.#context, (root) => this.#changed.fire(root));
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
    this.#changed.dispose();
  }

  /** A bundle of its own beside this one, so that nothing of it loads before it is needed. */
  #load(): typeof LanguageClientModule {
    // eslint-disable-next-line @typescript-eslint/no-require-imports -- an import would bundle it into this file
    return require(join(__dirname, "language-client.js")) as typeof LanguageClientModule;
  }
}
