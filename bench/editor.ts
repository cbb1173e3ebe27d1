import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { setTimeout as pause } from "node:timers/promises";
import { pathToFileURL } from "node:url";
import {
  createProtocolConnection,
  StreamMessageReader,
  StreamMessageWriter,
  type ProtocolConnection,
  type PublishDiagnosticsParams,
  type ServerCapabilities,
} from "vscode-languageserver/node";
import { TextDocument } from "vscode-languageserver-textdocument";
import { childrenOf, processMilliseconds, residentBytes } from "./processes.ts";
import { wallMilliseconds } from "./timing.ts";

export interface EditorOptions {
  /** Parameters of Node: a language server that speaks over standard input and output. */
  readonly server: readonly string[];
  readonly folder: string;
  /** Settings by section, for a server that asks for them. */
  readonly settings?: Readonly<Record<string, unknown>>;
}

export interface Answer {
  readonly milliseconds: number;
  /** How many there are. */
  readonly diagnostics: number;
}

/** An editor with one folder, as far as a measurement needs one. */
export class Editor {
  readonly #process: ChildProcess;
  readonly #connection: ProtocolConnection;
  readonly #folder: string;
  readonly #documents = new Map<string, TextDocument>();
  #hear: (published: PublishDiagnosticsParams) => void = () => undefined;
  capabilities: ServerCapabilities = {};

  static async start(options: EditorOptions): Promise<Editor> {
    const editor = new Editor(options);
    await editor.#initialize();
    return editor;
  }

  private constructor({ server, folder, settings = {} }: EditorOptions) {
    this.#folder = folder;
    this.#process = spawn(process.execPath, server, { stdio: ["pipe", "pipe", "ignore"] });
    const { stdout, stdin } = this.#process;
    if (!stdout || !stdin) throw new Error("The server has no pipes.");
    this.#connection = createProtocolConnection(
      new StreamMessageReader(stdout),
      new StreamMessageWriter(stdin),
    );
    this.#connection.onRequest("workspace/configuration", ({ items }: { items: { section: string }[] }) =>
      items.map(({ section }) => settings[section] ?? null),
    );
    this.#connection.onRequest("client/registerCapability", () => null);
    this.#connection.onNotification(
      "textDocument/publishDiagnostics",
      (published: PublishDiagnosticsParams) => this.#hear(published),
    );
    this.#connection.listen();
  }

  async #initialize(): Promise<void> {
    const uri = pathToFileURL(this.#folder).toString();
    const { capabilities } = (await this.#connection.sendRequest("initialize", {
      processId: process.pid,
      rootUri: uri,
      capabilities: { workspace: { configuration: true, workspaceFolders: true } },
      workspaceFolders: [{ uri, name: "bench" }],
    } as object)) as { capabilities: ServerCapabilities };
    this.capabilities = capabilities;
    await this.#connection.sendNotification("initialized", {});
  }

  get #pid(): number {
    return this.#process.pid ?? 0;
  }

  uriOf(file: string): string {
    return pathToFileURL(`${this.#folder}/${file}`).toString();
  }

  /** Opens a file and waits for its diagnostics. */
  async open(file: string, text: string): Promise<Answer> {
    const document = TextDocument.create(this.uriOf(file), "yaml", 1, text);
    this.#documents.set(file, document);
    return this.#untilDiagnostics(document, () =>
      this.#connection.sendNotification("textDocument/didOpen", {
        textDocument: { uri: document.uri, languageId: "yaml", version: 1, text },
      }),
    );
  }

  /** Replaces `length` characters at an offset and waits for the diagnostics that follow. */
  async edit(file: string, offset: number, length: number, text: string): Promise<Answer> {
    const document = this.#documents.get(file);
    if (!document) throw new Error(`${file} is not open.`);
    const range = { start: document.positionAt(offset), end: document.positionAt(offset + length) };
    const version = document.version + 1;
    TextDocument.update(document, [{ range, text }], version);
    return this.#untilDiagnostics(document, () =>
      this.#connection.sendNotification("textDocument/didChange", {
        textDocument: { uri: document.uri, version },
        contentChanges: [{ range, text }],
      }),
    );
  }

  /** @returns milliseconds until the answer */
  async request(method: string, parameters: object): Promise<number> {
    const begin = wallMilliseconds();
    await this.#connection.sendRequest(method, parameters);
    return wallMilliseconds() - begin;
  }

  async #untilDiagnostics(document: TextDocument, send: () => Promise<void>): Promise<Answer> {
    const begin = wallMilliseconds();
    const { version } = document;
    const published = new Promise<number>((resolve) => {
      this.#hear = ({ uri, version: of = version, diagnostics }) => {
        if (of === version && uri === document.uri) resolve(diagnostics.length);
      };
    });
    await send();
    const diagnostics = await published;
    return { milliseconds: wallMilliseconds() - begin, diagnostics };
  }

  /** Waits until neither the server nor what it has started computes any more. */
  async idle(): Promise<void> {
    const limit = wallMilliseconds() + 90_000;
    for (let before = -1; wallMilliseconds() < limit;) {
      const now = [this.#pid, ...childrenOf(this.#pid)].reduce(
        (sum, pid) => sum + (processMilliseconds(pid) ?? 0),
        0,
      );
      if (now - before <= 10 && before >= 0) return;
      before = now;
      await pause(500);
    }
  }

  /** Milliseconds that the server has computed for; undefined where the system does not tell. */
  computed(): number | undefined {
    return processMilliseconds(this.#pid);
  }

  /** Bytes of the server's process. */
  memory(): number {
    return residentBytes(this.#pid);
  }

  async stop(): Promise<void> {
    this.#connection.dispose();
    if (this.#process.exitCode !== null) return;
    const exited = once(this.#process, "exit");
    this.#process.kill("SIGKILL");
    await exited;
  }
}
