import { spawn, spawnSync, type ChildProcess } from "node:child_process";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { chromium, type Browser, type Page } from "playwright-core";

/** The npm package that carries VS Code's server build; of the version the suite was last seen to pass on. */
const codeServer = "code-server@4.139.1";

const chromiumFlags = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** What is opened, and which extension and suite run in it. Absolute paths. */
export interface Session {
  readonly workspace: string;
  readonly extensionsFolder: string;
  readonly extension: string;
  readonly suite: string;
  readonly settings: Readonly<Record<string, unknown>>;
  readonly environment: Readonly<Record<string, string>>;
  /** Leave the folder in Restricted Mode until the user trusts it. */
  readonly restricted?: boolean;
  /** Everything the host writes goes here. */
  readonly folder: string;
}

/** VS Code's server build and a headless browser: what can run where only npm and the system's packages are reachable. */
export class WebHost {
  readonly #vscode: string;
  readonly #browserPath: string;

  private constructor(vscode: string, browserPath: string) {
    this.#vscode = vscode;
    this.#browserPath = browserPath;
  }

  static install(cache: string): WebHost {
    return new WebHost(installCodeServer(cache), installChromium());
  }

  installExtension(vsix: string, extensionsFolder: string): void {
    run(process.execPath, [
      this.#main,
      "--accept-server-license-terms",
      "--install-extension",
      vsix,
      "--extensions-dir",
      extensionsFolder,
    ]);
  }

  /** Runs the suite; resolves to its exit code. */
  async runSuite(session: Session): Promise<number> {
    const { server, port } = await this.#serve(session);
    const browser = await this.launch();
    try {
      const page = await newPage(browser);
      const exit = exitCode(page);
      await page.goto(address(session, port));
      return await exit;
    } finally {
      await browser.close();
      server.kill();
    }
  }

  launch(): Promise<Browser> {
    return chromium.launch({ executablePath: this.#browserPath, args: chromiumFlags });
  }

  get #main(): string {
    return join(this.#vscode, "out", "server-main.js");
  }

  async #serve(session: Session): Promise<{ server: ChildProcess; port: number }> {
    const port = await freePort();
    const data = join(session.folder, "server");
    mkdirSync(join(data, "data", "Machine"), { recursive: true });
    writeFileSync(join(data, "data", "Machine", "settings.json"), JSON.stringify(session.settings));
    const server = spawn(
      process.execPath,
      [
        this.#main,
        ...["--host", "127.0.0.1", "--port", String(port), "--without-connection-token"],
        "--accept-server-license-terms",
        ...[
          "--server-data-dir",
          data,
          "--extensions-dir",
          session.extensionsFolder,
          "--telemetry-level",
          "off",
        ],
        "--enable-smoke-test-driver",
        ...(session.restricted ? [] : ["--disable-workspace-trust"]),
      ],
      { env: { ...process.env, ...session.environment }, stdio: ["ignore", "pipe", "inherit"] },
    );
    await new Promise<void>((resolve, reject) => {
      server.once("exit", (code) =>
        reject(new Error(`VS Code's server ended with ${code} before it listened.`)),
      );
      server.stdout.on("data", (chunk: Buffer) => {
        if (chunk.toString().includes("Extension host agent listening")) resolve();
      });
    });
    return { server, port };
  }
}

function address({ workspace, extension, suite }: Session, port: number): string {
  const remote = (path: string) => `vscode-remote://localhost:${port}${path}`;
  const payload = [
    ["extensionDevelopmentPath", remote(extension)],
    ["extensionTestsPath", remote(suite)],
    ["skipWelcome", "true"],
  ];
  return `http://localhost:${port}/?folder=${workspace}&payload=${encodeURIComponent(JSON.stringify(payload))}`;
}

async function newPage(browser: Browser): Promise<Page> {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  await page.exposeFunction("codeAutomationLog", (type: string, parameters: unknown[]) => {
    process.stdout.write(`${type === "error" ? "! " : ""}${parameters.map(String).join(" ")}\n`);
  });
  return page;
}

function exitCode(page: Page): Promise<number> {
  return new Promise((resolve) => {
    void page.exposeFunction("codeAutomationExit", (code: number) => resolve(code));
  });
}

function installCodeServer(cache: string): string {
  const vscode = join(cache, "node_modules", "code-server", "lib", "vscode");
  if (existsSync(join(vscode, "node_modules", "installed"))) return vscode;
  process.stdout.write(`Installing ${codeServer} (once) …\n`);
  mkdirSync(cache, { recursive: true });
  writeFileSync(join(cache, "package.json"), '{ "private": true }\n');
  run(
    "npm",
    ["install", codeServer, "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"],
    cache,
  );
  run(
    "npm",
    ["install", "--omit=dev", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"],
    vscode,
  );
  writeFileSync(join(vscode, "node_modules", "installed"), "");
  return vscode;
}

/** Path of a Chromium; installed from the system's packages where that is possible. */
function installChromium(): string {
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

function findChromium(): string | undefined {
  const candidates = [
    process.env.CHROMIUM ?? "",
    "/usr/bin/chromium",
    "/usr/bin/chromium-browser",
    "/usr/bin/google-chrome",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  ];
  return candidates.find((path) => path !== "" && existsSync(path));
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

function run(command: string, parameters: string[], cwd?: string): void {
  const { status, error, stdout, stderr } = spawnSync(command, parameters, { cwd, encoding: "utf8" });
  if (error) throw error;
  if (status !== 0)
    throw new Error(`${command} ${parameters.join(" ")} ended with ${status}:\n${stdout}${stderr}`);
}
