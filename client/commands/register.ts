import * as vscode from "vscode";
import { commands } from "../../server/lsp/protocol.ts";
import type { LazyServer } from "../server.ts";
import { previewJoin } from "./preview-join.ts";
import { previewPipeline } from "./preview-pipeline.ts";
import { profileDataset } from "./profile-dataset.ts";
import { runQualityChecks } from "./run-quality-checks.ts";

/** What a command gets: code lenses pass the parameters of their request, the palette nothing. */
export interface CommandContext {
  readonly extension: vscode.ExtensionContext;
  readonly server: LazyServer;
}

export function registerCommands(
  extension: vscode.ExtensionContext,
  server: LazyServer,
): vscode.Disposable[] {
  const context: CommandContext = { extension, server };
  return [
    vscode.commands.registerCommand(commands.previewPipeline, (params) => previewPipeline(context, params)),
    vscode.commands.registerCommand(commands.previewJoin, (params) => previewJoin(context, params)),
    vscode.commands.registerCommand(commands.runQualityChecks, (params) => runQualityChecks(context, params)),
    vscode.commands.registerCommand(commands.profileDataset, (params) => profileDataset(context, params)),
  ];
}
