import { spawnSync, type SpawnSyncOptions, type SpawnSyncReturns } from "node:child_process";

/**
 * Starts a command that npm may have installed and waits for its end. On Windows such a command is a script, which
 * only a shell can start, so each of its words is quoted for that shell.
 * @throws when there is no such command
 */
export function start(
  command: string,
  parameters: readonly string[],
  options: SpawnSyncOptions = {},
): SpawnSyncReturns<string> {
  const all = { ...options, encoding: "utf8" } as const;
  const ended =
    process.platform === "win32"
      ? spawnSync([command, ...parameters].map(quoted).join(" "), { ...all, shell: true })
      : spawnSync(command, parameters, all);
  if (ended.error) throw ended.error;
  return ended;
}

/**
 * Runs a command to its end.
 * @returns what it printed
 * @throws with everything it said, when it fails
 */
export function run(command: string, parameters: readonly string[], cwd?: string): string {
  const { status, stdout, stderr } = start(command, parameters, { cwd });
  if (status !== 0)
    throw new Error(`${command} ${parameters.join(" ")} ended with ${status}:\n${stdout}${stderr}`);
  return stdout;
}

function quoted(word: string): string {
  return /^[\w./\\:@=+-]+$/.test(word) ? word : `"${word.replaceAll('"', '""')}"`;
}
