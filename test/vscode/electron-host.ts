import {
  downloadAndUnzipVSCode,
  resolveCliPathFromVSCodeExecutablePath,
  SilentReporter,
} from "@vscode/test-electron";
import { spawn } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { suiteTimeoutMilliseconds, type Host, type SuiteRun, type SuiteSession } from "./host.ts";
import { run } from "../../scripts/processes.ts";

/** VS Code itself, downloaded by its makers' tool; the host of contributors' machines and public CI runners. */
export class ElectronHost implements Host {
  readonly name = "VS Code, downloaded";
  readonly #executable: string;

  private constructor(executable: string) {
    this.#executable = executable;
  }

  /** Undefined where VS Code can't be downloaded. */
  static async install(cache: string): Promise<ElectronHost | undefined> {
    try {
      return new ElectronHost(
        await downloadAndUnzipVSCode({ cachePath: cache, timeout: 5000, reporter: new SilentReporter() }),
      );
    } catch {
      return undefined;
    }
  }

  installExtension(vsix: string, extensionsFolder: string): void {
    const cli = resolveCliPathFromVSCodeExecutablePath(this.#executable);
    run(cli, ["--install-extension", vsix, "--extensions-dir", extensionsFolder]);
  }

  /** Not `runTests` of the makers' tool: that one trusts every folder. */
  async runSuite(session: SuiteSession): Promise<SuiteRun> {
    const userData = join(session.folder, "user-data");
    mkdirSync(join(userData, "User"), { recursive: true });
    writeFileSync(join(userData, "User", "settings.json"), JSON.stringify(session.settings));
    const vscode = spawn(
      this.#executable,
      [
        session.workspace,
        ...["--user-data-dir", userData, "--extensions-dir", session.extensionsFolder],
        ...["--no-sandbox", "--disable-gpu-sandbox", "--disable-updates"],
        ...["--skip-welcome", "--skip-release-notes"],
        ...(session.restricted ? [] : ["--disable-workspace-trust"]),
        `--extensionDevelopmentPath=${session.probe}`,
        `--extensionTestsPath=${session.suite}`,
      ],
      {
        env: { ...process.env, ...session.environment },
        stdio: ["ignore", "pipe", "pipe"],
        timeout: suiteTimeoutMilliseconds,
      },
    );
    const exitCode = new Promise<number>((resolve, reject) => {
      vscode.once("error", reject);
      vscode.once("close", (code) => resolve(code ?? 1));
    });
    const [output, errors] = await Promise.all([text(vscode.stdout), text(vscode.stderr)]);
    return { exitCode: await exitCode, log: [...output.split("\n"), ...errors.split("\n")] };
  }
}
