import * as vscode from "vscode";
import type { JoinParams } from "../../server/lsp/protocol.ts";
import type { CommandContext } from "./context.ts";
import { activeManifest, fileName, showResult } from "./show-result.ts";

export async function previewJoin(context: CommandContext, given?: JoinParams) {
  const uri = given?.uri ?? activeManifest();
  if (!uri) return undefined;
  return showResult(context, {
    method: "dps/join",
    params: given ?? { uri },
    title: vscode.l10n.t("Joins: {0}", given?.target ?? fileName(uri)),
    view: "join",
  });
}
