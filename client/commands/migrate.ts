import * as vscode from "vscode";
import type { Answer, MigratedDocument } from "../../server/lsp/protocol.ts";
import { uriIn } from "../places.ts";
import type { CommandContext } from "./context.ts";
import { activeManifest } from "./show-result.ts";

/** Shows what the manifest in the editor becomes in the newer layout, and changes it once the user agrees. */
export async function migrate({ server }: CommandContext): Promise<void> {
  const uri = activeManifest();
  if (!uri) return;
  const token = new vscode.CancellationTokenSource().token;
  const answer = await server.request("dps/migrate", { uri }, { token, onProgress: () => undefined });
  if (!answer) {
    void vscode.window.showInformationMessage(
      vscode.l10n.t(
        "Nothing in this file is in an older layout: data products v1alpha, depots v1 and models of Lens 1 can be moved.",
      ),
    );
    return;
  }
  const document = await vscode.workspace.openTextDocument(vscode.Uri.parse(uri));
  const applied = await vscode.workspace.applyEdit(editOf(document, answer), { isRefactoring: true });
  const { notes } = answer.data;
  if (applied && notes.length > 0)
    void vscode.window.showInformationMessage(vscode.l10n.t("What is left to do: {0}", notes.join(" ")));
}

/** Each part is confirmed in VS Code's own preview of refactorings. */
function editOf(
  document: vscode.TextDocument,
  { root, data }: Answer<MigratedDocument>,
): vscode.WorkspaceEdit {
  const { title, text, newFiles } = data;
  const confirmed = { label: title, needsConfirmation: true };
  const edit = new vscode.WorkspaceEdit();
  const all = new vscode.Range(new vscode.Position(0, 0), document.lineAt(document.lineCount - 1).range.end);
  if (text !== null) edit.replace(document.uri, all, text, confirmed);
  for (const file of newFiles)
    edit.createFile(uriIn(root, file.path), { contents: Buffer.from(file.text) }, confirmed);
  return edit;
}
