import { join } from "node:path";
import {
  CodeActionKind,
  DidChangeWatchedFilesNotification,
  TextDocumentSyncKind,
  type Connection,
  type DidChangeWorkspaceFoldersParams,
  type InitializeParams,
  type InitializeResult,
} from "vscode-languageserver";
import { createSqlService } from "../sql/service.ts";
import { version } from "../version.ts";
import { registerBetweenLines } from "./between-lines.ts";
import { Diagnostics } from "./diagnostics.ts";
import { Documents } from "./documents.ts";
import { registerCtl } from "./ctl.ts";
import { registerEditing, sourceFixAll } from "./editing.ts";
import { registerGraphs } from "./graphs.ts";
import type { About } from "./known-document.ts";
import { registerMigrations } from "./migrations.ts";
import { registerLineage } from "./lineage.ts";
import { registerNavigation } from "./navigation.ts";
import { registerProducts } from "./products.ts";
import { resultsChanged, trustGranted, workspaceChanged, type InitializationOptions } from "./protocol.ts";
import { Publisher } from "./publisher.ts";
import { Results } from "./results.ts";
import { registerRuns } from "./runs.ts";
import { registerScaffolds } from "./scaffolds.ts";
import { registerSetups } from "./setups.ts";
import { Sessions } from "./sessions.ts";
import { tokenLegend } from "./to-lsp.ts";
import { toPath, toUri } from "./uris.ts";
import { pathIn, Workspaces } from "./workspaces.ts";

/** Wires the protocol to the core. Everything is decided elsewhere; here it is only translated. */
export function startServer(connection: Connection): void {
  connection.onInitialize((params): InitializeResult => {
    serve(connection, params);
    return {
      serverInfo: { name: "Data Product Studio", version },
      capabilities: {
        textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental, save: true },
        codeActionProvider: {
          codeActionKinds: [CodeActionKind.QuickFix, CodeActionKind.RefactorRewrite, sourceFixAll],
        },
        codeLensProvider: { resolveProvider: true },
        inlayHintProvider: true,
        definitionProvider: true,
        referencesProvider: true,
        callHierarchyProvider: true,
        documentHighlightProvider: true,
        renameProvider: { prepareProvider: true },
        documentLinkProvider: {},
        documentSymbolProvider: true,
        workspaceSymbolProvider: true,
        selectionRangeProvider: true,
        foldingRangeProvider: true,
        semanticTokensProvider: { legend: tokenLegend, full: true },
        completionProvider: { triggerCharacters: [" ", ":", "/", "?"] },
        hoverProvider: true,
        workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
      },
    };
  });
  connection.listen();
}

function serve(connection: Connection, params: InitializeParams): void {
  const options = (params.initializationOptions ?? {}) as InitializationOptions;
  const log = (message: string) => connection.console.error(message);
  const sql = createSqlService({ cacheFolder: options.storage && join(options.storage, "sql") });
  const sessions = new Sessions(sql, options.storage);
  const documents = new Documents();
  const workspaces = new Workspaces(documents, {
    sql,
    trusted: options.trusted ?? true,
    storage: options.storage,
    log,
  });
  const diagnostics = new Diagnostics({
    documents,
    workspaces,
    publisher: new Publisher(connection, documents, options.rulePages),
    onStale: (root) => void sessions.close(root),
    onChange: (root) => {
      if (options.tellsChanges) void connection.sendNotification(workspaceChanged, { root: toUri(root) });
    },
    log,
  });

  const results = new Results(() => {
    betweenLines.refresh();
    if (options.tellsChanges) void connection.sendNotification(resultsChanged);
  });

  /** What is known of an open document, everything that was typed before the request included. */
  const about: About = async (uri) => {
    const path = toPath(uri);
    await diagnostics.upToDate();
    const document = path === undefined ? undefined : documents.get(path)?.document;
    const opened = path === undefined || !document ? undefined : await workspaces.ofDocument(path);
    if (path === undefined || !document || !opened) return undefined;
    return { document, ...opened, file: pathIn(opened.workspace, path) };
  };

  connection.onInitialized(() => {
    for (const folder of foldersOf(params)) diagnostics.addFolder(folder);
    if (params.capabilities.workspace?.didChangeWatchedFiles?.dynamicRegistration) watchFiles(connection);
  });

  connection.onDidOpenTextDocument(({ textDocument }) => {
    documents.open(textDocument);
    changed(textDocument.uri);
  });
  connection.onDidChangeTextDocument(({ textDocument, contentChanges }) => {
    documents.change(textDocument, contentChanges);
    changed(textDocument.uri);
  });
  connection.onDidCloseTextDocument(({ textDocument }) => {
    documents.close(textDocument.uri);
    changed(textDocument.uri);
  });
  connection.onDidSaveTextDocument(({ textDocument }) => diagnostics.changedOnDisk(pathsOf([textDocument])));
  connection.onDidChangeWatchedFiles(({ changes }) => diagnostics.changedOnDisk(pathsOf(changes)));
  connection.onNotification(
    "workspace/didChangeWorkspaceFolders",
    ({ event: { added, removed } }: DidChangeWorkspaceFoldersParams) => {
      for (const folder of pathsOf(removed)) diagnostics.removeFolder(folder);
      for (const folder of pathsOf(added)) diagnostics.addFolder(folder);
    },
  );
  connection.onNotification(trustGranted, () => diagnostics.grantTrust());

  registerEditing(connection, about, { sql, capabilities: params.capabilities });
  const betweenLines = registerBetweenLines(connection, {
    about,
    results,
    capabilities: params.capabilities,
    settings: options.settings,
  });
  registerMigrations(connection, about);
  registerNavigation(connection, {
    about,
    async opened() {
      await diagnostics.upToDate();
      return (await workspaces.all()).map(({ workspace }) => workspace);
    },
  });
  registerLineage(connection, { about, workspaces, upToDate: () => diagnostics.upToDate() });
  registerGraphs(connection, { workspaces, sql, upToDate: () => diagnostics.upToDate() });
  registerScaffolds(connection, { workspaces, upToDate: () => diagnostics.upToDate() });
  registerSetups(connection, { workspaces, sql });
  registerCtl(connection, { workspaces, upToDate: () => diagnostics.upToDate() });
  registerProducts(connection, { workspaces, results, upToDate: () => diagnostics.upToDate() });
  registerRuns(connection, { workspaces, sessions, results, upToDate: () => diagnostics.upToDate() });

  connection.onShutdown(async () => {
    diagnostics.stop();
    await sessions.closeAll();
    await sql.dispose();
  });

  function changed(uri: string): void {
    const path = toPath(uri);
    if (path !== undefined) diagnostics.changed(path);
  }
}

/** The one place that says what is watched: no client of ours watches files besides. */
function watchFiles(connection: Connection): void {
  const watchers = ["**/*.{yml,yaml,sql,py,json}", "**/.gitignore"].map((globPattern) => ({ globPattern }));
  connection.client.register(DidChangeWatchedFilesNotification.type, { watchers }).catch((error: unknown) => {
    connection.console.warn(`The editor does not watch files: ${String(error)}`);
  });
}

function foldersOf({ workspaceFolders, rootUri }: InitializeParams): readonly string[] {
  return pathsOf(workspaceFolders ?? (rootUri ? [{ uri: rootUri }] : []));
}

function pathsOf(places: readonly { readonly uri: string }[]): readonly string[] {
  return places.flatMap(({ uri }) => toPath(uri) ?? []);
}
