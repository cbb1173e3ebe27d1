import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { rulesThatFind } from "../../test/support/problems.ts";
import { rules } from "./index.ts";

const folders = readdirSync(import.meta.dirname, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name);

test("each folder holds a rule of the index, and each rule has a folder", () => {
  expect(rules.map(({ id }) => id).toSorted()).toEqual(folders.toSorted());
});

describe.each(rules.map((rule) => ({ id: rule.id, rule })))("$id", ({ id, rule }) => {
  const page = join(import.meta.dirname, id, "README.md");

  test("has a page with its id as title and its summary first", () => {
    expect(existsSync(page)).toBe(true);
    const [title, , summary] = readFileSync(page, "utf8").split("\n");
    expect(title).toBe(`# ${id}`);
    expect(summary).toBe(rule.summary);
  });

  test("reports the page's wrong example and not its right one", async () => {
    const text = readFileSync(page, "utf8");
    const wrong = example(text, "Wrong");
    // Some things are too large to print.
    if (wrong !== undefined) expect(await rulesThatFind(wrong)).toContain(id);
    expect(await rulesThatFind(example(text, "Right") ?? "")).toEqual(new Set());
  });
});

function example(page: string, heading: string): string | undefined {
  return new RegExp(`## ${heading}\\n\\n\`\`\`yaml\\n([^]*?)\`\`\``).exec(page)?.[1];
}
