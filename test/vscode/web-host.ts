import { spawn, type ChildProcess } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { chromium, type Browser, type Page } from "playwright-core";
import {
  suiteTimeoutMilliseconds,
  type Host,
  type Session,
  type SuiteRun,
  type SuiteSession,
} from "./host.ts";
import { run } from "../../scripts/processes.ts";
import { installChromium, installVsCodeServer } from "./web-host-parts.ts";

const chromiumFlags = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** A window of VS Code in a browser. */
export interface Window extends AsyncDisposable {
  readonly page: Page;
  readonly address: string;
}

/**
 * VS Code's server build and a headless browser: the host that works where only npm and the system's packages can
 * be reached.
 */
export class WebHost implements Host {
  readonly name = "VS Code's server build in headless Chromium (VS Code itself can't be downloaded here)";
  readonly #main: string;
  readonly #browser: string;

  private constructor(vscode: string, browser: string) {
    this.#main = join(vscode, "out", "server-main.js");
    this.#browser = browser;
  }

  static install(cache: string): WebHost {
    return new WebHost(installVsCodeServer(join(cache, "code-server")), installChromium());
  }

  installExtension(vsix: string, extensionsFolder: string): void {
    run(process.execPath, [
      this.#main,
      "--accept-server-license-terms",
      ...["--install-extension", vsix, "--extensions-dir", extensionsFolder],
    ]);
  }

  async runSuite(session: SuiteSession): Promise<SuiteRun> {
    await using window = await this.open(session);
    const { page, address } = window;
    const log: string[] = [];
    await page.exposeFunction("codeAutomationLog", (_type: string, parameters: unknown[]) => {
      log.push(parameters.map(String).join(" "));
    });
    const exit = new Promise<number>((resolve, reject) => {
      void page.exposeFunction("codeAutomationExit", resolve);
      page.once("crash", () => reject(new Error("The browser's page crashed.")));
      AbortSignal.timeout(suiteTimeoutMilliseconds).addEventListener("abort", () =>
        reject(new Error(`The suite did not end:\n${log.join("\n")}`)),
      );
    });
    await page.goto(`${address}&payload=${payload(session, new URL(address).host)}`);
    return { exitCode: await exit, log };
  }

  /** Starts a server and a browser with an empty page, to go to the address of the session's folder. */
  async open(session: Session): Promise<Window> {
    const { server, port } = await this.#serve(session);
    const browser = await this.#launch();
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    return {
      page,
      address: `http://localhost:${port}/?folder=${session.workspace}`,
      async [Symbol.asyncDispose]() {
        await browser.close();
        await ended(server);
      },
    };
  }

  #launch(): Promise<Browser> {
    return chromium.launch({ executablePath: this.#browser, args: chromiumFlags });
  }

  async #serve(session: Session): Promise<{ server: ChildProcess; port: number }> {
    const port = await freePort();
    const data = join(session.folder, "server");
    const settings = join(data, "data", "Machine");
    mkdirSync(settings, { recursive: true });
    writeFileSync(join(settings, "settings.json"), JSON.stringify(session.settings));
    const server = spawn(
      process.execPath,
      [
        this.#main,
        ...["--host", "127.0.0.1", "--port", String(port), "--without-connection-token"],
        ...["--accept-server-license-terms", "--telemetry-level", "off"],
        ...["--server-data-dir", data, "--extensions-dir", session.extensionsFolder],
        "--enable-smoke-test-driver",
        ...(session.restricted ? [] : ["--disable-workspace-trust"]),
      ],
      { env: { ...process.env, ...session.environment }, stdio: ["ignore", "pipe", "pipe"] },
    );
    const errors: string[] = [];
    server.stderr.on("data", (chunk: Buffer) => errors.push(chunk.toString()));
    await new Promise<void>((resolve, reject) => {
      server.once("exit", (code) =>
        reject(new Error(`VS Code's server ended with ${code} before it listened:\n${errors.join("")}`)),
      );
      server.stdout.on("data", (chunk: Buffer) => {
        if (chunk.toString().includes("Extension host agent listening")) resolve();
      });
    });
    return { server, port };
  }
}

/** What tells the window to run a suite. */
function payload({ probe, suite }: SuiteSession, host: string): string {
  const remote = (path: string) => `vscode-remote://${host}${path}`;
  return encodeURIComponent(
    JSON.stringify([
      ["extensionDevelopmentPath", remote(probe)],
      ["extensionTestsPath", remote(suite)],
      ["skipWelcome", "true"],
    ]),
  );
}

function ended(server: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    if (server.exitCode !== null) return resolve();
    server.once("exit", () => resolve());
    server.kill();
  });
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address ? address.port : 0));
    });
  });
}
