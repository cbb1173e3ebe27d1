import type { RunParams } from "../../server/lsp/protocol.ts";
import { PipelinePanel } from "../pipeline-panel.ts";
import type { CommandContext } from "./context.ts";
import { activeManifest } from "./show-result.ts";

/** Draws the pipeline at once, then runs it on the sample data. */
export async function previewPipeline(context: CommandContext, given?: RunParams) {
  const uri = given?.uri ?? activeManifest();
  if (!uri) return undefined;
  const panel = PipelinePanel.of(context, given ?? { uri });
  await panel.draw();
  return panel.run();
}
