import { randomBytes } from "node:crypto";
import * as vscode from "vscode";
import type { Range } from "../server/run/results.ts";
import type { Message, Result } from "./result.ts";

/** One panel a kind of result, reused: the newest result replaces the one before. */
export class ResultPanel {
  static readonly #open = new Map<Result["view"], ResultPanel>();

  readonly #panel: vscode.WebviewPanel;
  #result: Result;

  static show(context: vscode.ExtensionContext, result: Result): void {
    const existing = ResultPanel.#open.get(result.view);
    if (existing) existing.#update(result);
    else ResultPanel.#open.set(result.view, new ResultPanel(context, result));
  }

  private constructor(context: vscode.ExtensionContext, result: Result) {
    const dist = vscode.Uri.joinPath(context.extensionUri, "dist");
    this.#result = result;
    this.#panel = vscode.window.createWebviewPanel(
      `dps.${result.view}`,
      result.title,
      { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true },
      { enableScripts: true, localResourceRoots: [dist], retainContextWhenHidden: false },
    );
    this.#panel.webview.onDidReceiveMessage((message: Message) => this.#receive(message));
    this.#panel.onDidDispose(() => ResultPanel.#open.delete(result.view));
    this.#panel.webview.html = page(this.#panel.webview, dist);
  }

  #update(result: Result): void {
    this.#result = result;
    this.#panel.title = result.title;
    this.#panel.reveal(undefined, true);
    this.#send();
  }

  #send(): void {
    void this.#panel.webview.postMessage(this.#result);
  }

  async #receive(message: Message): Promise<void> {
    if (message.type === "ready") {
      this.#send();
      return;
    }
    const uri = vscode.Uri.joinPath(vscode.Uri.parse(this.#result.root), message.file);
    const selection = message.range && toRange(message.range);
    await vscode.window.showTextDocument(uri, { viewColumn: vscode.ViewColumn.One, selection });
  }
}

function toRange({ start, end }: Range): vscode.Range {
  return new vscode.Range(start.line, start.character, end.line, end.character);
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
