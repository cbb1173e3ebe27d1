import { spawnSync } from "node:child_process";

/**
 * Runs a command to its end.
 * @throws with everything it said, when it fails
 */
export function run(command: string, parameters: readonly string[], cwd?: string): void {
  const { status, error, stdout, stderr } = spawnSync(command, parameters, {
    cwd,
    encoding: "utf8",
    shell: process.platform === "win32",
  });
  if (error) throw error;
  if (status !== 0)
    throw new Error(`${command} ${parameters.join(" ")} ended with ${status}:\n${stdout}${stderr}`);
}
