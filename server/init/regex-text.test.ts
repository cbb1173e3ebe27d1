import fc from "fast-check";
import { expect, test } from "vitest";
import { seededRandom } from "./random.ts";
import { textFor } from "./regex-text.ts";

test.each([
  "^[A-Z]{3}-\\d{4}$",
  "\\b(?:Small|Medium|Large)\\b",
  "^(\\+\\d{1,2} )?\\d{3}[ .-]\\d{4}$",
  "^[a-zA-Z0-9._%+-]+@[a-zA-Z0-9.-]+\\.[a-zA-Z]{2,4}$",
  "(?i)^yes|no$",
  "^[^\\s]+$",
  "a{2,}b?c*",
])("a text for %s", (regex) => {
  const text = textFor(regex, seededRandom(regex)) ?? "";
  expect(text).toMatch(new RegExp(regex.replace("(?i)", ""), regex.startsWith("(?i)") ? "i" : ""));
});

test.each(["(?=a)b", "(a)\\1", "[a", "(a", "a".repeat(1000), "\\p{L}", "a)"])("no text for %s", (regex) => {
  expect(textFor(regex, seededRandom(regex))).toBeUndefined();
});

test("whatever the expression, a text is one that it accepts", () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(..."ab[](){}|?*+.\\d^$-,19"), maxLength: 12 }), (regex) => {
      const text = textFor(regex, seededRandom(regex));
      if (text !== undefined) expect(text).toMatch(new RegExp(regex, "u"));
    }),
  );
});
