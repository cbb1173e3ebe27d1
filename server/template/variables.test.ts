import fc from "fast-check";
import { expect, test } from "vitest";
import { fillIn, variables } from "./variables.ts";

test.each([
  ["dataos://${DEPOT}:sales/orders", ["DEPOT"]],
  ["$HOME/$_x1", ["HOME", "_x1"]],
  ["${A}${B}", ["A", "B"]],
  ["${{A}}", []],
  ["{{ A }}", []],
  ["{{ $A }}", []],
  ["$|A|", []],
  ["<${A}>", []],
  ["${two words}", []],
  ["${with-hyphen}", []],
  ["${! A }", []],
  ["$1, $", []],
])("%j has the variables %j", (text, expected) => {
  expect(variables(text).map(({ name }) => name)).toEqual(expected);
});

const values = new Map([
  ["DEPOT", "lake"],
  ["EMPTY", ""],
  ["NESTED", "${DEPOT}"],
]);

test.each([
  ["dataos://${DEPOT}:sales/$DEPOT", "dataos://lake:sales/lake"],
  ["${EMPTY}x", "x"],
  ["${UNKNOWN} ${DEPOT}", "${UNKNOWN} lake"],
  ["${NESTED}", "${DEPOT}"],
  ["${{DEPOT}}", "${{DEPOT}}"],
  ["$DEPOTS", "$DEPOTS"],
])("%j is %j once filled in", (text, expected) => {
  expect(fillIn(text, values)).toBe(expected);
});

test("a text without values stays as it is", () => {
  fc.assert(fc.property(fc.string(), (text) => fillIn(text, new Map([["", "x"]])) === text));
});
