import { expect, test } from "vitest";
import { maskPlaceholders } from "./mask.ts";
import { hasPlaceholder, isPlaceholder, placeholders } from "./placeholder.ts";

test.each([
  ["${{name}}", ["${{name}}"]],
  ["${{name}}-rw", ["${{name}}"]],
  ['${{["h:1", "h:2"]}}', ['${{["h:1", "h:2"]}}']],
  ["${{'*/2 * * * *'}}", ["${{'*/2 * * * *'}}"]],
  ["dataos://${{depot}}:${{collection}}/x", ["${{depot}}", "${{collection}}"]],
  ["${DEPOT_NAME}", ["${DEPOT_NAME}"]],
  ["${path to file}", ["${path to file}"]],
  ["$HOME/x", ["$HOME"]],
  ["a$B_1-c", ["$B_1"]],
  ["{{ x }}", ["{{ x }}"]],
  ["{{ a }}{{ b }}", ["{{ a }}", "{{ b }}"]],
  ["{{ {a: 1} }}", ["{{ {a: 1} }}"]],
  ["select $|column|", ["$|column|"]],
  ["<workspace name>", ["<workspace name>"]],
  ["${${X}}", ["${X}"]],
  ["{{ open\n}} {{ x }}", ["{{ x }}"]],
])("finds those of %j", (text, expected) => {
  expect(placeholders(text).map(({ start, end }) => text.slice(start, end))).toEqual(expected);
  expect(hasPlaceholder(text)).toBe(true);
});

test.each([
  "",
  "plain",
  "$",
  "$1",
  "costs 5$",
  "a$",
  "{x}",
  "{{ open",
  "${open",
  "${a\nb}",
  "$|open",
  "a < b > c",
  "<a> and <b>",
  "<>",
  '${! json("a") }',
])("finds none in %j", (text) => {
  expect(placeholders(text)).toEqual([]);
  expect(hasPlaceholder(text)).toBe(false);
  expect(isPlaceholder(text)).toBe(false);
});

test.each([
  ["${{x}}", true],
  ["{{ x }}", true],
  ["$X", true],
  ["<x>", true],
  ["${{x}}-rw", false],
  ["a ${x}", false],
  ["{{ a }}{{ b }}", false],
])("%j is one placeholder: %s", (text, expected) => {
  expect(isPlaceholder(text)).toBe(expected);
});

test("masks them by as many characters", () => {
  expect(maskPlaceholders("a:${{b:c}}/d")).toBe(`a:${"\ue000".repeat(8)}/d`);
  expect(maskPlaceholders("a:b")).toBe("a:b");
});
