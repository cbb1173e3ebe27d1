import { randomUUID } from "node:crypto";
import * as vscode from "vscode";
import {
  LanguageClient,
  TransportKind,
  WorkDoneProgress,
  type CompletionMiddleware,
  type LanguageClientOptions,
} from "vscode-languageclient/node";
import {
  serverFlags,
  workspaceChanged,
  type InitializationOptions,
  type Method,
  type Requests,
  type WorkspaceChanged,
} from "../server/lsp/protocol.ts";
import { showStatus } from "./status.ts";

export { trustGranted } from "../server/lsp/protocol.ts";
export type Client = LanguageClient;

/** @param onChanged called with the URI of a workspace's root when manifests of it have changed */
export async function startClient(
  context: vscode.ExtensionContext,
  onChanged: (root: string) => void,
): Promise<Client> {
  const module = vscode.Uri.joinPath(context.extensionUri, "dist", "server.js").fsPath;
  const initializationOptions: InitializationOptions = {
    storage: (context.storageUri ?? context.globalStorageUri).fsPath,
    rulePages: vscode.Uri.joinPath(context.extensionUri, "dist", "rules").toString(),
    trusted: vscode.workspace.isTrusted,
    tellsChanges: true,
  };
  const options: LanguageClientOptions = {
    // Python and SQL may hold secrets, and the tables of Lens models.
    documentSelector: ["yaml", "python", "sql"].map((language) => ({ scheme: "file", language })),
    initializationOptions,
    middleware: { provideCompletionItem: proposeWhatFollows },
  };
  const client = new LanguageClient(
    "dps",
    "Data Product Studio",
    { module, transport: TransportKind.ipc, options: { execArgv: serverFlags } },
    options,
  );
  context.subscriptions.push(
    client.onNotification(workspaceChanged, ({ root }: WorkspaceChanged) => onChanged(root)),
  );
  await client.start();
  context.subscriptions.push(showStatus());
  return client;
}

export interface Waiting {
  readonly token: vscode.CancellationToken;
  /** What the server is doing right now. */
  onProgress(message: string): void;
}

export async function sendRequest<M extends Method>(
  client: Client,
  method: M,
  params: Requests[M]["params"],
  { token, onProgress }: Waiting,
): Promise<Requests[M]["result"]> {
  const workDoneToken = randomUUID();
  const listener = client.onProgress(WorkDoneProgress.type, workDoneToken, (progress) => {
    if (progress.kind === "report" && progress.message) onProgress(progress.message);
  });
  try {
    return await client.sendRequest(method, { ...params, workDoneToken }, token);
  } finally {
    listener.dispose();
  }
}

/** Where a chosen proposal ends before something that has proposals of its own, these are shown at once. */
const proposeWhatFollows: CompletionMiddleware["provideCompletionItem"] = async (
  ...[document, position, context, token, next]
) => {
  const proposed = await next(document, position, context, token);
  for (const item of Array.isArray(proposed) ? proposed : (proposed?.items ?? [])) {
    const { data } = item as { readonly data?: { readonly asksAgain?: boolean } };
    if (data?.asksAgain) item.command = { title: "", command: "editor.action.triggerSuggest" };
  }
  return proposed;
};
