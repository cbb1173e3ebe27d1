import fc from "fast-check";
import { expect, test } from "vitest";
import { maskPlaceholders } from "./templates.ts";

test.each([
  ["SELECT * FROM ${{table}}", "spark", ["${{table}}"]],
  ["WHERE d > '$|start_date|' AND e < ${end}", "spark", ["$|start_date|", "${end}"]],
  ["LIMIT {{ n }} OFFSET $SKIP", "spark", ["{{ n }}", "$SKIP"]],
  ["{TABLE}.amount = {orders.amount}", "lens", ["{TABLE}", "{orders.amount}"]],
  ["{TABLE}.amount", "spark", []],
  ["a || '$' || b", "spark", []],
] as const)("placeholders of %s", (text, dialect, expected) => {
  const masked = maskPlaceholders({ text, dialect });
  expect(masked?.placeholders.map(({ start, end }) => text.slice(start, end))).toEqual(expected);
});

test("masked text has the same length, no placeholder left, and can be put back", () => {
  const piece = fc.constantFrom(
    "${{a}}",
    "$|key|",
    "{{b c}}",
    "$X",
    "${é👟}",
    "{x}",
    "_p",
    "_pa",
    "SELECT ",
    "'",
    "👟",
    " ",
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
      const text = pieces.join("");
      const masked = maskPlaceholders({ text, dialect: "lens" });
      expect(masked?.text).toHaveLength(text.length);
      expect(masked?.restore(masked.text)).toBe(text);
      expect(
        masked?.placeholders.every(({ start, end }) => masked.isPlaceholder(masked.text.slice(start, end))),
      ).toBe(true);
    }),
  );
});

test("template logic is not masked at all", () => {
  expect(maskPlaceholders({ text: "SELECT {% if x %} 1 {% endif %}", dialect: "spark" })).toBeUndefined();
});
