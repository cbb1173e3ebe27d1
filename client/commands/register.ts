import * as vscode from "vscode";
import { commands } from "../../server/lsp/protocol.ts";
import { datasetParams, runParams } from "../explorer/entry.ts";
import { ResultPanel } from "../result-panel.ts";
import type { CommandContext } from "./context.ts";
import { migrate } from "./migrate.ts";
import { newDataProduct } from "./new-data-product.ts";
import { newManifest } from "./new-manifest.ts";
import { previewData } from "./preview-data.ts";
import { openSample } from "./open-sample.ts";
import { openTerminal } from "./open-terminal.ts";
import { previewJoin } from "./preview-join.ts";
import { previewPipeline } from "./preview-pipeline.ts";
import { profileDataset } from "./profile-dataset.ts";
import { runQualityChecks } from "./run-quality-checks.ts";
import { showReferences } from "./show-references.ts";
import { setUpFolder } from "./set-up-folder.ts";

/** Code lenses pass a command the parameters of its request, the explorer what was chosen in it, the palette nothing. */
export function registerCommands(context: CommandContext): vscode.Disposable[] {
  const { registerCommand } = vscode.commands;
  return [
    registerCommand(commands.previewPipeline, (given) => previewPipeline(context, runParams(given))),
    registerCommand(commands.previewJoin, (params) => previewJoin(context, params)),
    registerCommand(commands.runQualityChecks, (given) => runQualityChecks(context, datasetParams(given))),
    registerCommand(commands.profileDataset, (given) => profileDataset(context, datasetParams(given))),
    registerCommand(commands.previewData, (given) => previewData(context, datasetParams(given))),
    registerCommand(commands.showReferences, showReferences),
    registerCommand("dps.openSample", () => openSample(context)),
    registerCommand("dps.openTerminal", () => openTerminal(context)),
    registerCommand(commands.init, (folder) => setUpFolder(context, folder)),
    registerCommand("dps.newManifest", () => newManifest(context)),
    registerCommand("dps.newDataProduct", () => newDataProduct(context)),
    registerCommand(commands.migrate, () => migrate(context)),
    registerCommand("dps.runAgain", () => ResultPanel.active()?.runAgain()),
  ];
}
