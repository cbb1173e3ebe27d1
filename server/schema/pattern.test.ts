import { expect, test } from "vitest";
import { compilePattern, matches, patternFault } from "./pattern.ts";

test.each([
  "^[a-z0-9]([-a-z0-9]*[a-z0-9])?$",
  "^\\d+(\\.\\d+)*$",
  "^(?:ab|cd)+$",
  "^(a\\w)*$",
  "^(-[a-z]+)*$",
  "^(\\d+-)*$",
  "(?<year>\\d{4})-\\d\\d",
  "^(?!rw$)",
  "[)(]*\\(\\)[\\]]",
  "^\\p{Lu}\\u{1F45F}\\x41$",
  "",
])("%s is accepted", (source) => {
  expect(patternFault(source)).toBeUndefined();
});

test.each([
  ["^(a+)+$", "(a+)"],
  ["^(a*)*$", "(a*)"],
  ["^(a|a)*$", "(a|a)"],
  ["^(\\w|\\d)+$", "(\\w|\\d)"],
  ["^(a?b?)+$", "(a?b?)"],
  ["^([a-z]+,?)*$", "([a-z]+,?)"],
  ["^((a|ab)c)*$", "((a|ab)c)"],
  ["^(((a|a)b)c)*$", "(((a|a)b)c)"],
  ["^(x(a+)+)?$", "(a+)"],
  ["^(\\s+\\w+){1,20}$", "(\\s+\\w+)"],
  ["^(?=(a+)+b)", "(a+)"],
])("%s is refused for %s", (source, group) => {
  expect(patternFault(source)).toContain(`\`${group}\` can match the same text in very many ways`);
});

test.each(["[z-a]", "(", "a**", "\\"])("%s is no regular expression", (source) => {
  expect(patternFault(source)).toContain("is no regular expression");
});

test.each(["(a)\\1", "(?<n>a)\\k<n>"])("%s refers back, which is refused", (source) => {
  expect(patternFault(source)).toContain("refers back");
});

test("a pattern is searched in the text by characters, and very long texts are not tested", () => {
  expect(matches(compilePattern("b"), "abc")).toBe(true);
  expect(matches(compilePattern("^.$"), "👟")).toBe(true);
  expect(matches(compilePattern("^a*$"), "b")).toBe(false);
  expect(matches(compilePattern("^a*$"), "b".repeat(2000))).toBe(true);
});
