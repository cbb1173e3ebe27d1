import { expect, test } from "vitest";
import { nearest } from "./nearest.ts";

test.each([
  ["computee", "compute"],
  ["Compute", "compute"],
  ["corn", "cron"],
  ["jdcb", "jdbc"],
  ["dependancies", "dependencies"],
])("%s was meant to be %s", (name, meant) => {
  expect(nearest(name, ["compute", "cron", "jdbc", "dependencies", "spec"])).toBe(meant);
});

test.each(["spec", "cr", "computation", "crno!", ""])("%j resembles nothing enough", (name) => {
  expect(nearest(name, ["compute", "cron", "jdbc", "spec"])).toBeUndefined();
});

test("of two candidates the nearer one is taken, and of equals the first", () => {
  expect(nearest("stak", ["stack", "steak"])).toBe("stack");
  expect(nearest("stakc", ["stake", "stack"])).toBe("stake");
});
