import * as vscode from "vscode";
import { LanguageClient, TransportKind, type LanguageClientOptions } from "vscode-languageclient/node";
import type { InitializationOptions } from "../server/lsp/protocol.ts";

export { trustGranted } from "../server/lsp/protocol.ts";
export type Client = LanguageClient;

export async function startClient(context: vscode.ExtensionContext): Promise<Client> {
  const module = vscode.Uri.joinPath(context.extensionUri, "dist", "server.js").fsPath;
  const initializationOptions: InitializationOptions = {
    storage: (context.storageUri ?? context.globalStorageUri).fsPath,
    rulePages: vscode.Uri.joinPath(context.extensionUri, "docs", "rules").toString(),
    trusted: vscode.workspace.isTrusted,
  };
  const options: LanguageClientOptions = {
    documentSelector: [{ scheme: "file", language: "yaml" }],
    initializationOptions,
    synchronize: {
      fileEvents: vscode.workspace.createFileSystemWatcher("**/{*.yml,*.yaml,*.sql,.gitignore}"),
    },
  };
  const client = new LanguageClient(
    "dps",
    "Data Product Studio",
    { module, transport: TransportKind.ipc },
    options,
  );
  await client.start();
  return client;
}
