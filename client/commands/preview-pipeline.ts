import * as vscode from "vscode";
import type { RunParams } from "../../server/lsp/protocol.ts";
import type { CommandContext } from "./context.ts";
import { activeManifest, fileName, showResult } from "./show-result.ts";

export async function previewPipeline(context: CommandContext, given?: RunParams) {
  const uri = given?.uri ?? activeManifest();
  if (!uri) return undefined;
  return showResult(context, {
    method: "dps/run",
    params: given ?? { uri },
    title: vscode.l10n.t("Pipeline: {0}", given?.workflow ?? fileName(uri)),
    view: "pipeline",
    onAnswer: ({ root, data }) => context.runProblems.show(root, data),
  });
}
