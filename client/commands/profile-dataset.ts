import * as vscode from "vscode";
import type { DatasetParams } from "../../server/lsp/protocol.ts";
import type { CommandContext } from "./context.ts";
import { activeManifest, fileName, showResult } from "./show-result.ts";

export async function profileDataset(context: CommandContext, given?: DatasetParams) {
  const uri = given?.uri ?? activeManifest();
  if (!uri) return undefined;
  return showResult(context, {
    method: "dps/profile",
    params: given ?? { uri },
    title: vscode.l10n.t("Profile: {0}", given?.dataset ?? fileName(uri)),
    view: "profile",
  });
}
