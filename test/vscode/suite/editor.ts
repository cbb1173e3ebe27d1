import assert from "node:assert/strict";
import * as vscode from "vscode";

/** What the suite does in the editor, in the words of the tests. Nothing here sleeps: everything waits for an event. */

const opened = new Map<string, { document: vscode.TextDocument; original: string }>();

export async function open(uri: vscode.Uri): Promise<vscode.TextDocument> {
  const document = await vscode.workspace.openTextDocument(uri);
  await vscode.window.showTextDocument(document, vscode.ViewColumn.One);
  if (!opened.has(uri.toString())) opened.set(uri.toString(), { document, original: document.getText() });
  return document;
}

/** Replaces a text that occurs in the document. */
export async function edit(document: vscode.TextDocument, before: string, after: string): Promise<void> {
  const start = document.getText().indexOf(before);
  assert.ok(start >= 0, `the document holds ${JSON.stringify(before)}`);
  const change = new vscode.WorkspaceEdit();
  change.replace(
    document.uri,
    new vscode.Range(document.positionAt(start), document.positionAt(start + before.length)),
    after,
  );
  await vscode.workspace.applyEdit(change);
}

/** Puts every document back as it was and closes all editors. */
export async function restoreAll(): Promise<void> {
  for (const { document, original } of opened.values()) {
    if (document.isClosed || document.getText() === original) continue;
    const change = new vscode.WorkspaceEdit();
    const all = new vscode.Range(document.positionAt(0), document.positionAt(document.getText().length));
    change.replace(document.uri, all, original);
    await vscode.workspace.applyEdit(change);
    await document.save();
  }
  opened.clear();
  await vscode.commands.executeCommand("workbench.action.closeAllEditors");
}

/** Diagnostics of a file, as soon as they are as expected. */
export function diagnosticsOf(
  uri: vscode.Uri,
  expected: (found: readonly vscode.Diagnostic[]) => boolean,
): Promise<readonly vscode.Diagnostic[]> {
  return new Promise((resolve) => {
    const look = () => {
      const found = vscode.languages.getDiagnostics(uri);
      if (!expected(found)) return;
      listener.dispose();
      resolve(found);
    };
    const listener = vscode.languages.onDidChangeDiagnostics(look);
    look();
  });
}

export async function codeLensTitles(uri: vscode.Uri): Promise<string[]> {
  await open(uri);
  let titles: string[] = [];
  await until(async () => {
    const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>(
      "vscode.executeCodeLensProvider",
      uri,
      100,
    );
    titles = lenses.flatMap(({ command }) => command?.title ?? []);
    return titles.length > 0;
  });
  return titles;
}

/** Waits until something holds that no event tells of; the test's own time limit ends it. */
export async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await holds())) await new Promise((resolve) => setImmediate(resolve));
}

/** Titles of the panels that show results. */
export function webviewTitles(): string[] {
  return vscode.window.tabGroups.all
    .flatMap(({ tabs }) => tabs)
    .filter(({ input }) => input instanceof vscode.TabInputWebview)
    .map(({ label }) => label);
}

export function codeOf(code: vscode.Diagnostic["code"]): string | number | undefined {
  return typeof code === "object" ? code.value : code;
}

/** The installed extension; what it exports is for these tests. */
export function extension(): vscode.Extension<{ readonly isStarted: boolean }> {
  const found = vscode.extensions.getExtension("data-product-studio.data-product-studio");
  assert.ok(found, "the extension is installed");
  return found;
}
