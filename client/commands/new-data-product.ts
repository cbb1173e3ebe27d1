import * as vscode from "vscode";
import { commands } from "../../server/lsp/protocol.ts";
import { pickFolder } from "../places.ts";
import type { CommandContext } from "./context.ts";

const largestCsv = 16 * 1024 * 1024;

/** Asks what the data product is about and for rows to begin with, and writes its folder with sample data. */
export async function newDataProduct(context: CommandContext): Promise<void> {
  if (!vscode.workspace.isTrusted) {
    void vscode.window.showWarningMessage(
      vscode.l10n.t("Nothing is written in a folder that you have not trusted."),
    );
    return;
  }
  const parent = await pickFolder();
  if (!parent) return;
  try {
    await make(context, parent);
  } catch (error) {
    void vscode.window.showErrorMessage(error instanceof Error ? error.message : String(error));
  }
}

async function make({ server }: CommandContext, parent: vscode.Uri): Promise<void> {
  const name = await vscode.window.showInputBox({
    title: vscode.l10n.t("New Data Product"),
    prompt: vscode.l10n.t(
      "What is it about? Lower-case letters, digits and hyphens, such as customer or web-order",
    ),
    validateInput: (text) =>
      /^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/.test(text) && text.length <= 20
        ? undefined
        : vscode.l10n.t("Use up to 20 lower-case letters, digits and single hyphens, a letter first."),
  });
  if (name === undefined) return;
  const csv = await askForRows();
  if (csv === null) return;
  const params = { name, ...(csv !== undefined && { csv }) };
  const waiting = { token: new vscode.CancellationTokenSource().token, onProgress: () => undefined };
  const { files, start } = await server.request("dps/newDataProduct", params, waiting);
  const folder = vscode.Uri.joinPath(parent, name);
  if (await exists(folder))
    throw new Error(vscode.l10n.t("{0} exists already: choose another name.", folder.fsPath));
  for (const { path, text } of files)
    await vscode.workspace.fs.writeFile(vscode.Uri.joinPath(folder, path), Buffer.from(text));
  if (csv === undefined) await server.request("dps/init", { uri: folder.toString() }, waiting);
  const uri = vscode.Uri.joinPath(folder, start);
  await vscode.window.showTextDocument(uri);
  const preview = vscode.l10n.t("Preview Pipeline");
  const chosen = await vscode.window.showInformationMessage(
    vscode.l10n.t("The data product {0} is there, with sample data to run it on.", name),
    preview,
  );
  if (chosen === preview)
    await vscode.commands.executeCommand(commands.previewPipeline, { uri: uri.toString() });
}

/** @returns undefined for rows that are made up, null when the user thinks better of it */
async function askForRows(): Promise<string | undefined | null> {
  const made = vscode.l10n.t("Made-up rows");
  const own = vscode.l10n.t("Rows of a CSV file…");
  const chosen = await vscode.window.showQuickPick([made, own], {
    title: vscode.l10n.t("New Data Product"),
    placeHolder: vscode.l10n.t("Sample data to begin with; a file also gives the columns and their types"),
  });
  if (chosen === undefined) return null;
  if (chosen === made) return undefined;
  const [file] = (await vscode.window.showOpenDialog({ filters: { CSV: ["csv"] } })) ?? [];
  if (!file) return null;
  if ((await vscode.workspace.fs.stat(file)).size > largestCsv)
    throw new Error(vscode.l10n.t("{0} is larger than 16 MB: take a part of it.", file.fsPath));
  return Buffer.from(await vscode.workspace.fs.readFile(file)).toString("utf8");
}

async function exists(uri: vscode.Uri): Promise<boolean> {
  try {
    await vscode.workspace.fs.stat(uri);
    return true;
  } catch {
    return false;
  }
}
