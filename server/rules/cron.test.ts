import { expect, test } from "vitest";
import { parseCron, runsPerYear } from "./cron.ts";

test.each([
  ["0 2 * * *", 365],
  ["*/15 * * * *", 365 * 24 * 4],
  ["0 0 1 * *", 12],
  ["0 0 * * MON", 52],
  ["0 0 * * 0", 53],
  ["0 0 * * 7", 53],
  ["0 0 1,15 * *", 24],
  ["0 9-17/4 * JAN-MAR *", 90 * 3],
  // Either of the days: 12 firsts and 52 Mondays, one of them both.
  ["0 0 1 * 1", 63],
])("%s comes true %i times a year", (text, times) => {
  const cron = parseCron(text);
  expect(cron && runsPerYear(cron)).toBe(times);
});

test.each([
  "",
  "* * * *",
  "60 * * * *",
  "* * 0 * *",
  "5-2 * * * *",
  "*/0 * * * *",
  "0 0 L * *",
  "1-2-3 * * * *",
])("%j is none we know", (text) => expect(parseCron(text)).toBeUndefined());
