import { readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { format, resolveConfig } from "prettier";
import { rules } from "../server/rules/index.ts";
import type { Rule } from "../server/rules/rule.ts";
import { kindsPage, renderKindsPage } from "./kinds-page.ts";
import { renderSymbolsPage, symbolsPage } from "./symbols-table.ts";

/** Where the table of rules lies. */
export const rulesPage = join(dirname(import.meta.dirname), "docs", "rules.md");

/** The page of all rules, as it has to be. */
export async function renderRulesPage(all: readonly Rule[] = rules): Promise<string> {
  const rows = all
    .toSorted((one, other) => (one.id < other.id ? -1 : 1))
    .map(({ id, severity, summary }) => `| ${link(id)} | ${severity} | ${escape(summary)} |`);
  const page = [
    "<!-- Written by `npm run docs`. -->",
    "",
    "# Rules",
    "",
    "What is found in manifests while you type, and by `dps check`. Each rule has a page with examples. The severity is",
    "the usual one, and a finding of which more or less is known has another: an **error** will be rejected or fail when",
    "it runs, a **warning** is probably wrong, a **hint** is what the workspace alone can't tell. `rules` in",
    "`dps.config.yml` sets a severity or `off`, and a comment `# dps-ignore RULE` on a line, or alone on the line above",
    "it, suppresses what is found there.",
    "",
    "| rule | severity | what it finds |",
    "| --- | --- | --- |",
    ...rows,
    "",
  ].join("\n");
  return format(page, { ...(await resolveConfig(rulesPage)), parser: "markdown" });
}

function link(id: string): string {
  return `[${id}](../server/rules/${id}/README.md)`;
}

/** A bar would end the cell. */
function escape(text: string): string {
  return text.replaceAll("|", "\\|");
}

if (import.meta.main) {
  write("docs/rules.md", rulesPage, await renderRulesPage());
  write("docs/kinds.md", kindsPage, await renderKindsPage());
  write("docs/symbols.md", symbolsPage, await renderSymbolsPage());
}

function write(name: string, path: string, page: string): void {
  const isNew = page !== readFileSync(path, { encoding: "utf8", flag: "a+" });
  writeFileSync(path, page);
  console.log(`${name} ${isNew ? "is written" : "was up to date"}`);
}
