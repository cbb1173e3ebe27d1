import * as vscode from "vscode";
import type { DatasetParams } from "../../server/lsp/protocol.ts";
import type { CommandContext } from "./context.ts";
import { activeManifest, fileName, showResult } from "./show-result.ts";

export async function runQualityChecks(context: CommandContext, given?: DatasetParams) {
  const uri = given?.uri ?? activeManifest();
  if (!uri) return undefined;
  return showResult(context, {
    method: "dps/quality",
    params: given ?? { uri },
    title: vscode.l10n.t("Quality checks: {0}", given?.dataset ?? fileName(uri)),
    view: "quality",
  });
}
