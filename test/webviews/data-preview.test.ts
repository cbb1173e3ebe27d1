import { AxeBuilder } from "@axe-core/playwright";
import type { Locator, Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import type { Question } from "../../client/result.ts";
import type { Cell } from "../../server/engine/engine.ts";
import type { DataResult, ProfileResult, Sort } from "../../server/run/results.ts";
import { openPage, type OpenedPage, type PageOptions } from "./page.ts";

const total = 20_000;

/** A dataset of as many rows as there are numbers, and what a server would say of it. */
const rowOf = (n: number): readonly Cell[] => [n, n % 3 === 0 ? null : n % 3 === 1 ? "" : `name ${n}`, { n }];

const page = (offset: number, limit: number, sort: Sort | null = null): DataResult => ({
  ...{
    version: 1,
    dataset: "lake:sales/orders",
    sample: "samples/orders.csv",
    total,
    sort,
    offset,
    fingerprint: "1",
  },
  columns: [
    { name: "id", type: "BIGINT" },
    { name: "name", type: "VARCHAR" },
    { name: "nested", type: "STRUCT(n BIGINT)" },
  ],
  rows: Array.from({ length: Math.max(0, Math.min(limit, total - offset)) }, (_, index) =>
    rowOf(sort?.descending ? total - 1 - offset - index : offset + index),
  ),
});

const profile: ProfileResult = {
  version: 1,
  datasets: [
    {
      dataset: "lake:sales/orders",
      rows: total,
      columns: page(0, 0).columns.map(({ name, type }) => ({
        ...{ name, type, nulls: 5000, distinct: 7, min: null, max: null, mean: null, quantiles: null },
        topValues: [{ value: "name 2", count: 5 }],
        histogram: name === "id" ? [1, 5, 2].map((count, at) => ({ from: at, to: at + 1, count })) : [],
      })),
    },
  ],
};

interface Preview extends OpenedPage {
  readonly grid: Locator;
  readonly asked: readonly Question[];
}

async function openPreview(options: PageOptions & { readonly first?: DataResult } = {}): Promise<Preview> {
  const { first = page(0, 200), ...more } = options;
  const asked: Question[] = [];
  const answer = (question: Question) => {
    asked.push(question);
    if (question.kind === "rows") return page(question.offset, question.limit, question.sort ?? null);
    return question.kind === "profile" ? profile : { version: 1, rows: total };
  };
  const opened = await openPage(
    { title: "Data", root: "file:///", view: "data", data: first },
    { answer, ...more },
  );
  const grid = opened.page.getByRole("grid");
  await opened.page.getByText("Most frequent").waitFor();
  return { ...opened, grid, asked };
}

async function press(page: Page, ...keys: readonly string[]): Promise<void> {
  for (const key of keys) await page.keyboard.press(key);
}

describe("the grid of a data preview", () => {
  test.each<[keys: readonly string[], row: number, column: number]>([
    [["ArrowDown", "ArrowRight"], 3, 3],
    [["ArrowUp"], 1, 2],
    [["End"], 2, 4],
    [["End", "Home"], 2, 2],
    [["Control+End"], total + 1, 4],
    [["Control+End", "Control+Home"], 2, 2],
    [["Control+ArrowDown", "ArrowUp"], total, 2],
    [["PageDown", "PageUp"], 2, 2],
  ])("%j leads to row %d, column %d", async (keys, row, column) => {
    const { page, grid, complaints } = await openPreview();
    await grid.focus();
    await press(page, ...keys);
    const cell = page.locator(".grid-cell.focus");
    await expect.poll(() => cell.getAttribute("aria-colindex")).toBe(String(column));
    expect(await cell.locator("..").getAttribute("aria-rowindex")).toBe(String(row));
    expect(await grid.getAttribute("aria-activedescendant")).toBe(await cell.getAttribute("id"));
    expect(complaints).toEqual([]);
  });

  test("draws few of many rows, and asks for those that are scrolled to", async () => {
    const { page, grid, asked } = await openPreview();
    await grid.focus();
    await press(page, "Control+End");
    await page.getByRole("gridcell", { name: String(total - 1), exact: true }).waitFor();
    expect(asked.filter(({ kind }) => kind === "rows")).toEqual([
      { kind: "rows", offset: total - 200, limit: 200 },
    ]);
    expect(await page.getByRole("row").count()).toBeLessThan(80);
    expect(await grid.getAttribute("aria-rowcount")).toBe(String(total + 1));
  });

  test("tells null, empty text and nested values apart, and shows a nested one whole", async () => {
    const { page, grid } = await openPreview();
    await grid.focus();
    expect(await page.getByRole("gridcell").allTextContents()).toEqual(
      expect.arrayContaining(["null", "empty", "name 2", '{"n":0}']),
    );
    await press(page, "End");
    expect(await page.locator("pre.value").textContent()).toBe('{\n  "n": 0\n}');
  });

  test("sorts the whole dataset: ascending, descending, not at all", async () => {
    const { page, grid, asked } = await openPreview();
    const order = () => page.getByRole("columnheader", { name: "id" }).getAttribute("aria-sort");
    const firstCell = () => page.getByRole("gridcell").first().textContent();
    await grid.focus();
    await press(page, "ArrowUp", "Enter");
    await expect.poll(order).toBe("ascending");
    await page.getByText("id", { exact: true }).first().click();
    await expect.poll(order).toBe("descending");
    expect(await firstCell()).toBe(String(total - 1));
    await press(page, "Space");
    await expect.poll(order).toBe("none");
    expect(asked.flatMap((question) => (question.kind === "rows" ? [question.sort] : []))).toEqual([
      { column: "id", descending: false },
      { column: "id", descending: true },
      undefined,
    ]);
  });

  test("copies what is selected, for spreadsheets", async () => {
    const { page, grid, messages } = await openPreview();
    await grid.focus();
    await press(page, "Control+c", "Shift+ArrowDown", "Shift+ArrowDown", "Shift+ArrowRight", "Control+c");
    await press(page, "Escape", "Control+Shift+C");
    await page.getByRole("gridcell", { name: "1", exact: true }).hover();
    await page.mouse.down();
    await page.getByRole("gridcell", { name: '{"n":2}' }).hover();
    await page.mouse.up();
    await press(page, "Control+c");
    await expect.poll(() => messages.length).toBe(4);
    expect(messages.map((message) => (message.type === "copy" ? message.text : message))).toEqual([
      "0",
      "0\t\n1\t\n2\tname 2",
      "name\nname 2",
      '1\t\t"{""n"":1}"\n2\tname 2\t"{""n"":2}"',
    ]);
  });

  test("copies rows that it has not drawn", async () => {
    const { page, grid, messages } = await openPreview();
    await grid.focus();
    await press(page, "Control+Shift+ArrowDown", "Control+c");
    await expect.poll(() => messages.length, { timeout: 30_000 }).toBe(1);
    const [message] = messages;
    expect(message?.type === "copy" && message.text.split("\n")).toHaveLength(total);
  });

  test("widens a column by mouse and by keyboard", async () => {
    const { page, grid } = await openPreview();
    const column = page.getByRole("columnheader", { name: "name" });
    const width = async () => (await column.boundingBox())?.width ?? 0;
    const before = await width();
    const edge = await column.locator(".grid-edge").boundingBox();
    await page.mouse.move((edge?.x ?? 0) + 3, (edge?.y ?? 0) + 10);
    await page.mouse.down();
    await page.mouse.move((edge?.x ?? 0) + 63, (edge?.y ?? 0) + 10);
    await page.mouse.up();
    await expect.poll(width).toBe(before + 60);
    await grid.focus();
    await press(page, "ArrowRight", "ArrowUp", "Shift+ArrowLeft");
    await expect.poll(width).toBe(before + 44);
    expect(await column.getAttribute("aria-sort")).toBe("none");
  });

  test("exports through the extension, and says so", async () => {
    const { page } = await openPreview();
    await page.getByRole("button", { name: "Export CSV…" }).click();
    await expect.poll(() => page.getByRole("status").textContent()).toBe("20,000 rows exported.");
  });

  test("says what went wrong while looking around", async () => {
    const answer = (question: Question) => {
      if (question.kind === "profile") return profile;
      throw new Error("The query engine was stopped.");
    };
    const { page, grid } = await openPreview({ answer });
    await grid.focus();
    await press(page, "Control+End");
    await page.getByText("The query engine was stopped.").waitFor();
    await press(page, "Control+Shift+Home", "Control+c");
    await expect
      .poll(() => page.getByRole("status").textContent())
      .toBe("Nothing was copied. The query engine was stopped.");
  });

  test("begins anew when the data has changed meanwhile", async () => {
    const changed = { ...page(0, 200), fingerprint: "2", total: 3, rows: [rowOf(7), rowOf(8), rowOf(9)] };
    const answer = (question: Question) => (question.kind === "profile" ? profile : changed);
    const opened = await openPreview({ answer });
    await opened.grid.focus();
    await press(opened.page, "Control+End");
    await opened.page.getByText("The data has changed meanwhile").waitFor();
    expect(await opened.page.getByRole("gridcell").first().textContent()).toBe("7");
  });

  test("of thousands of columns draws those that are to be seen", async () => {
    const columns = Array.from({ length: 5000 }, (_, n) => ({ name: `column ${n}`, type: "INTEGER" }));
    const first = { ...page(0, 1), columns, total: 1, rows: [columns.map((_, n) => n)] };
    const { page: opened, grid } = await openPreview({ first });
    await grid.focus();
    await press(opened, "End");
    await opened.getByRole("columnheader", { name: "column 4999" }).waitFor();
    expect(await opened.getByRole("gridcell").count()).toBeLessThan(40);
  });
});

test.each([
  ["dark", 900],
  ["light", 900],
  ["light", 360],
  ["high-contrast", 900],
] as const)("has nothing that hinders somebody: %s, %d pixels wide", async (theme, width) => {
  const { page, grid } = await openPreview({ theme, width });
  await grid.focus();
  await press(page, "Shift+ArrowDown", "Shift+ArrowRight");
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`)).toEqual([]);
});
