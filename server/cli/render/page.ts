import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { PipelinePreview } from "../../run/results.ts";

/**
 * A preview as one page that needs nothing else: the script and the styles of the editor's panel, and the data as
 * text that no script can be in. Its policy lets nothing but these run or load.
 * @throws when the bundles of the panel are not there
 */
export async function renderPage(title: string, data: PipelinePreview): Promise<string> {
  const [script, ...styles] = await Promise.all(
    ["webview.js", "webview.css", "report.css"].map((name) => readFile(join(bundles, name), "utf8")),
  );
  const style = styles.join("\n");
  return `<!DOCTYPE html>
<html lang="en">
  <head>
    <meta charset="UTF-8">
    <meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src ${hashOf(script)}; style-src ${hashOf(style)};">
    <meta name="viewport" content="width=device-width, initial-scale=1.0">
    <title>${escapeHtml(title)}</title>
    <style>${style}</style>
  </head>
  <body>
    <main id="result"></main>
    <script id="given" type="application/json">${escapeJson({ view: "pipeline", title, root: "", data })}</script>
    <script>${script}</script>
  </body>
</html>`;
}

/** Beside this bundle; unbundled, where the build puts them. */
const bundles = import.meta.filename.endsWith(".ts")
  ? join(import.meta.dirname, "..", "..", "..", "dist")
  : import.meta.dirname;

/** As a policy names an inline script or style that may be used. */
function hashOf(text = ""): string {
  return `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
}

/** JSON that ends no script element and begins no comment, whatever it holds. */
function escapeJson(value: unknown): string {
  return JSON.stringify(value)
    .replaceAll("<", "\\u003c")
    .replaceAll("\u2028", "\\u2028")
    .replaceAll("\u2029", "\\u2029");
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
