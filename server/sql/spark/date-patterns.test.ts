import { expect, test } from "vitest";
import { toRegex, toStrftime } from "./date-patterns.ts";

test.each([
  ["yyyy-MM-dd", "%Y-%m-%d"],
  ["d/M/yy", "%-d/%-m/%y"],
  ["yyyy-MM-dd'T'HH:mm:ss", "%Y-%m-%dT%H:%M:%S"],
  ["EEEE, d MMMM yyyy", "%A, %-d %B %Y"],
  ["HH 'o''clock'", "%H o'clock"],
  ["100%", "100%%"],
])("%s is %s", (pattern, format) => {
  expect(toStrftime(pattern)).toBe(format);
});

test.each(["yyyyy", "QQQ", "ww", "[HH:mm]", "VV", "'open", "dddd"])("%s has no counterpart", (pattern) => {
  expect(toStrftime(pattern)).toBeUndefined();
});

test("a pattern of two digits accepts two digits only", () => {
  const regex = new RegExp(toRegex("dd/MM/yyyy") ?? "");
  expect(regex.test("01/02/2024")).toBe(true);
  expect(regex.test("1/2/2024")).toBe(false);
  expect(regex.test("01/02/2024 10:00")).toBe(false);
});
