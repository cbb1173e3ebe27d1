import { copyFileSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { chromium } from "playwright-core";
import { installChromium } from "../test/vscode/web-host-parts.ts";
import { start } from "./processes.ts";

/*
 * Draws `images/icon.png` from its SVG and takes the README's pictures anew.
 * Usage: npm run images [-- icon]
 */
const root = dirname(import.meta.dirname);
const images = join(root, "images");

/** Each of the README's pictures, and the surface of `npm run screenshots` that it shows. */
const pictures = {
  problems: "hover",
  pipeline: "pipeline",
  joins: "join",
  quality: "quality",
} as const;
const theme = "dark";

await drawIcon();
if (!process.argv.includes("icon")) takePictures();

/** In the size that the galleries want for screens of twice the usual resolution. */
async function drawIcon(): Promise<void> {
  const size = 256;
  const browser = await chromium.launch({ executablePath: installChromium(), args: ["--no-sandbox"] });
  try {
    const page = await browser.newPage({ viewport: { width: size, height: size } });
    const svg = readFileSync(join(images, "icon.svg"), "utf8");
    await page.setContent(`<style>body { margin: 0 } svg { display: block; width: ${size}px }</style>${svg}`);
    await page.screenshot({ path: join(images, "icon.png"), omitBackground: true });
  } finally {
    await browser.close();
  }
}

function takePictures(): void {
  const taken = mkdtempSync(join(tmpdir(), "dps-images-"));
  try {
    const script = join(root, "test/vscode/screenshots.ts");
    const { status } = start(process.execPath, [script, taken, theme], { stdio: "inherit" });
    if (status !== 0) process.exit(status ?? 1);
    for (const [picture, surface] of Object.entries(pictures))
      copyFileSync(join(taken, `${surface}-${theme}.png`), join(images, `${picture}.png`));
  } finally {
    rmSync(taken, { recursive: true, force: true });
  }
}
