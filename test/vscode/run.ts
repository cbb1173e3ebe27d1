import { build as bundle } from "esbuild";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { packageExtension } from "../../scripts/package.ts";
import { ElectronHost } from "./electron-host.ts";
import type { Host, SuiteSession } from "./host.ts";
import type { TestReport } from "./suite/report.ts";
import { WebHost } from "./web-host.ts";
import { copySample, fakeDataosCtl, quietSettings, temporaryFolder } from "./workspace.ts";

/*
 * Installs the packaged extension into a real VS Code and runs each suite in a window of its own.
 * Usage: node test/vscode/run.ts REPORT.json, with the path of a packed extension in DPS_VSIX where there is one.
 */
const root = dirname(dirname(import.meta.dirname));
const cache = join(root, ".vscode-test");
const suites = join(cache, "suite");

/** A suite, and the folder that it is about. */
interface Suite {
  readonly name: string;
  readonly restricted: boolean;
  workspace(folder: string): string;
}

const all: readonly Suite[] = [
  { name: "trusted", restricted: false, workspace: copySample },
  { name: "restricted", restricted: true, workspace: emptyFolder },
];

using folder = temporaryFolder();
const vsix = process.env.DPS_VSIX ?? (await packageExtension());
await bundleSuites();
const host: Host = (await ElectronHost.install(cache)) ?? serverBuild();
console.log(`Host: ${host.name}`);
const extensionsFolder = join(folder.path, "extensions");
mkdirSync(extensionsFolder);
host.installExtension(vsix, extensionsFolder);

const total = { passed: 0, failed: 0 };
for (const suite of all) {
  const { passed, failed } = await runSuite(suite);
  total.passed += passed;
  total.failed += failed;
}
writeFileSync(process.argv[2] ?? join(cache, "report.json"), JSON.stringify(total));
process.exitCode = total.failed === 0 ? 0 : 1;

async function runSuite({ name, restricted, workspace }: Suite): Promise<typeof total> {
  const own = join(folder.path, name);
  const report = join(own, "report.json");
  mkdirSync(own);
  const opened = workspace(own);
  const session: SuiteSession = {
    folder: own,
    workspace: opened,
    restricted,
    extensionsFolder,
    suite: join(suites, "index.js"),
    probe: join(import.meta.dirname, "probe"),
    settings: quietSettings,
    environment: {
      DPS_TEST_REPORT: report,
      DPS_TEST_SUITE: name,
      DPS_TEST_WORKSPACE: opened,
      DPS_TEST_CTL_LOG: join(own, "dataos-ctl.log"),
      DPS_TEST_CTL_FOLDER: fakeDataosCtl(own),
    },
  };
  const { exitCode, log } = await host.runSuite(session);
  if (!existsSync(report)) {
    console.log(`The suite "${name}" did not get to its end. The extension host said:\n${log.join("\n")}`);
    return { passed: 0, failed: 1 };
  }
  const tests = JSON.parse(readFileSync(report, "utf8")) as TestReport[];
  for (const { title, milliseconds, error } of tests) {
    console.log(`  ${error === undefined ? "✓" : "✗"} ${title} (${milliseconds} ms)`);
    if (error !== undefined) console.log(error.replace(/^/gm, "      "));
  }
  const failed = tests.filter(({ error }) => error !== undefined).length;
  return { passed: tests.length - failed, failed: exitCode === 0 ? failed : Math.max(1, failed) };
}

/** The host where VS Code can't be downloaded; not where VS Code itself is asked for. */
function serverBuild(): Host {
  if (process.env.DPS_VSCODE_HOST === "electron")
    throw new Error("VS Code could not be downloaded, and DPS_VSCODE_HOST asks for no other host.");
  return WebHost.install(cache);
}

/** The suites as bundles that the extension host can load. */
async function bundleSuites(): Promise<void> {
  await bundle({
    entryPoints: ["index", ...all.map(({ name }) => `${name}.suite`)].map((name) =>
      join(import.meta.dirname, "suite", `${name}.ts`),
    ),
    outdir: suites,
    bundle: true,
    platform: "node",
    format: "cjs",
    external: ["vscode", "mocha"],
    logLevel: "warning",
  });
  writeFileSync(join(suites, "package.json"), '{ "type": "commonjs" }\n');
}

function emptyFolder(to: string): string {
  const workspace = join(to, "somebody-elses");
  mkdirSync(workspace);
  return workspace;
}
