import * as vscode from "vscode";
import { commands } from "../../server/lsp/protocol.ts";
import { ResultPanel } from "../result-panel.ts";
import type { CommandContext } from "./context.ts";
import { migrate } from "./migrate.ts";
import { previewData } from "./preview-data.ts";
import { openSample } from "./open-sample.ts";
import { openTerminal } from "./open-terminal.ts";
import { previewJoin } from "./preview-join.ts";
import { previewPipeline } from "./preview-pipeline.ts";
import { profileDataset } from "./profile-dataset.ts";
import { runQualityChecks } from "./run-quality-checks.ts";
import { setUpFolder } from "./set-up-folder.ts";

/** Code lenses pass a command the parameters of its request, the palette nothing. */
export function registerCommands(context: CommandContext): vscode.Disposable[] {
  const { registerCommand } = vscode.commands;
  return [
    registerCommand(commands.previewPipeline, (params) => previewPipeline(context, params)),
    registerCommand(commands.previewJoin, (params) => previewJoin(context, params)),
    registerCommand(commands.runQualityChecks, (params) => runQualityChecks(context, params)),
    registerCommand(commands.profileDataset, (params) => profileDataset(context, params)),
    registerCommand(commands.previewData, (params) => previewData(context, params)),
    registerCommand("dps.openSample", () => openSample(context)),
    registerCommand("dps.openTerminal", () => openTerminal(context)),
    registerCommand(commands.init, (folder) => setUpFolder(context, folder)),
    registerCommand(commands.migrate, () => migrate(context)),
    registerCommand("dps.runAgain", () => ResultPanel.active()?.runAgain()),
  ];
}
