import { randomBytes } from "node:crypto";
import * as vscode from "vscode";
import { toRange, uriIn } from "./places.ts";
import type { Message, Result } from "./result.ts";

/** One panel a kind of result, reused: the newest result replaces the one before. */
export class ResultPanel {
  static readonly #open = new Map<Result["view"], ResultPanel>();

  readonly #panel: vscode.WebviewPanel;
  #result: Result;
  #again: () => void;

  /** @param again gets the result anew */
  static show(context: vscode.ExtensionContext, result: Result, again: () => void): void {
    const existing = ResultPanel.#open.get(result.view);
    if (existing) existing.#update(result, again);
    else ResultPanel.#open.set(result.view, new ResultPanel(context, result, again));
  }

  /** The panel that the user is in. */
  static active(): ResultPanel | undefined {
    return [...ResultPanel.#open.values()].find((panel) => panel.#panel.active);
  }

  private constructor(context: vscode.ExtensionContext, result: Result, again: () => void) {
    const dist = vscode.Uri.joinPath(context.extensionUri, "dist");
    this.#result = result;
    this.#again = again;
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
    this.#again();
  }

  #update(result: Result, again: () => void): void {
    this.#result = result;
    this.#again = again;
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
    await vscode.window.showTextDocument(uriIn(this.#result.root, message.file), {
      viewColumn: vscode.ViewColumn.One,
      selection: message.range && toRange(message.range),
    });
  }
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
