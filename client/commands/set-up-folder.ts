import * as vscode from "vscode";
import type { InitResult } from "../../server/run/results.ts";
import { commands, type InitParams } from "../../server/lsp/protocol.ts";
import { pickFolder, uriIn } from "../places.ts";
import type { CommandContext } from "./context.ts";

/**
 * Proposes a configuration and sample data for a folder, and writes them once the user agrees.
 * @param folder by default the only folder of the workspace, or the one that the user picks
 */
export async function setUpFolder({ server }: CommandContext, folder?: vscode.Uri): Promise<void> {
  if (!vscode.workspace.isTrusted) {
    void vscode.window.showWarningMessage(
      vscode.l10n.t("Nothing is written in a folder that you have not trusted."),
    );
    return;
  }
  const uri = (folder ?? (await pickFolder()))?.toString();
  if (uri === undefined) return;
  const ask = (params: InitParams) =>
    vscode.window.withProgress(
      {
        location: vscode.ProgressLocation.Notification,
        title: vscode.l10n.t("Set up this folder"),
        cancellable: true,
      },
      (progress, token) =>
        server.request("dps/init", params, { token, onProgress: (message) => progress.report({ message }) }),
    );
  try {
    const proposed = await ask({ uri, dryRun: true });
    if (!(await agrees(proposed.data))) return;
    const { root, data } = await ask({ uri });
    await showOutcome(root, data);
  } catch (error) {
    if (error instanceof vscode.CancellationError) return;
    void vscode.window.showErrorMessage(error instanceof Error ? error.message : String(error));
  }
}

async function agrees(proposed: InitResult): Promise<boolean> {
  const { config, datasets } = proposed;
  const samples = datasets.filter(({ status }) => status === "created");
  if (samples.length === 0 && (config.status === "unchanged" || config.status === "broken")) {
    void vscode.window.showInformationMessage(
      config.status === "broken"
        ? vscode.l10n.t("Nothing can be added to {0}: it has errors or is a link.", config.file)
        : vscode.l10n.t("There is nothing to set up: the folder has all that it needs."),
    );
    return false;
  }
  const write = vscode.l10n.t("Write Files");
  const files = [
    ...(config.status === "created" || config.status === "extended" ? [config.file] : []),
    ...samples.map(({ file, dataset }) => file ?? dataset),
  ];
  const chosen = await vscode.window.showInformationMessage(
    vscode.l10n.t("Write the configuration and sample data for {0} datasets?", samples.length),
    {
      modal: true,
      detail: vscode.l10n.t(
        "No file is overwritten; a configuration that is there only gains entries.\n\n{0}",
        shortened(files).join("\n"),
      ),
    },
    write,
  );
  return chosen === write;
}

function shortened(files: readonly string[]): readonly string[] {
  const most = 12;
  return files.length <= most ? files : [...files.slice(0, most), "…"];
}

async function showOutcome(root: string, { config, datasets }: InitResult): Promise<void> {
  const samples = datasets.filter(({ status }) => status === "created");
  const preview = vscode.l10n.t("Preview Pipeline");
  await vscode.window.showTextDocument(uriIn(root, config.file));
  const workflow = samples.flatMap(({ readBy }) => readBy).find((file) => /\.ya?ml$/.test(file));
  const chosen = await vscode.window.showInformationMessage(
    vscode.l10n.t("Sample data for {0} datasets was written below the folder.", samples.length),
    ...(workflow === undefined ? [] : [preview]),
  );
  if (chosen === preview && workflow !== undefined)
    await vscode.commands.executeCommand(commands.previewPipeline, { uri: uriIn(root, workflow).toString() });
}
