import { randomBytes } from "node:crypto";
import * as vscode from "vscode";
import { toRange, uriIn } from "./places.ts";
import { commands } from "../server/lsp/protocol.ts";
import type { Message, Question, Reply, Result } from "./result.ts";

/** What a panel can ask of the command that opened it. */
export interface PanelSource {
  /** Gets the result anew. */
  again(): void;
  /** Answers what the panel asks while it is open; rejects with an error whose message is for the user. */
  answer?(question: Question): Promise<unknown>;
}

/** One panel a kind of result, reused: the newest result replaces the one before. */
export class ResultPanel {
  static readonly #open = new Map<Result["view"], ResultPanel>();

  readonly #panel: vscode.WebviewPanel;
  #result: Result;
  #source: PanelSource;

  static show(context: vscode.ExtensionContext, result: Result, source: PanelSource): void {
    const existing = ResultPanel.#open.get(result.view);
    if (existing) existing.#update(result, source);
    else ResultPanel.#open.set(result.view, new ResultPanel(context, result, source));
  }

  /** Shows a newer state of what an open panel shows, without bringing it to the front; false when there is none. */
  static refresh(result: Result): boolean {
    const panel = ResultPanel.#open.get(result.view);
    if (!panel || !isSame(panel.#result, result)) return false;
    panel.#result = result;
    panel.#send();
    return true;
  }

  /** The panel that the user is in. */
  static active(): ResultPanel | undefined {
    return [...ResultPanel.#open.values()].find((panel) => panel.#panel.active);
  }

  private constructor(context: vscode.ExtensionContext, result: Result, source: PanelSource) {
    const dist = vscode.Uri.joinPath(context.extensionUri, "dist");
    this.#result = result;
    this.#source = source;
    this.#panel = vscode.window.createWebviewPanel(
      `dps.${result.view}`,
      result.title,
      { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true },
      { enableScripts: true, localResourceRoots: [dist], enableFindWidget: true },
    );
    this.#panel.webview.onDidReceiveMessage((message: Message) => this.#receive(message));
    this.#panel.onDidDispose(() => ResultPanel.#open.delete(result.view));
    this.#panel.webview.html = page(this.#panel.webview, dist);
  }

  runAgain(): void {
    this.#source.again();
  }

  #update(result: Result, source: PanelSource): void {
    this.#result = result;
    this.#source = source;
    this.#panel.title = result.title;
    this.#panel.reveal(undefined, true);
    this.#send();
  }

  #send(): void {
    void this.#panel.webview.postMessage(this.#result);
  }

  async #receive(message: Message): Promise<void> {
    switch (message.type) {
      case "ready":
        this.#send();
        return;
      case "open":
        await vscode.window.showTextDocument(uriIn(this.#result.root, message.file), {
          viewColumn: vscode.ViewColumn.One,
          selection: message.range && toRange(message.range),
        });
        return;
      case "previewData": {
        const uri = uriIn(this.#result.root, message.file).toString();
        await vscode.commands.executeCommand(commands.previewData, { uri, dataset: message.dataset });
        return;
      }
      case "copy":
        await vscode.env.clipboard.writeText(message.text);
        return;
      case "run":
        this.runAgain();
        return;
      case "save":
        await saveText(uriIn(this.#result.root, message.name), message.text);
        return;
      case "ask":
        await this.#panel.webview.postMessage(await this.#reply(message.id, message.question));
    }
  }

  async #reply(id: number, question: Question): Promise<Reply> {
    try {
      return { type: "reply", id, answer: await this.#source.answer?.(question) };
    } catch (error) {
      return { type: "reply", id, error: error instanceof Error ? error.message : String(error) };
    }
  }
}

/** Whether two states are of one thing, rather than one thing in the place of another. */
function isSame(one: Result, other: Result): boolean {
  if (one.view === "pipeline" && other.view === "pipeline") return one.data.about === other.data.about;
  return one.title === other.title && one.root === other.root;
}

async function saveText(defaultUri: vscode.Uri, text: string): Promise<void> {
  const target = await vscode.window.showSaveDialog({ defaultUri });
  if (target) await vscode.workspace.fs.writeFile(target, Buffer.from(text));
}

/** The data never becomes part of this text: it comes in a message, so there is nothing to escape. */
function page(webview: vscode.Webview, dist: vscode.Uri): string {
  const nonce = randomBytes(16).toString("base64");
  const script = webview.asWebviewUri(vscode.Uri.joinPath(dist, "webview.js"));
  const style = webview.asWebviewUri(vscode.Uri.joinPath(dist, "webview.css"));
  return `<!DOCTYPE html>
<html lang="en">
  <head>
    <meta charset="UTF-8">
    <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src ${webview.cspSource}; script-src 'nonce-${nonce}';">
    <meta name="viewport" content="width=device-width, initial-scale=1.0">
    <link rel="stylesheet" href="${style}">
  </head>
  <body>
    <main id="result"></main>
    <script nonce="${nonce}" src="${script}"></script>
  </body>
</html>`;
}
