import { configName, findRoot } from "../workspace/discover.ts";
import type { FileSystem } from "../workspace/file-system.ts";

/**
 * The folder that is set up for a folder: itself, unless it belongs to a workspace that has a configuration. That git
 * begins above it says nothing of where its manifests belong.
 * @param folder absolute path with `/`
 */
export async function rootToSetUp(folder: string, fs: FileSystem): Promise<string> {
  const root = await findRoot(folder, fs);
  return (await fs.typeOf(`${root}/${configName}`)) === "file" ? root : folder;
}
