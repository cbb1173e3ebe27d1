import { expect, test } from "vitest";
import type { Fix, Problem } from "../text/problem.ts";
import { applyEdits } from "../text/edits.ts";
import { fixAll } from "./fix-all.ts";

const fix = (start: number, end: number, newText: string): Fix => ({
  title: newText,
  edits: [{ range: { start, end }, newText }],
});

const problem = (...fixes: Fix[]): Problem => ({
  rule: "unknown-key",
  severity: "error",
  message: "",
  range: { start: 0, end: 0 },
  fixes,
});

test.each<[what: string, problems: readonly Problem[], text: string, fixed: number]>([
  ["each problem's only fix", [problem(fix(4, 5, "x")), problem(fix(0, 1, "y"))], "ybcdxf", 2],
  ["not where there is a choice", [problem(fix(0, 1, "x"), fix(0, 1, "y")), problem()], "abcdef", 0],
  ["one of two that touch", [problem(fix(1, 3, "x")), problem(fix(3, 4, "y"))], "axdef", 1],
])("takes %s", (_what, problems, text, fixed) => {
  const all = fixAll(problems);
  expect(applyEdits("abcdef", all.edits)).toBe(text);
  expect(all.fixed).toBe(fixed);
});
