import type { RunParams } from "../../server/lsp/protocol.ts";
import type { CommandContext } from "./register.ts";
import { activeManifest, fileName, showResult } from "./show-result.ts";

export async function previewPipeline(context: CommandContext, given?: RunParams): Promise<void> {
  const uri = given?.uri ?? activeManifest();
  if (!uri) return;
  await showResult(context, {
    method: "dps/run",
    params: given ?? { uri },
    title: `Pipeline: ${given?.workflow ?? fileName(uri)}`,
    view: "pipeline",
  });
}
