import * as vscode from "vscode";
import type { Answer, ProductTree } from "../server/lsp/protocol.ts";
import type { LazyServer } from "./server.ts";

/** The data products of the open folders, asked for anew when manifests change or something has run. */
export class Products implements vscode.Disposable {
  readonly #server: LazyServer;
  readonly #asked = new vscode.EventEmitter<void>();
  readonly #changed = new vscode.EventEmitter<void>();
  readonly #listening: vscode.Disposable;
  #known: Promise<readonly Answer<ProductTree>[]> | undefined;
  #latest: readonly Answer<ProductTree>[] | undefined;
  #resting = false;
  #outdated = false;

  /** Fires when the server begins to find them out. */
  readonly onAsked = this.#asked.event;
  /** Fires when `all()` gives something else. */
  readonly onChanged = this.#changed.event;

  constructor(server: LazyServer) {
    this.#server = server;
    const refresh = () => void this.#refresh();
    this.#listening = vscode.Disposable.from(
      server.onStarted(refresh),
      server.onChanged(refresh),
      server.onResults(refresh),
    );
  }

  /** Starts the server if need be. */
  all(): Promise<readonly Answer<ProductTree>[]> {
    this.#known ??= this.#ask();
    return this.#known;
  }

  /** What the server said last; undefined until it has read the folders. */
  get latest(): readonly Answer<ProductTree>[] | undefined {
    return this.#latest;
  }

  dispose(): void {
    this.#listening.dispose();
    this.#asked.dispose();
    this.#changed.dispose();
  }

  async #ask(): Promise<readonly Answer<ProductTree>[]> {
    this.#asked.fire();
    const { token } = new vscode.CancellationTokenSource();
    this.#latest = await this.#server.request("dps/products", {}, { token, onProgress: () => undefined });
    return this.#latest;
  }

  /** While somebody types, once in a while is enough. */
  async #refresh(): Promise<void> {
    this.#outdated = true;
    if (this.#resting) return;
    this.#resting = true;
    while (this.#outdated) {
      this.#outdated = false;
      const known = this.#ask();
      // A server that can't answer has told so itself, and what was known stays.
      if (
        await known.then(
          () => true,
          () => false,
        )
      )
        this.#known = known;
      this.#changed.fire();
      await new Promise((resolve) => setTimeout(resolve, restMilliseconds));
    }
    this.#resting = false;
  }
}

const restMilliseconds = 300;
