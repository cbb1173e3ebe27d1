import type { DatasetParams } from "../../server/lsp/protocol.ts";
import type { CommandContext } from "./register.ts";
import { activeManifest, fileName, showResult } from "./show-result.ts";

export async function runQualityChecks(context: CommandContext, given?: DatasetParams): Promise<void> {
  const uri = given?.uri ?? activeManifest();
  if (!uri) return;
  await showResult(context, {
    method: "dps/quality",
    params: given ?? { uri },
    title: `Quality checks: ${given?.dataset ?? fileName(uri)}`,
    view: "quality",
  });
}
