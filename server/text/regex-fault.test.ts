import fc from "fast-check";
import { expect, test } from "vitest";
import { regexFault } from "./regex-fault.ts";

test.each([
  ["^([a-z$", "`[`"],
  ["^(abc", "`(`"],
  ["abc)", "`)`"],
  ["*", "repeats nothing"],
  ["a|+b", "repeats nothing"],
  ["(?:*a)", "repeats nothing"],
  ["abc\\", "backslash"],
  ["[]", "`[`"],
])("%s", (pattern, fault) => expect(regexFault(pattern)).toContain(fault));

test.each([
  "^[A-Za-z0-9._%+-]+@[a-zA-Z0-9.-]+\\.[a-zA-Z]{2,}$",
  "\\b(?:S|XXL|XL)\\b",
  "[]a]+[^]b]",
  "(?i)abc(?<year>\\d{4})(?P<month>\\d+)",
  "a++b*?c??",
  "\\(\\[\\)",
  "(?=x)(?!y)(?<=z)(?<!w)",
  "(?x) a ) # not",
  "\\Q(\\E",
  "",
])("nothing wrong: %s", (pattern) => expect(regexFault(pattern)).toBeUndefined());

test("what JavaScript takes is right, but for empty classes and what repeats an anchor", () => {
  const pieces = fc.constantFrom(
    "a",
    ".",
    "\\d",
    "[a-z]",
    "(",
    ")",
    "(?:",
    "|",
    "*",
    "+",
    "?",
    "{2}",
    "\\",
    "[",
    "]",
  );
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 8 }), (parts) => {
      const pattern = parts.join("");
      if (isValid(pattern) && !pattern.includes("[]")) expect(regexFault(pattern)).toBeUndefined();
    }),
  );
});

function isValid(pattern: string): boolean {
  try {
    new RegExp(pattern);
    return true;
  } catch {
    return false;
  }
}
