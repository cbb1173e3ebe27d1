import { spawnSync } from "node:child_process";
import { run } from "../../scripts/processes.ts";

/** The version of Neovim, installed from the system's packages where that is possible; undefined where there is none. */
export function installNeovim(): Version | undefined {
  const found = findNeovim();
  if (found || process.getuid?.() !== 0 || spawnSync("apt-get", ["--version"]).status !== 0) return found;
  process.stdout.write("Installing Neovim from the system's packages (once) …\n");
  run("apt-get", ["update", "-qq"]);
  run("apt-get", ["install", "-y", "-qq", "--no-install-recommends", "neovim"]);
  return findNeovim();
}

export interface Version {
  readonly major: number;
  readonly minor: number;
}

function findNeovim(): Version | undefined {
  const { stdout } = spawnSync("nvim", ["--version"], { encoding: "utf8" });
  const [, major, minor] = /^NVIM v(\d+)\.(\d+)/.exec(stdout ?? "") ?? [];
  return major === undefined || minor === undefined
    ? undefined
    : { major: Number(major), minor: Number(minor) };
}
