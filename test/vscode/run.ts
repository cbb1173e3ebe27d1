import { downloadAndUnzipVSCode, runTests } from "@vscode/test-electron";
import { build as bundle } from "esbuild";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { packageExtension } from "../../scripts/package.ts";
import { WebHost, type Session } from "./hosts.ts";

/*
 * Packs the extension, installs it into a real VS Code, opens a copy of the sample there and runs the suite
 * against it. Usage: node test/vscode/run.ts REPORT.json
 */
const root = dirname(dirname(import.meta.dirname));
const cache = join(root, ".vscode-test");
const report = process.argv[2] ?? join(cache, "report.json");

const folder = mkdtempSync(join(tmpdir(), "dps-vscode-"));
try {
  process.exitCode = await main();
} finally {
  rmSync(folder, { recursive: true, force: true });
}

async function main(): Promise<number> {
  const vsix = await packageExtension();
  const session = await prepare();
  const electron = await downloadedVsCode();
  if (electron) {
    process.stdout.write("Host: VS Code, downloaded\n");
    return runTests({
      vscodeExecutablePath: electron,
      extensionDevelopmentPath: root,
      extensionTestsPath: session.suite,
      extensionTestsEnv: session.environment,
      launchArgs: [session.workspace, "--disable-workspace-trust", "--skip-welcome"],
    });
  }
  process.stdout.write(
    "Host: VS Code's server build in headless Chromium (VS Code itself can't be downloaded here)\n",
  );
  const host = WebHost.install(join(cache, "code-server"));
  host.installExtension(vsix, session.extensionsFolder);
  return host.runSuite(session);
}

/** The sample, copied so that tests may change it, and the suite as a bundle the extension host can load. */
async function prepare(): Promise<Session> {
  const workspace = join(folder, "sales-360");
  cpSync(join(root, "samples", "sales-360"), workspace, { recursive: true });
  const suite = join(cache, "suite", "index.js");
  const tests = readdirSync(join(import.meta.dirname, "suite")).filter((name) => name.endsWith(".suite.ts"));
  await bundle({
    entryPoints: ["index.ts", ...tests].map((name) => join(import.meta.dirname, "suite", name)),
    outdir: dirname(suite),
    bundle: true,
    platform: "node",
    format: "cjs",
    external: ["vscode", "mocha"],
    logLevel: "warning",
  });
  const extensionsFolder = join(folder, "extensions");
  mkdirSync(extensionsFolder, { recursive: true });
  return {
    folder,
    workspace,
    suite,
    extensionsFolder,
    extension: join(import.meta.dirname, "probe"),
    settings: { "workbench.secondarySideBar.defaultVisibility": "hidden" },
    environment: { DPS_TEST_REPORT: report, DPS_TEST_WORKSPACE: workspace },
  };
}

/** Path of a downloaded VS Code, or undefined where it can't be reached. */
async function downloadedVsCode(): Promise<string | undefined> {
  try {
    return await downloadAndUnzipVSCode({ cachePath: cache, timeout: 5000 });
  } catch {
    return undefined;
  }
}
