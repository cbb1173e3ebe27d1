import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { packageExtension } from "../../scripts/package.ts";
import { WebHost } from "./web-host.ts";
import { Workbench } from "./workbench.ts";
import { copySample, quietSettings, temporaryFolder } from "./workspace.ts";

/*
 * Takes a picture of every surface of the packaged extension in a light, a dark and a high-contrast theme, to be
 * looked at. Usage: npm run screenshots -- DIR [THEME…]
 */
const themes = {
  light: "Default Light Modern",
  dark: "Default Dark Modern",
  "high-contrast": "Default High Contrast",
} as const;

const [directory, ...chosen] = process.argv.slice(2);
if (directory === undefined) {
  console.error("Say where the pictures go: npm run screenshots -- DIR [THEME…]");
  process.exit(2);
}
const wanted = Object.entries(themes).filter(([name]) => chosen.length === 0 || chosen.includes(name));

using folder = temporaryFolder();
const host = WebHost.install(join(import.meta.dirname, "../../.vscode-test"));
const vsix = process.env.DPS_VSIX ?? (await packageExtension());
const extensionsFolder = join(folder.path, "extensions");
mkdirSync(extensionsFolder);
host.installExtension(vsix, extensionsFolder);
mkdirSync(directory, { recursive: true });
for (const [name, theme] of wanted) await tour(name, theme, directory);

async function tour(name: string, theme: string, to: string): Promise<void> {
  const own = join(folder.path, name);
  const workspace = copySample(own);
  mkdirSync(join(workspace, ".vscode"));
  writeFileSync(
    join(workspace, ".vscode", "settings.json"),
    JSON.stringify({ "workbench.colorTheme": theme }),
  );
  await using window = await host.open({
    folder: own,
    workspace,
    extensionsFolder,
    settings: { ...quietSettings, "editor.minimap.enabled": false },
  });
  const workbench = await Workbench.load(window.page, window.address);
  const shoot = async (surface: string) => {
    const path = resolve(to, `${surface}-${name}.png`);
    await window.page.screenshot({ path });
    console.log(path);
  };
  try {
    await visitProblems(workbench, shoot, workspace);
    await visitWriting(workbench, shoot, workspace);
    await visitResults(workbench, shoot, workspace);
    await visitWelcome(workbench, shoot);
  } catch (error) {
    await shoot("failure");
    throw error;
  }
}

type Shoot = (surface: string) => Promise<void>;

async function visitWelcome(workbench: Workbench, shoot: Shoot): Promise<void> {
  await workbench.openExtensionPage();
  await shoot("extension-page");
  await workbench.openWalkthrough();
  for (const step of ["open", "problems", "pipeline", "quality", "terminal"]) {
    await workbench.openWalkthroughStep(step);
    await shoot(`walkthrough-${step}`);
  }
}

async function visitProblems(workbench: Workbench, shoot: Shoot, workspace: string): Promise<void> {
  const restore = [
    // What a user might have mistyped.
    replace(join(workspace, "ingestion/customer.yml"), [
      ["                        customer_input\n", "                        customer_inptu\n"],
      ["logLevel: INFO", "loglevel: INFO"],
    ]),
    replace(join(workspace, "ingestion/transaction.yml"), [["dataos://crmbq:", "dataos://crmbg:"]]),
  ];
  await workbench.open("ingestion/customer.yml");
  await workbench.goTo("42:30");
  await workbench.hoverProblem();
  await shoot("hover");
  await workbench.hoverStatus();
  await shoot("status");
  await workbench.offerFixes();
  await shoot("quick-fix");
  await workbench.showProblems();
  await shoot("problems");
  await workbench.hidePanel();
  for (const each of restore) each();
  await workbench.noProblems();
}

async function visitWriting(workbench: Workbench, shoot: Shoot, workspace: string): Promise<void> {
  await workbench.newManifest("depot", "invoices", "POSTGRESQL");
  await shoot("new-manifest");
  await workbench.press("Escape");
  await workbench.command("View: Revert and Close Editor");
  rmSync(join(workspace, "depots/invoices.yml"));
  await workbench.open("quality/customer.yml");
  const place = placeOf(join(workspace, "quality/customer.yml"), "lakehouse:sales_360/customer");
  await workbench.goTo(place);
  await workbench.hover();
  await shoot("hover-dataset");
  await workbench.press("Escape");
  await workbench.peekReferences();
  await shoot("references");
  await workbench.press("Escape");
  await workbench.previewRename("client");
  await shoot("rename");
  await workbench.discardRename();
  await workbench.focusEditor();
  await workbench.open("ingestion/super-dag.yml");
  await workbench.goTo("33");
  await workbench.press("End");
  await workbench.press("Enter");
  await workbench.propose();
  await shoot("completion-reference");
  await workbench.press("Escape");
  await workbench.press("Backspace");
  await workbench.propose();
  await shoot("completion-keys");
  await workbench.press("Escape");
  await workbench.command("File: Revert File");
}

/** Where a text ends in a file, as `LINE:COLUMN`. */
function placeOf(file: string, text: string): string {
  const content = readFileSync(file, "utf8");
  const before = content.slice(0, content.indexOf(text) + text.length).split("\n");
  return `${before.length}:${before.at(-1)?.length ?? 0}`;
}

async function visitResults(workbench: Workbench, shoot: Shoot, workspace: string): Promise<void> {
  await workbench.open("transformation/order-enriched.yml");
  await workbench.showProducts();
  await shoot("explorer");
  await workbench.hideSideBar();
  await workbench.goTo("68");
  await shoot("code-lens");
  await workbench.showPipeline("order-enriched.yml");
  await shoot("pipeline");
  await workbench.showResult("Preview Join", "Joins: order-enriched.yml");
  await shoot("join");
  await workbench.focusEditor();
  await workbench.goTo("148");
  await workbench.showResult("Preview Data", "Data: lakehouse:sales_360/order_enriched");
  await workbench.walkGrid();
  await shoot("data");
  await workbench.focusEditor();
  await workbench.open("lens/model/tables/transaction.yml");
  await workbench.showResult("Preview Join", "Joins: transaction.yml");
  await shoot("join-lens");
  await workbench.open("quality/customer.yml");
  await workbench.showResult("Run Quality Checks", "Quality checks: customer.yml");
  await workbench.focusResult();
  await shoot("quality");
  await workbench.showResult("Profile Dataset", "Profile: customer.yml");
  await shoot("profile");
  await workbench.open("ingestion/super-dag.yml");
  await workbench.showPipeline("super-dag.yml");
  await shoot("super-dag");
  replace(join(workspace, "ingestion/product.yml"), [
    ["                        *\n", "                        skuid,\n                        list_prise\n"],
  ]);
  await workbench.open("ingestion/product.yml");
  await workbench.showPipeline("product.yml");
  await workbench.focusEditor();
  await workbench.goTo("41:30");
  await shoot("pipeline-failed");
  await workbench.open("depots/ordersdb.yml");
  await workbench.showResult("Run Quality Checks", "Quality checks: ordersdb.yml");
  await shoot("quality-none");
}

/** @returns what puts the file back as it was */
function replace(
  file: string,
  replacements: readonly (readonly [before: string, after: string])[],
): () => void {
  const original = readFileSync(file, "utf8");
  let text = original;
  for (const [before, after] of replacements) {
    if (!text.includes(before)) throw new Error(`${file} does not hold ${JSON.stringify(before)}.`);
    text = text.replace(before, () => after);
  }
  writeFileSync(file, text);
  return () => writeFileSync(file, original);
}
