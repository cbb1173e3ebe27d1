import { expect, test } from "vitest";
import { withoutDoubled } from "./coexistence.ts";

const found = [
  { code: { value: "yaml-syntax" }, message: "a" },
  { code: "duplicate-key", message: "b" },
  { code: { value: "unknown-key" }, message: "c" },
  { message: "d" },
];

test("what another extension says of YAML itself is not said twice, all else is", () => {
  expect(withoutDoubled(found, true).map(({ message }) => message)).toEqual(["c", "d"]);
  expect(withoutDoubled(found, false)).toEqual(found);
});
