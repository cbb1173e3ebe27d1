import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

const prefix = "data-product-studio-";

/** A folder for what need not outlive this process; its name says whose it is. */
export function makeTemporaryFolder(): Promise<string> {
  return mkdtemp(join(tmpdir(), `${prefix}${process.pid}-`));
}

/** Removes the folders of processes that were killed before they could. What can't be removed stays. */
export async function removeAbandonedFolders(): Promise<void> {
  const names = await readdir(tmpdir()).catch(() => []);
  const abandoned = names.filter((name) => {
    const [, owner] = /^data-product-studio-(\d+)-/.exec(name) ?? [];
    return owner !== undefined && !isRunning(Number(owner));
  });
  await Promise.allSettled(
    abandoned.map((name) => rm(join(tmpdir(), name), { recursive: true, force: true })),
  );
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    // It runs, but for another user.
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
