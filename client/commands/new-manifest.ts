import * as vscode from "vscode";
import type { ManifestProposal } from "../../server/lsp/protocol.ts";
import { pickFolder, uriIn } from "../places.ts";
import type { CommandContext } from "./context.ts";

/** Asks what kind of manifest is wanted, what it is called and what else matters, and opens it with places to fill in. */
export async function newManifest(context: CommandContext): Promise<void> {
  const folder = await pickFolder();
  if (!folder) return;
  try {
    await make(context, folder.toString());
  } catch (error) {
    void vscode.window.showErrorMessage(error instanceof Error ? error.message : String(error));
  }
}

async function make({ server }: CommandContext, uri: string): Promise<void> {
  const kinds = await server.request("dps/kinds", { uri }, quietly());
  const kind = await vscode.window.showQuickPick(kinds, {
    title: vscode.l10n.t("New Manifest"),
    placeHolder: vscode.l10n.t("Choose the kind of manifest."),
  });
  if (kind === undefined) return;
  const name = await vscode.window.showInputBox({
    title: vscode.l10n.t("New {0}", kind),
    prompt: vscode.l10n.t("Name: lower-case letters, digits and hyphens; depots without hyphens"),
    validateInput: (text) => (text.trim() === "" ? vscode.l10n.t("Give the manifest a name.") : undefined),
  });
  if (name === undefined) return;
  const order = { uri, kind, name: name.trim() };
  const choices: Record<string, string> = {};
  let proposed = await server.request("dps/newManifest", { ...order, choices }, quietly());
  for (let question = proposed.data.open[0]; question; question = proposed.data.open[0]) {
    const answer = await vscode.window.showQuickPick(question.answers, {
      title: vscode.l10n.t("New {0}", kind),
      placeHolder: vscode.l10n.t("Choose: {0}", question.id),
    });
    if (answer === undefined) return;
    choices[question.id] = answer;
    proposed = await server.request("dps/newManifest", { ...order, choices }, quietly());
  }
  await open(proposed.root, proposed.data);
}

/** An empty file that takes the place of none, and the manifest in it as a snippet: unsaved until its author saves it. */
async function open(root: string, { path, snippet }: ManifestProposal): Promise<void> {
  const uri = uriIn(root, path);
  const edit = new vscode.WorkspaceEdit();
  edit.createFile(uri, { overwrite: false });
  if (!(await vscode.workspace.applyEdit(edit))) {
    throw new Error(vscode.l10n.t("{0} exists already: choose another name.", path));
  }
  const editor = await vscode.window.showTextDocument(uri);
  await editor.insertSnippet(new vscode.SnippetString(snippet), new vscode.Position(0, 0));
}

function quietly() {
  return { token: new vscode.CancellationTokenSource().token, onProgress: () => undefined };
}
