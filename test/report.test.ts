import { AxeBuilder } from "@axe-core/playwright";
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium, type Browser, type Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { build } from "../scripts/build.ts";
import { shop } from "./support/shop.ts";
import { findChromium } from "./vscode/web-host-parts.ts";

/** What `dps run --format html` prints, in a browser. Where there is none these tests are skipped, and say so. */
const executablePath = findChromium();

const hostile = `</script><script>window.hacked = 1</script><img src=x onerror="window.hacked = 2"><!--`;
const files = {
  ...shop,
  "samples/crm/raw/customers.csv": `name,city\nann,"${hostile.replaceAll('"', '""')}"\nbob,Rome\n`,
  "flows/broken.yml": shop["flows/spending.yml"]
    .replaceAll("spending", "broken")
    .replace("sum(amount)", "sum(nothing)"),
};

describe.skipIf(executablePath === undefined)("the page of a run", () => {
  const folder = mkdtempSync(join(tmpdir(), "dps-report-"));
  const said: string[] = [];
  let browser: Browser;

  beforeAll(async () => {
    await build({ outdir: join(folder, "dist") });
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
    browser = await chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-gpu"] });
  });
  afterAll(async () => {
    await browser?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  function report(file: string): string {
    const cli = join(folder, "dist", "cli.js");
    const { stdout } = spawnSync(process.execPath, [cli, "run", join(folder, file), "--format", "html"], {
      encoding: "utf8",
      maxBuffer: 2 ** 25,
    });
    const path = join(folder, "report.html");
    writeFileSync(path, stdout);
    return path;
  }

  async function open(path: string, colorScheme: "light" | "dark" = "light"): Promise<Page> {
    const context = await browser.newContext({ colorScheme, viewport: { width: 900, height: 800 } });
    const page = await context.newPage();
    said.length = 0;
    page.on("console", (message) => said.push(message.text()));
    page.on("pageerror", (error) => said.push(error.message));
    page.on("request", (request) => {
      if (!request.url().startsWith("file:")) said.push(request.url());
    });
    await page.goto(pathToFileURL(path).href);
    await page.locator(".canvas [data-id]").first().waitFor();
    return page;
  }

  test("shows the graph, and of a node its rows, without anything from elsewhere", async () => {
    const page = await open(report("flows/spending.yml"));
    expect(await page.title()).toContain("spending.yml");
    const labels = await page
      .locator(".canvas [data-id]")
      .evaluateAll((nodes) => nodes.map((node) => node.ariaLabel?.replace(/\d+ ms/, "some ms")));
    expect(labels).toEqual([
      "spending 3 rows · some ms, job, ok, flare:7.0, press c to hide its steps",
      "orders crm:raw, dataset",
      "customers crm:raw, dataset",
      "located 4 rows · some ms, step, ok",
      "by_city 3 rows · some ms, step, ok",
      "by_city lake:sales · 3 rows, dataset, ok",
    ]);
    expect(said).toEqual([]);
  });

  test("lets nothing of the data become markup or script", async () => {
    const page = await open(report("flows/spending.yml"));
    await page.locator('[data-id="dataset:crm:raw/customers"]').click();
    await page.locator(".details", { hasText: "onerror" }).waitFor();
    expect(await page.evaluate("window.hacked")).toBeUndefined();
    expect(await page.locator("img").count()).toBe(0);
    expect(said).toEqual([]);
  });

  test("says what failed, and opens with it", async () => {
    const page = await open(report("flows/broken.yml"));
    await page.locator(".details", { hasText: "nothing" }).waitFor();
    expect(await page.locator(".node.failed").count()).toBe(1);
  });

  test("is used with the keyboard alone", async () => {
    const page = await open(report("flows/spending.yml"));
    await page.locator('[data-id="dataset:crm:raw/orders"]').focus();
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("Enter");
    await page.locator('.details[aria-label="step located"]').waitFor();
    await page.keyboard.press("c");
    expect(await page.evaluate(() => document.activeElement?.getAttribute("data-id"))).toBe(
      "flows/spending.yml#wf-spending/spending",
    );
  });

  test("gives the graph as a file of its own", async () => {
    const page = await open(report("flows/spending.yml"), "dark");
    const downloading = page.waitForEvent("download");
    await page.getByRole("button", { name: "Save as SVG" }).click();
    const svg = readFileSync(await (await downloading).path(), "utf8");
    expect(svg).toMatch(/^<svg [^>]*viewBox="0 0 \d+ \d+"/);
    expect(svg).toContain(">by_city<");
    expect(svg).not.toMatch(/var\(|class=|https?:(?!\/\/www\.w3\.org)/);
  });

  test.each(["light", "dark"] as const)("is accessible, %s", async (scheme) => {
    const page = await open(report("flows/broken.yml"), scheme);
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(
      violations
        .filter(({ impact }) => impact === "serious" || impact === "critical")
        .map(({ id, nodes }) => [id, ...nodes.map(({ html }) => html)]),
    ).toEqual([]);
  });
});
