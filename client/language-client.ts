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
  resultsChanged,
  serverFlags,
  workspaceChanged,
  type InitializationOptions,
  type Method,
  type Requests,
  type WorkspaceChanged,
} from "../server/lsp/protocol.ts";
import { withoutDoubled } from "./coexistence.ts";
import { showStatus } from "./status.ts";

export { trustGranted } from "../server/lsp/protocol.ts";
export type Client = LanguageClient;

/** What the server tells without being asked. */
export interface Listener {
  /** Manifests of the workspace with that root, a URI, have changed. */
  onChanged(root: string): void;
  /** Something has run. */
  onResults(): void;
}

export async function startClient(
  context: vscode.ExtensionContext,
  { onChanged, onResults }: Listener,
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
    // Told at the start and whenever they change.
    synchronize: { configurationSection: "dps" },
    middleware: {
      provideCompletionItem: proposeWhatFollows,
      handleDiagnostics: (uri, found, next) => next(uri, withoutDoubled(found, isYamlCheckedBesides())),
    },
  };
  const client = new LanguageClient(
    "dps",
    "Data Product Studio",
    { module, transport: TransportKind.ipc, options: { execArgv: serverFlags } },
    options,
  );
  context.subscriptions.push(
    client.onNotification(workspaceChanged, ({ root }: WorkspaceChanged) => onChanged(root)),
    client.onNotification(resultsChanged, onResults),
  );
  await client.start();
  context.subscriptions.push(showStatus());
  return client;
}

/** Red Hat's YAML extension is there and tells what is wrong with YAML itself. */
function isYamlCheckedBesides(): boolean {
  const other = vscode.extensions.getExtension("redhat.vscode-yaml");
  return other?.isActive === true && vscode.workspace.getConfiguration("yaml").get("validate", true);
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
