import { execFileSync, spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { afterEach, expect } from "vitest";
import {
  createProtocolConnection,
  StreamMessageReader,
  StreamMessageWriter,
  type CancellationToken,
  type CodeAction,
  type CodeLens,
  type CompletionItem,
  type Diagnostic,
  type Hover,
  type InitializeParams,
  type InitializeResult,
  type Location,
  type Position,
  type ProtocolConnection,
  type PublishDiagnosticsParams,
  type Range,
  type RegistrationParams,
} from "vscode-languageserver/node";
import { TextDocument } from "vscode-languageserver-textdocument";
import type { InitializationOptions, Method, Requests } from "../../server/lsp/protocol.ts";

export interface ServerOptions extends InitializationOptions {
  /** Folders of the editor, relative to the temporary one that all files lie in; default: that one itself. */
  readonly folders?: readonly string[];
  readonly capabilities?: InitializeParams["capabilities"];
  /** Relative to the temporary folder, like all paths here. */
  readonly storage?: string;
}

const entry = join(dirname(dirname(import.meta.dirname)), "server/lsp/main.ts");
const running: Client[] = [];

afterEach(async () => {
  await Promise.all(running.splice(0).map((client) => client.dispose()));
});

/** Starts the language server as an editor does that shows folders with these files; all of it is gone after the test. */
export async function startServer(
  files: Readonly<Record<string, string>>,
  options: ServerOptions = {},
): Promise<Client> {
  const root = realpathSync(mkdtempSync(join(tmpdir(), "dps-lsp-")));
  const client = new Client(root);
  running.push(client);
  for (const [file, text] of Object.entries(files)) client.write(file, text);
  await client.initialize(options);
  return client;
}

/** An editor, as far as tests need one. Files are named relative to the temporary folder. */
export class Client {
  readonly root: string;
  readonly registered: RegistrationParams["registrations"] = [];
  readonly log: string[] = [];
  /** What requests said they were doing. */
  readonly progress: string[] = [];
  initialized: InitializeResult | undefined;
  readonly #temporary: string;
  readonly #process: ChildProcess;
  readonly #connection: ProtocolConnection;
  readonly #documents = new Map<string, TextDocument>();
  readonly #published = new Map<string, PublishDiagnosticsParams>();
  readonly #publications: string[] = [];
  readonly #listeners = new Set<() => void>();

  constructor(root: string) {
    this.root = root;
    this.#temporary = mkdtempSync(join(tmpdir(), "dps-lsp-tmp-"));
    this.#process = spawn(process.execPath, [entry, "--stdio"], {
      stdio: ["pipe", "pipe", "inherit"],
      env: { ...process.env, TMPDIR: this.#temporary, TMP: this.#temporary, TEMP: this.#temporary },
    });
    const { stdout, stdin } = this.#process;
    if (!stdout || !stdin) throw new Error("The server has no pipes.");
    this.#connection = createProtocolConnection(
      new StreamMessageReader(stdout),
      new StreamMessageWriter(stdin),
    );
    this.#connection.onNotification(
      "textDocument/publishDiagnostics",
      (published: PublishDiagnosticsParams) => {
        const file = this.fileOf(published.uri);
        this.#published.set(file, published);
        this.#publications.push(file);
        this.#changed();
      },
    );
    this.#connection.onNotification("window/logMessage", ({ message }: { message: string }) => {
      this.log.push(message);
      this.#changed();
    });
    this.#connection.onNotification("$/progress", ({ value }: { value: { message: string } }) => {
      this.progress.push(value.message);
    });
    this.#connection.onRequest("client/registerCapability", ({ registrations }: RegistrationParams) => {
      this.registered.push(...registrations);
      this.#changed();
    });
    this.#connection.listen();
  }

  async initialize({
    folders = [""],
    capabilities = {},
    storage,
    ...initializationOptions
  }: ServerOptions): Promise<void> {
    this.initialized = await this.#connection.sendRequest("initialize", {
      processId: process.pid,
      rootUri: null,
      capabilities,
      workspaceFolders: folders.map((folder) => this.#folder(folder)),
      initializationOptions: { ...initializationOptions, storage: storage && this.pathOf(storage) },
    } satisfies InitializeParams);
    await this.#connection.sendNotification("initialized", {});
  }

  // What a user does

  async open(
    file: string,
    text = readFileSync(this.pathOf(file), "utf8"),
    uri = this.uriOf(file),
  ): Promise<void> {
    this.#documents.set(file, TextDocument.create(uri, "yaml", 1, text));
    await this.#connection.sendNotification("textDocument/didOpen", {
      textDocument: { uri, languageId: "yaml", version: 1, text },
    });
  }

  /** Replaces the first occurrence of a text by another one, each pair in a change of its own. */
  async edit(
    file: string,
    ...replacements: readonly (readonly [before: string, after: string])[]
  ): Promise<void> {
    const document = this.#open(file);
    const version = document.version + 1;
    const contentChanges = replacements.map(([before, after]) => {
      const start = document.getText().indexOf(before);
      if (start < 0) throw new Error(`${file} holds no "${before}".`);
      const end = start + before.length;
      const range = { start: document.positionAt(start), end: document.positionAt(end) };
      TextDocument.update(document, [{ range, text: after }], version);
      return { range, text: after };
    });
    await this.#connection.sendNotification("textDocument/didChange", {
      textDocument: { uri: document.uri, version },
      contentChanges,
    });
  }

  async save(file: string): Promise<void> {
    this.write(file, this.text(file));
    await this.#connection.sendNotification("textDocument/didSave", {
      textDocument: { uri: this.#open(file).uri },
    });
  }

  async close(file: string): Promise<void> {
    const { uri } = this.#open(file);
    this.#documents.delete(file);
    await this.#connection.sendNotification("textDocument/didClose", { textDocument: { uri } });
  }

  /** Takes a quick fix of that title where the text stands. */
  async fix(file: string, at: string, title: string): Promise<void> {
    const found = await this.fixes(file, at);
    const action = found.find((each) => each.title === title);
    if (!action)
      throw new Error(`There is no "${title}", but ${found.map((each) => each.title).join(", ")}.`);
    const document = this.#open(file);
    const edits = action.edit?.changes?.[document.uri] ?? [];
    const version = document.version + 1;
    const contentChanges = edits
      .toSorted((one, other) => document.offsetAt(other.range.start) - document.offsetAt(one.range.start))
      .map(({ range, newText }) => ({ range, text: newText }));
    TextDocument.update(document, contentChanges, version);
    await this.#connection.sendNotification("textDocument/didChange", {
      textDocument: { uri: document.uri, version },
      contentChanges,
    });
  }

  // What happens beside the editor

  /** Writes to disk, without telling the server. */
  write(file: string, text: string): void {
    mkdirSync(dirname(this.pathOf(file)), { recursive: true });
    writeFileSync(this.pathOf(file), text);
  }

  remove(path: string): void {
    rmSync(this.pathOf(path), { recursive: true });
  }

  /** Tells the server that files or folders have changed on disk, as the editor's watcher does. */
  async noticed(...paths: readonly string[]): Promise<void> {
    await this.#connection.sendNotification("workspace/didChangeWatchedFiles", {
      changes: paths.map((path) => ({ uri: this.uriOf(path), type: 2 })),
    });
  }

  async changeFolders(event: {
    readonly added?: readonly string[];
    readonly removed?: readonly string[];
  }): Promise<void> {
    const [added, removed] = [event.added ?? [], event.removed ?? []].map((folders) =>
      folders.map((folder) => this.#folder(folder)),
    );
    await this.#connection.sendNotification("workspace/didChangeWorkspaceFolders", {
      event: { added, removed },
    });
  }

  notify(method: string, params?: object): Promise<void> {
    return params
      ? this.#connection.sendNotification(method, params)
      : this.#connection.sendNotification(method);
  }

  // What the editor shows

  /** Waits until exactly these diagnostics are shown for a file, each as `rule "underlined text"`. */
  async shows(file: string, expected: readonly string[]): Promise<void> {
    await this.until(
      () => this.#isCurrent(file) && this.#shown(file).join() === expected.toSorted().join(),
      () => expect(this.#shown(file), `what is shown of ${file}`).toEqual(expected.toSorted()),
    );
  }

  /** The last diagnostics of a file. */
  diagnostics(file: string): readonly Diagnostic[] {
    return this.#published.get(file)?.diagnostics ?? [];
  }

  /** Files in the order in which diagnostics of them arrived, since the last time this was asked. */
  takePublications(): readonly string[] {
    return this.#publications.splice(0);
  }

  text(file: string): string {
    return this.#documents.get(file)?.getText() ?? readFileSync(this.pathOf(file), "utf8");
  }

  /** Nothing where there is no such file any more. */
  textAt(file: string, range: Range): string {
    const exists = this.#documents.has(file) || existsSync(this.pathOf(file));
    return TextDocument.create("", "", 0, exists ? this.text(file) : "").getText(range);
  }

  /** Titles of the code lenses of a file, and what stands under each. */
  async lenses(file: string): Promise<readonly CodeLens[]> {
    return this.#connection.sendRequest("textDocument/codeLens", { textDocument: { uri: this.uriOf(file) } });
  }

  /** What a lens says once it comes into sight. */
  resolve(lens: CodeLens | undefined): Promise<CodeLens> {
    return this.#connection.sendRequest("codeLens/resolve", lens);
  }

  async hover(file: string, at: string): Promise<Hover | null> {
    const document = this.#open(file);
    const position = document.positionAt(document.getText().indexOf(at));
    return this.#connection.sendRequest("textDocument/hover", {
      textDocument: { uri: document.uri },
      position,
    });
  }

  /** Asks about the end of the first place where a text stands, as with the cursor there. */
  at<Answer>(
    method: string,
    file: string,
    text: string,
    params: Readonly<Record<string, unknown>> = {},
  ): Promise<Answer> {
    const document = this.#open(file);
    const position = document.positionAt(document.getText().indexOf(text) + text.length);
    return this.#connection.sendRequest(method, { textDocument: { uri: document.uri }, position, ...params });
  }

  /** `file:line text`, lines from 1. */
  show({ uri, range }: Location): string {
    const file = relative(this.root, fileURLToPath(uri)).replaceAll("\\", "/");
    return `${file}:${range.start.line + 1} ${this.textAt(file, range)}`;
  }

  /** What is proposed right behind the first place where a text stands. */
  async completion(file: string, behind: string): Promise<readonly CompletionItem[]> {
    return this.at("textDocument/completion", file, behind);
  }

  async fixes(file: string, at: string, only?: readonly string[]): Promise<readonly CodeAction[]> {
    const document = this.#open(file);
    return this.fixesAt(file, document.positionAt(document.getText().indexOf(at)), only);
  }

  async fixesAt(file: string, position: Position, only?: readonly string[]): Promise<readonly CodeAction[]> {
    return this.#connection.sendRequest("textDocument/codeAction", {
      textDocument: { uri: this.#open(file).uri },
      range: { start: position, end: position },
      context: { diagnostics: this.diagnostics(file), only },
    });
  }

  request<M extends Method>(
    method: M,
    { file, ...params }: { readonly file: string } & Omit<Requests[M]["params"], "uri">,
    token?: CancellationToken,
  ): Promise<Requests[M]["result"]> {
    const given = { uri: this.uriOf(file), workDoneToken: method, ...params };
    return token
      ? this.#connection.sendRequest(method, given, token)
      : this.#connection.sendRequest(method, given);
  }

  /** Waits for messages of the server until something holds; `explain` says by an assertion what did not. */
  async until(holds: () => boolean, explain: () => void = () => expect.unreachable()): Promise<void> {
    await new Promise<void>((resolve) => {
      const finish = () => {
        clearTimeout(patience);
        this.#listeners.delete(listen);
        resolve();
      };
      const listen = () => holds() && finish();
      const patience = setTimeout(finish, 20_000);
      this.#listeners.add(listen);
      listen();
    });
    if (!holds()) explain();
  }

  // Beginning and end

  /** Process ids of the parser and the engine, as far as they run. */
  childProcesses(): readonly number[] {
    return childrenOf(this.#process.pid);
  }

  /** What the server has put into the machine's temporary folder. */
  temporaryFiles(): readonly string[] {
    return readdirSync(this.#temporary);
  }

  async shutdown(): Promise<void> {
    await this.#connection.sendRequest("shutdown");
  }

  /** @returns the exit status of the server */
  async exit(): Promise<number | null> {
    const exited = once(this.#process, "exit");
    await this.#connection.sendNotification("exit");
    const [status] = (await exited) as [number | null];
    return status;
  }

  /** The editor crashes. */
  async vanish(): Promise<number | null> {
    const exited = once(this.#process, "exit");
    this.#process.stdin?.end();
    const [status] = (await exited) as [number | null];
    return status;
  }

  /** The server crashes. */
  async kill(): Promise<void> {
    const exited = once(this.#process, "exit");
    this.#process.kill("SIGKILL");
    await exited;
  }

  async dispose(): Promise<void> {
    this.#connection.dispose();
    if (this.#process.exitCode === null && this.#process.signalCode === null) await this.kill();
    for (const folder of [this.root, this.#temporary]) rmSync(folder, { recursive: true, force: true });
  }

  uriOf(file: string): string {
    return pathToFileURL(this.pathOf(file)).toString();
  }

  fileOf(uri: string): string {
    return relative(this.root, fileURLToPath(uri)).replaceAll("\\", "/");
  }

  pathOf(file: string): string {
    return join(this.root, file);
  }

  #folder(folder: string): { uri: string; name: string } {
    return { uri: this.uriOf(folder), name: folder };
  }

  #open(file: string): TextDocument {
    const document = this.#documents.get(file);
    if (!document) throw new Error(`${file} is not open.`);
    return document;
  }

  /** Diagnostics of an open document say which version they are of. */
  #isCurrent(file: string): boolean {
    const document = this.#documents.get(file);
    return !document || this.#published.get(file)?.version === document.version;
  }

  #shown(file: string): readonly string[] {
    return this.diagnostics(file)
      .map(({ code, range }) => `${code} "${this.textAt(file, range)}"`)
      .toSorted();
  }

  #changed(): void {
    for (const listener of this.#listeners) listener();
  }
}

export function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

function childrenOf(pid: number | undefined): readonly number[] {
  try {
    const [command, ...parameters] =
      process.platform === "win32"
        ? [
            "powershell",
            "-Command",
            `(Get-CimInstance Win32_Process -Filter ParentProcessId=${pid}).ProcessId`,
          ]
        : ["pgrep", "-P", String(pid)];
    const pids = execFileSync(command, parameters, { encoding: "utf8" });
    return pids.trim().split(/\s+/).filter(Boolean).map(Number);
  } catch {
    // That is how pgrep says that there is none.
    return [];
  }
}
