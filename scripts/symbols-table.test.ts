import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { renderSymbolsPage, symbolsPage } from "./symbols-table.ts";

test("docs/symbols.md is what the features do; otherwise run `npm run docs`", async () => {
  expect(readFileSync(symbolsPage, "utf8")).toBe(await renderSymbolsPage());
}, 60_000);
