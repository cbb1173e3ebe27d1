import { AxeBuilder } from "@axe-core/playwright";
import { describe, expect, test } from "vitest";
import type { Result } from "../../client/result.ts";
import type { JoinSide, QualityOutcome } from "../../server/run/results.ts";
import { openPage } from "./page.ts";

const range = { start: { line: 3, character: 4 }, end: { line: 3, character: 9 } };
const place = { file: "orders.yml", range };

const side = (name: string, more: Partial<JoinSide> = {}): JoinSide => ({
  ...{ name, keys: [`${name}.id`], rows: 10, nullKeys: 1, unmatched: 3, sample: ["7"] },
  partners: [
    { from: 0, to: 0, rows: 3 },
    { from: 1, to: 1, rows: 7 },
  ],
  orphanKeys: { keys: 1, examples: [{ key: "7", rows: 2 }] },
  duplicateKeys: { keys: 1, examples: [{ key: "7", rows: 2 }] },
  ...more,
});

const joins: Result = {
  ...{ title: "Joins", root: "file:///", view: "join" },
  data: {
    version: 1,
    joins: [
      {
        ...place,
        left: side("orders"),
        right: side("customers", { rows: 0, nullKeys: 0, unmatched: 0, partners: [] }),
        ...{ resultRows: 10, maxMatches: { leftToRight: 1, rightToLeft: 1 }, observed: "1:1" },
        ...{ declared: null, verdict: "ok", kind: "left", sql: "LEFT JOIN customers ON <b>id</b> = id" },
        firstRows: { columns: [{ name: "id", type: "BIGINT" }], rows: [[41], [42]] },
      },
    ],
  },
};

const check = (name: string, more: Partial<QualityOutcome>): QualityOutcome => ({
  ...{ ...place, dataset: "lake:sales/orders", check: `${name} = 0`, name, outcome: "pass", value: 0 },
  message: `The check ${name} has an outcome.`,
  ...more,
});

const failedRows = {
  count: 2,
  columns: ["id", "name"],
  rows: [
    [1, null],
    [2, ""],
  ],
};

const quality: Result = {
  ...{ title: "Quality", root: "file:///", view: "quality" },
  data: {
    version: 1,
    checks: [
      check("a", { outcome: "fail", failedRows }),
      check("b", { outcome: "warn", failedRows: { ...failedRows, rows: [[77, "seven"]] } }),
      check("c", {}),
    ],
    summary: { pass: 1, warn: 1, fail: 1, error: 0, not_evaluated: 0 },
  },
};

describe("joins", () => {
  test("show first rows and SQL when they are unfolded; text stays text", async () => {
    const { page, complaints } = await openPage(joins);
    expect(await page.getByRole("gridcell").count()).toBe(0);
    await page.getByText("First rows").click();
    await expect.poll(() => page.getByRole("gridcell").allTextContents()).toEqual(["41", "42"]);
    await page.getByText("SQL", { exact: true }).click();
    expect((await page.getByLabel("SQL of the join").textContent())?.trim()).toBe(
      "LEFT JOIN customers ON <b>id</b> = id",
    );
    expect(complaints).toEqual([]);
  });

  test("lead to their place in the manifest", async () => {
    const { page, messages } = await openPage(joins);
    await page.getByRole("button", { name: "orders" }).click();
    await expect.poll(() => messages).toEqual([{ type: "open", ...place }]);
  });
});

describe("quality checks", () => {
  test("show the failing rows of the worst one, of others when they are unfolded", async () => {
    const { page, complaints } = await openPage(quality);
    const cells = () => page.getByRole("gridcell").allTextContents();
    await expect.poll(cells).toEqual(["1", "null", "2", "empty"]);
    await page.getByText("2 failing rows, the first 1").click();
    await expect.poll(cells).toEqual(["1", "null", "2", "empty", "77", "seven"]);
    expect(complaints).toEqual([]);
  });

  test("lead to the check and to all rows of the dataset", async () => {
    const { page, messages } = await openPage(quality);
    await page.getByRole("button", { name: "b", exact: true }).click();
    await page.getByRole("button", { name: "Preview data" }).click();
    await expect
      .poll(() => messages)
      .toEqual([
        { type: "open", ...place },
        { type: "previewData", file: "orders.yml", dataset: "lake:sales/orders" },
      ]);
  });
});

test.each([
  ["joins, dark", joins, "dark", 900],
  ["joins, light and narrow", joins, "light", 380],
  ["quality checks, dark", quality, "dark", 900],
  ["quality checks, light and narrow", quality, "light", 380],
] as const)("nothing hinders anybody: %s", async (_, result, theme, width) => {
  const { page } = await openPage(result, { theme, width });
  // From the last one on, so that those before keep their numbers.
  const folded = await page.locator("details:not([open]) > summary").all();
  for (const summary of folded.reverse()) await summary.click();
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`)).toEqual([]);
});
