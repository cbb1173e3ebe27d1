import type { RuleContext } from "./rule.ts";

/** A file by itself may be a part of a model whose other files are elsewhere; in the model's folders all is there. */
export function isWholeModel({ file, manifest }: Pick<RuleContext, "file" | "manifest">): boolean {
  if (manifest.body?.type === "lens-model" && manifest.body.generation === 1) return true;
  return /(?:^|\/)(?:tables|views)\//.test(file);
}
