import * as vscode from "vscode";
import type { CommandContext } from "./context.ts";

/** Copies the sample that comes with the extension to where the user wants it, and opens it. */
export async function openSample({ extension }: CommandContext): Promise<void> {
  const [parent] =
    (await vscode.window.showOpenDialog({
      title: vscode.l10n.t("Folder that the sample is copied into"),
      openLabel: vscode.l10n.t("Copy Here"),
      canSelectFiles: false,
      canSelectFolders: true,
    })) ?? [];
  if (!parent) return;
  const sample = vscode.Uri.joinPath(extension.extensionUri, "samples", "sales-360");
  const copy = vscode.Uri.joinPath(parent, "sales-360");
  try {
    await vscode.workspace.fs.copy(sample, copy);
  } catch (error) {
    void vscode.window.showErrorMessage(whyNot(error, copy));
    return;
  }
  const forceNewWindow = vscode.workspace.workspaceFolders !== undefined;
  await vscode.commands.executeCommand("vscode.openFolder", copy, { forceNewWindow });
}

function whyNot(error: unknown, copy: vscode.Uri): string {
  if (error instanceof vscode.FileSystemError && error.code === "FileExists")
    return vscode.l10n.t("{0} exists already: choose another folder, or open that one.", copy.fsPath);
  const reason = error instanceof Error ? error.message : String(error);
  return vscode.l10n.t("The sample could not be copied to {0}: {1}", copy.fsPath, reason);
}
