import {
  CodeActionKind,
  TextDocumentSyncKind,
  type Connection,
  type InitializeParams,
  type InitializeResult,
} from "vscode-languageserver";
import { codeLenses } from "../features/code-lens.ts";
import { createSqlService } from "../sql/service.ts";
import { version } from "../version.ts";
import { Diagnostics } from "./diagnostics.ts";
import { Documents } from "./documents.ts";
import { trustGranted, type InitializationOptions } from "./protocol.ts";
import { registerRuns } from "./runs.ts";
import * as toLsp from "./to-lsp.ts";
import { toPath } from "./uris.ts";
import { Workspaces } from "./workspaces.ts";

/** Wires the protocol to the core. Everything is decided elsewhere; here it is only translated. */
export function startServer(connection: Connection): void {
  const sql = createSqlService();
  const documents = new Documents();
  let workspaces: Workspaces | undefined;
  let diagnostics: Diagnostics | undefined;
  let folders: readonly string[] = [];

  connection.onInitialize((params): InitializeResult => {
    const options = (params.initializationOptions ?? {}) as InitializationOptions;
    folders = foldersOf(params);
    workspaces = new Workspaces(documents, sql, options, (message) => connection.console.error(message));
    diagnostics = new Diagnostics(connection, documents, workspaces, options.rulePages);
    registerRuns(connection, workspaces);
    return {
      serverInfo: { name: "Data Product Studio", version },
      capabilities: {
        textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental },
        codeActionProvider: { codeActionKinds: [CodeActionKind.QuickFix] },
        codeLensProvider: {},
        workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
      },
    };
  });

  connection.onInitialized(() => {
    for (const folder of folders) void diagnostics?.openFolder(folder);
  });

  connection.onDidOpenTextDocument(({ textDocument }) => {
    documents.open(textDocument);
    diagnostics?.changed(textDocument.uri);
  });
  connection.onDidChangeTextDocument(({ textDocument, contentChanges }) => {
    documents.change(textDocument, contentChanges);
    diagnostics?.changed(textDocument.uri);
  });
  connection.onDidCloseTextDocument(({ textDocument }) => {
    documents.close(textDocument.uri);
    diagnostics?.changed(textDocument.uri);
  });
  connection.onDidChangeWatchedFiles(({ changes }) => {
    void diagnostics?.changedOnDisk(changes.map(({ uri }) => uri));
  });
  connection.onNotification("workspace/didChangeWorkspaceFolders", ({ event }) => {
    for (const { uri } of event.added as { uri: string }[]) void diagnostics?.openFolder(toPath(uri));
  });
  connection.onNotification(trustGranted, () => workspaces?.grantTrust());

  connection.onCodeAction(async ({ textDocument: { uri }, range, context }) => {
    const opened = await workspaces?.of(uri);
    const document = documents.get(uri);
    if (!opened || !document) return [];
    const problems = opened.checker.problems(opened.pathOf(uri));
    return toLsp.codeActions(uri, document, problems, range, context.diagnostics);
  });

  connection.onCodeLens(async ({ textDocument: { uri } }) => {
    const opened = await workspaces?.of(uri);
    const document = documents.get(uri);
    if (!opened || !document) return [];
    const manifests = opened.workspace.manifests(opened.pathOf(uri));
    return codeLenses(manifests).map((lens) => toLsp.codeLens(uri, document, lens));
  });

  connection.onShutdown(async () => {
    diagnostics?.stop();
    await workspaces?.close();
    await sql.dispose();
  });
  connection.listen();
}

function foldersOf({ workspaceFolders, rootUri }: InitializeParams): readonly string[] {
  if (workspaceFolders) return workspaceFolders.map(({ uri }) => toPath(uri));
  return rootUri ? [toPath(rootUri)] : [];
}
