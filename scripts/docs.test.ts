import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { rules } from "../server/rules/index.ts";
import { renderRulesPage, rulesPage } from "./docs.ts";
import { kindsPage, renderKindsPage } from "./kinds-page.ts";

test("docs/rules.md is up to date; otherwise run `npm run docs`", async () => {
  expect(readFileSync(rulesPage, "utf8")).toBe(await renderRulesPage());
});

test("docs/kinds.md is up to date; otherwise run `npm run docs`", async () => {
  expect(readFileSync(kindsPage, "utf8")).toBe(await renderKindsPage());
}, 60_000);

test("each key that a kind or stack knows is described", () => {
  const rows = [...readFileSync(kindsPage, "utf8").matchAll(/\| +(\d+)% +\| +(\d+)% +\|/g)];
  expect(rows.length).toBeGreaterThan(35);
  expect(rows.filter(([, hover]) => hover !== "100")).toEqual([]);
});

test("each rule is linked to its page", async () => {
  const links = [...(await renderRulesPage()).matchAll(/\| \[([\w-]+)\]\(([^)]+)\)/g)];
  expect(links.map(([, id]) => id)).toEqual(rules.map(({ id }) => id).toSorted());
  for (const [, , path = ""] of links) expect(existsSync(join(dirname(rulesPage), path))).toBe(true);
});

test("a bar in a summary does not end its cell", async () => {
  const page = await renderRulesPage([{ id: "some-rule", severity: "hint", summary: "Either a | or b." }]);
  expect(page).toContain("| hint     | Either a \\| or b. |");
});
