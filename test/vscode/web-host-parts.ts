import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { run } from "../../scripts/processes.ts";

/** The npm package that carries VS Code's server build; of the version the suites were last seen to pass on. */
const codeServer = "code-server@4.139.1";
const quietly = ["--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"];

/** Folder of VS Code's server build. */
export function installVsCodeServer(cache: string): string {
  const vscode = join(cache, "node_modules", "code-server", "lib", "vscode");
  const stamp = join(vscode, "node_modules", "installed");
  if (existsSync(stamp)) return vscode;
  process.stdout.write(`Installing ${codeServer} (once) …\n`);
  mkdirSync(cache, { recursive: true });
  writeFileSync(join(cache, "package.json"), '{ "private": true }\n');
  run("npm", ["install", codeServer, ...quietly], cache);
  run("npm", ["install", "--omit=dev", ...quietly], vscode);
  writeFileSync(stamp, "");
  return vscode;
}

/** Path of a Chromium; installed from the system's packages where that is possible. */
export function installChromium(): string {
  const found = findChromium();
  if (found) return found;
  const root = process.getuid?.() === 0;
  if (root && spawnSync("apt-get", ["--version"]).status === 0) {
    process.stdout.write("Installing Chromium from the system's packages (once) …\n");
    run("apt-get", ["update", "-qq"]);
    run("apt-get", ["install", "-y", "-qq", "--no-install-recommends", "chromium"]);
    const installed = findChromium();
    if (installed) return installed;
  }
  throw new Error(
    "The tests in VS Code need Chromium or Google Chrome, and none was found: install one (Debian: `apt-get install chromium`) or set CHROMIUM to its path.",
  );
}

export function findChromium(): string | undefined {
  const candidates = [
    process.env.CHROMIUM ?? "",
    "/usr/bin/chromium",
    "/usr/bin/chromium-browser",
    "/usr/bin/google-chrome",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
  ];
  return candidates.find((path) => path !== "" && existsSync(path));
}
