import type { DatasetParams } from "../../server/lsp/protocol.ts";
import type { CommandContext } from "./register.ts";
import { activeManifest, fileName, showResult } from "./show-result.ts";

export async function profileDataset(context: CommandContext, given?: DatasetParams): Promise<void> {
  const uri = given?.uri ?? activeManifest();
  if (!uri) return;
  await showResult(context, {
    method: "dps/profile",
    params: given ?? { uri },
    title: `Profile: ${given?.dataset ?? fileName(uri)}`,
    view: "profile",
  });
}
