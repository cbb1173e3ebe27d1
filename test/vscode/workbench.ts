import type { Page } from "playwright-core";

/** VS Code's window, driven by keyboard and mouse as a user does. */
export class Workbench {
  readonly #page: Page;

  private constructor(page: Page) {
    this.#page = page;
  }

  static async load(page: Page, address: string): Promise<Workbench> {
    await page.goto(address);
    await page.locator(".monaco-workbench .part.editor").waitFor();
    await page.locator(".explorer-viewlet .monaco-list-row").first().waitFor();
    return new Workbench(page);
  }

  /** @param path relative to the folder */
  async open(path: string): Promise<void> {
    const [name = path, ...folders] = path.split("/").toReversed();
    await this.#page.keyboard.press("Control+P");
    // A row names the file, then its folder.
    const folder = folders.toReversed().join("/");
    await this.#choose(path, new RegExp(`${name}.*${folder}`.replaceAll(".yml", "\\.yml")));
    await this.#page.locator(`.monaco-editor.focused[data-uri$="/${path}"]`).waitFor();
  }

  /** @param place `LINE` or `LINE:COLUMN`, both from 1 */
  async goTo(place: string): Promise<void> {
    await this.#page.locator(".monaco-editor.focused").first().waitFor();
    await this.#page.keyboard.press("Control+G");
    await this.#choose(`:${place}`, "line");
  }

  /** The page of the extension, as VS Code's gallery has it. */
  async openExtensionPage(): Promise<void> {
    await this.command("View: Close All Editors");
    await this.command("Extensions: Show Installed Extensions");
    await this.#page.locator(".extension-list-item", { hasText: "Data Product Studio" }).first().click();
    await this.#page.locator(".extension-editor .name", { hasText: "Data Product Studio" }).waitFor();
    await this.#webview().locator("h1").first().waitFor();
  }

  async openWalkthrough(): Promise<void> {
    await this.#page.keyboard.press("F1");
    await this.#choose(">Welcome: Open Walkthrough...", "Open Walkthrough", "stay");
    await this.#choose("five minutes", "first five minutes");
    await this.#page.locator(".getting-started-step").first().waitFor();
  }

  /** Unfolds a step and waits for its picture. */
  async openWalkthroughStep(id: string): Promise<void> {
    await this.#page.locator(`.getting-started-step[data-step-id$="#${id}"]`).click();
    await this.#webview().locator("svg").waitFor();
  }

  /** Hovers over the problem at the cursor. */
  async hoverProblem(): Promise<void> {
    await this.#page.locator(".squiggly-error").first().waitFor({ state: "attached" });
    await this.command("Show or Focus Hover");
    await this.#page.locator(".monaco-hover:not(.hidden) .hover-row").first().waitFor();
  }

  /** Says what is at the cursor. */
  async hover(): Promise<void> {
    await this.command("Show or Focus Hover");
    await this.#page.locator(".monaco-hover:not(.hidden) .hover-row").first().waitFor();
  }

  /** Types where the cursor is. */
  async type(text: string): Promise<void> {
    await this.#page.keyboard.type(text, { delay: 20 });
  }

  async press(key: string): Promise<void> {
    await this.#page.keyboard.press(key);
  }

  /** Shows what could be written at the cursor, with what is said of the first. */
  async propose(): Promise<void> {
    await this.#page.keyboard.press("Control+Space");
    await this.#page.locator(".suggest-widget.visible .monaco-list-row").first().waitFor();
  }

  /** Shows what a new name for what the cursor is on would change. */
  async previewRename(name: string): Promise<void> {
    await this.#page.keyboard.press("F2");
    const input = this.#page.locator(".rename-box input").first();
    await input.waitFor();
    await input.fill(name);
    await this.#page.keyboard.press("Control+Enter");
    await this.#page.locator(".bulk-edit-panel .monaco-list-row").first().waitFor();
  }

  async discardRename(): Promise<void> {
    await this.#page.locator(".bulk-edit-panel .monaco-button", { hasText: "Discard" }).click();
  }

  /** Shows all places of what the cursor is on. */
  async peekReferences(): Promise<void> {
    await this.#page.keyboard.press("Shift+F12");
    await this.#page.locator(".reference-zone-widget .monaco-list-row").first().waitFor();
  }

  /** Shows what stands beside the document's language. */
  async hoverStatus(): Promise<void> {
    await this.#page.keyboard.press("Escape");
    await this.#page.locator("#status\\.languageStatus").hover();
    await this.#page.locator(".hover-language-status").first().waitFor();
  }

  /** Opens the menu of fixes at the cursor. */
  async offerFixes(): Promise<void> {
    await this.#page.mouse.move(0, 0);
    await this.#page.keyboard.press("Escape");
    await this.#page.keyboard.press("Control+.");
    await this.#page.locator(".action-widget .monaco-list-row").first().waitFor();
  }

  async showProblems(): Promise<void> {
    await this.#page.keyboard.press("Escape");
    await this.#page.keyboard.press("Control+Shift+M");
    await this.#page.locator(".markers-panel .monaco-list-row").first().waitFor();
  }

  /** Waits until nothing is wrong with any file. */
  async noProblems(): Promise<void> {
    await this.#page.locator('.statusbar-item [aria-label="No Problems"]').waitFor();
  }

  /** Shows the data products, with the first of them unfolded. */
  async showProducts(): Promise<void> {
    await this.command("View: Show Data Products");
    const row = (label: string) =>
      this.#page.locator(".pane-body .monaco-list-row", { hasText: label }).first();
    await row("Quality Checks").waitFor();
    for (const group of ["Quality Checks", "Datasets", "Workflows", "Inputs"]) await row(group).click();
    await row("not run").waitFor();
  }

  /** Answers what "New Manifest…" asks, and waits for the manifest. */
  async newManifest(kind: string, name: string, ...answers: readonly string[]): Promise<void> {
    await this.#page.keyboard.press("F1");
    await this.#choose(">Data Product Studio: New Manifest…", "New Manifest…", "stay");
    const input = this.#page.locator(".quick-input-widget input[type=text]").first();
    await this.#choose(kind, kind, "stay");
    await this.#page.locator(".quick-input-widget .quick-input-message", { hasText: "Name" }).waitFor();
    await input.fill(name);
    await this.#page.keyboard.press("Enter");
    for (const answer of answers) await this.#choose(answer, answer, "stay");
    await this.#page.locator(".monaco-editor.focused .view-lines", { hasText: name }).waitFor();
  }

  async hidePanel(): Promise<void> {
    await this.command("View: Hide Panel");
  }

  async hideSideBar(): Promise<void> {
    await this.command("View: Close Primary Side Bar");
  }

  async command(title: string): Promise<void> {
    await this.#page.keyboard.press("F1");
    await this.#choose(`>${title}`, title);
  }

  /** Runs a command of the extension on the file in the editor, and waits for what it shows. */
  async showResult(title: string, panel: string): Promise<void> {
    await this.focusEditor();
    await this.command(`Data Product Studio: ${title}`);
    await this.#page.locator(".notifications-toasts.visible").waitFor({ state: "hidden" });
    await this.#panel(panel).waitFor();
  }

  /** Draws the pipeline of the file in the editor, and waits until it has run. */
  async showPipeline(file: string): Promise<void> {
    await this.showResult("Preview Pipeline", `Pipeline: ${file}`);
    await this.#panel(`Pipeline: ${file}`)
      .locator(".state", { hasText: / ran| failed/ })
      .waitFor();
  }

  async focusEditor(): Promise<void> {
    await this.#page.keyboard.press("Control+1");
    await this.#page.locator(".monaco-editor.focused").first().waitFor();
  }

  /** Goes into the panel that shows a result, so that its actions are to be seen. */
  async focusResult(): Promise<void> {
    await this.command("View: Focus Right Editor Group");
    await this.#page
      .locator('.editor-group-container.active .action-label[aria-label^="Run Again"]')
      .waitFor();
  }

  /** Goes into the grid that a panel shows once its statistics are there, and selects some of its cells. */
  async walkGrid(): Promise<void> {
    const panel = this.#webview();
    await panel.locator(".grid-summary").first().waitFor();
    await panel.locator("[role=grid]").focus();
    for (const key of ["ArrowDown", "ArrowRight", "ArrowRight", "Shift+ArrowDown", "Shift+ArrowRight"])
      await this.#page.keyboard.press(key);
    await panel.locator(".grid-cell.focus").waitFor();
  }

  /** What the panel of that title shows. */
  #panel(title: string) {
    return this.#webview().locator(`main[aria-label="${title}"] > *`).first();
  }

  /** What the one webview of the window holds. */
  #webview() {
    return this.#page.locator("iframe.webview.ready").contentFrame().locator("#active-frame").contentFrame();
  }

  /** Types into the quick input and takes the entry of that label once it is the chosen one. */
  async #choose(text: string, label: string | RegExp, then?: "stay"): Promise<void> {
    const input = this.#page.locator(".quick-input-widget input[type=text]").first();
    await input.waitFor();
    await input.fill(text);
    await this.#page
      .locator(".quick-input-list .monaco-list-row.focused", { hasText: label })
      .first()
      .waitFor();
    await this.#page.keyboard.press("Enter");
    if (then === undefined) await input.waitFor({ state: "hidden" });
  }
}
