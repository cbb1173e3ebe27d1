import { existsSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { UsageError } from "./exit-status.ts";

export interface FileToWrite {
  /** Relative to a folder. */
  readonly path: string;
  readonly text: string;
}

/**
 * Writes files that must not be there yet, all or none.
 * @throws UsageError where one is there
 */
export async function writeNewFiles(folder: string, files: readonly FileToWrite[]): Promise<void> {
  for (const { path } of files)
    if (existsSync(join(folder, path)))
      throw new UsageError(
        `${path} is there already, and nothing was written; move it or choose another name.`,
      );
  for (const { path, text } of files) {
    const target = join(folder, path);
    await mkdir(dirname(target), { recursive: true });
    await writeFile(target, text, { flag: "wx" });
  }
}
