import { build } from "esbuild";
import { dirname, join } from "node:path";
import { chromium, type Browser, type Page } from "playwright-core";
import { afterAll } from "vitest";
import { installChromium } from "../vscode/web-host-parts.ts";
import type { Message, Question, Result } from "../../client/result.ts";

/** A webview's page in a browser, with this file in the place of VS Code. */
export interface OpenedPage {
  readonly page: Page;
  /** What the page told the extension, questions left out. */
  readonly messages: readonly Message[];
  /** What the browser complained about; its policy is that of a real panel. */
  readonly complaints: readonly string[];
}

export interface PageOptions {
  answer?(question: Question): unknown;
  readonly width?: number;
  readonly height?: number;
  readonly theme?: keyof typeof themes;
}

const root = dirname(dirname(import.meta.dirname));

let browser: Promise<Browser> | undefined;
let bundle: Promise<ReadonlyMap<string, string>> | undefined;

afterAll(async () => (await browser)?.close());

/** Shows a result, and waits until it is there. */
export async function openPage(result: Result, options: PageOptions = {}): Promise<OpenedPage> {
  const { answer, width = 900, height = 600, theme = "dark" } = options;
  browser ??= chromium.launch({ executablePath: installChromium(), args: ["--no-sandbox", "--disable-gpu"] });
  bundle ??= bundleWebview();
  const files = await bundle;
  // Its addresses are answered here.
  const context = await (await browser).newContext({ viewport: { width, height } });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on("pageerror", (error) => complaints.push(error.message));
  page.on("console", (line) => line.type() === "error" && complaints.push(line.text()));
  await page.route("**/*", (route) => {
    const name = new URL(route.request().url()).pathname.slice(1);
    const contentType = name.endsWith(".js")
      ? "text/javascript"
      : name.endsWith(".css")
        ? "text/css"
        : "text/html";
    return route.fulfill({ contentType, body: files.get(name) ?? html(theme) });
  });
  const messages: Message[] = [];
  await page.exposeFunction("tellExtension", async (message: Message): Promise<unknown> => {
    if (message.type === "ready") return result;
    if (message.type !== "ask") return void messages.push(message);
    try {
      return { type: "reply", id: message.id, answer: await answer?.(message.question) };
    } catch (error) {
      return { type: "reply", id: message.id, error: (error as Error).message };
    }
  });
  await page.addInitScript(`globalThis.acquireVsCodeApi = () => ({
    postMessage: (message) => void tellExtension(message).then((reply) => reply && postMessage(reply)),
  });`);
  await page.goto("http://webview.test/");
  await page.locator("main > *").first().waitFor();
  return { page, messages, complaints };
}

async function bundleWebview(): Promise<ReadonlyMap<string, string>> {
  const { outputFiles } = await build({
    entryPoints: { webview: join(root, "client", "webviews", "main.tsx") },
    outdir: root,
    bundle: true,
    write: false,
    format: "iife",
    jsx: "automatic",
    jsxImportSource: "preact",
    logLevel: "warning",
  });
  const files = outputFiles.map(({ path, text }) => [path.split(/[\\/]/).at(-1) ?? "", text] as const);
  const css = Object.entries(themes).map(
    ([name, { variables }]) => [`${name}.css`, cssOf(variables)] as const,
  );
  return new Map([...files, ...css]);
}

/** The page of `client/result-panel.ts`. */
function html(theme: keyof typeof themes): string {
  return `<!DOCTYPE html>
<html lang="en">
  <head>
    <meta charset="UTF-8">
    <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'self'; script-src 'self';">
    <title>A result</title>
    <link rel="stylesheet" href="/${theme}.css">
    <link rel="stylesheet" href="/webview.css">
  </head>
  <body class="${themes[theme].kind}">
    <main id="result"></main>
    <script src="/webview.js"></script>
  </body>
</html>`;
}

function cssOf(variables: Readonly<Record<string, string>>): string {
  const lines = Object.entries(variables).map(([name, value]) => `--vscode-${name}: ${value};`);
  return `:root { ${lines.join(" ")} --vscode-font-family: sans-serif; --vscode-font-size: 13px; --vscode-editor-font-family: monospace; } body { margin: 0; background: var(--vscode-editor-background); }`;
}

/** What VS Code's own themes say, as far as it matters here. */
const themes = {
  dark: {
    kind: "vscode-dark",
    variables: {
      foreground: "#cccccc",
      "editor-background": "#1f1f1f",
      focusBorder: "#0078d4",
      "widget-border": "#313131",
      "charts-blue": "#59a4f9",
      "editorWarning-foreground": "#cca700",
      "testing-iconPassed": "#73c991",
      "testing-iconFailed": "#f14c4c",
      "textLink-foreground": "#4daafc",
      "list-hoverBackground": "#2a2d2e",
      "editor-selectionBackground": "#264f78",
      "editorLineNumber-foreground": "#858585",
      "button-secondaryBackground": "#313131",
      "button-secondaryForeground": "#cccccc",
      "textCodeBlock-background": "#2b2b2b",
    },
  },
  light: {
    kind: "vscode-light",
    variables: {
      foreground: "#3b3b3b",
      "editor-background": "#ffffff",
      focusBorder: "#005fb8",
      "widget-border": "#e5e5e5",
      "charts-blue": "#0063d3",
      "editorWarning-foreground": "#bf8803",
      "testing-iconPassed": "#388a34",
      "testing-iconFailed": "#f14c4c",
      "textLink-foreground": "#005fb8",
      "list-hoverBackground": "#f2f2f2",
      "editor-selectionBackground": "#add6ff",
      "editorLineNumber-foreground": "#6e7681",
      "button-secondaryBackground": "#e5e5e5",
      "button-secondaryForeground": "#3b3b3b",
      "textCodeBlock-background": "#f8f8f8",
    },
  },
  "high-contrast": {
    kind: "vscode-high-contrast",
    variables: {
      foreground: "#ffffff",
      "editor-background": "#000000",
      focusBorder: "#f38518",
      contrastBorder: "#6fc3df",
      contrastActiveBorder: "#f38518",
      "charts-blue": "#59a4f9",
      "editorWarning-foreground": "#ffd370",
      "testing-iconPassed": "#73c991",
      "testing-iconFailed": "#f14c4c",
      "textLink-foreground": "#21a6ff",
      "editor-selectionBackground": "#ffffff",
      "editor-selectionForeground": "#000000",
      "button-secondaryForeground": "#ffffff",
    },
  },
} as const;
