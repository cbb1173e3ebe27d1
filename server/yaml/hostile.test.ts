import fc from "fast-check";
import { expect, test } from "vitest";
import type { OffsetRange } from "../text/range.ts";
import { maxProblems } from "./limits.ts";
import { parseYaml, type YamlFile } from "./parse.ts";
import { entries, isMap, isSequence, items, rangeOf, toPlain, type YamlNode } from "./tree.ts";

const manifest = `# Loads the sales.
name: sales
version: v1
type: workflow
base: &base {stack: flare:7.0, compute: "runnable-default"}
workflow:
  dag:
    - name: load
      spec:
        <<: *base
        title: {{ title }}
        stackSpec:
          sql: |
            SELECT 'a', "b" -- {{ c }}
          options: [1, ~, true, 'it''s']
---
{% if x %}
- 👟: "\\u00e9"
{% endif %}
`;

const fragments = fc.constantFrom(
  ...[
    "{",
    "}",
    "[",
    "]",
    "{{",
    "}}",
    "{%",
    "%}",
    "'",
    '"',
    "|",
    ">",
    "- ",
    "? ",
    ": ",
    ":",
    "#",
    " #",
    ",",
    "&a ",
    "*a ",
    "<<: ",
  ],
  ...[
    "\n",
    "\r\n",
    "\r",
    "\t",
    " ",
    "  ",
    "---\n",
    "...\n",
    "%YAML 1.2\n",
    "!!int ",
    "!<",
    "@",
    "`",
    "\\",
    "key",
    "key: ",
    "0x1f",
    "~",
  ],
  ...[
    "\ufeff",
    "\u0000",
    "\u0002",
    "\u0018",
    "\u001f",
    "\u00a0",
    "\u0085",
    "\u2028",
    "\ud800",
    "👟",
    "<<<<<<< a\n",
    ">>>>>>> b\n",
    "*".repeat(5),
  ],
);
const soup = fc.array(fragments, { maxLength: 60 }).map((parts) => parts.join(""));
const mutated = fc
  .array(fc.tuple(fc.nat(manifest.length), fc.nat(12), fragments), { minLength: 1, maxLength: 4 })
  .map((edits) =>
    edits.reduce((text, [at, length, put]) => text.slice(0, at) + put + text.slice(at + length), manifest),
  );
const anyText = fc.oneof(soup, mutated, fc.string(), fc.string({ unit: "binary" }));

test("any text gives a file that is whole in itself", () => {
  fc.assert(
    fc.property(anyText, fc.option(fc.nat(400)), (text, at) => {
      const edited =
        at === null ? undefined : { start: Math.min(at, text.length), end: Math.min(at, text.length) };
      expectWhole(text, parseYaml(text, { edited }));
    }),
    { numRuns: 2_000 },
  );
});

test.each([
  ["open brackets", "["],
  ["list marks", "- "],
  ["unclosed quotes", "a: 'x\n"],
  ["quotes", '"'],
  ["tabs", "\ta: b\n"],
  ["unknown aliases", "- *a\n"],
  ["equal keys", "a: b\n"],
  ["open placeholders", "{{"],
  ["open Jinja macros", "{% macro a %}\n"],
  ["conflict markers", "<<<<<<< a\n"],
  ["document starts", "---\n"],
  ["blanks", " "],
  ["comments without a space", "'a'#b\n"],
])("20,000 characters of %s are read", (_, piece) => {
  const text = piece.repeat(20_000 / piece.length);
  expectWhole(text, parseYaml(text));
});

function expectWhole(text: string, { documents, problems, broken }: YamlFile): void {
  expect(problems.length).toBeLessThanOrEqual(2 * maxProblems);
  if (broken) expect(problems.length).toBeGreaterThan(0);
  for (const { range, message, rule, fixes } of problems) {
    expectWithin(text, range);
    expect(message).toMatch(/^[^\n]+\.$/);
    expect(["yaml-syntax", "duplicate-key", "excessive-nesting"]).toContain(rule);
    for (const { range } of fixes?.flatMap(({ edits }) => edits) ?? []) expectWithin(text, range);
  }
  let end = 0;
  for (const { root, range } of documents) {
    expect(range.start).toBe(end);
    end = range.end;
    expectWithin(text, range);
    expectNodeWithin(text, root);
    toPlain(root);
  }
  if (documents.length > 0) expect(end).toBe(text.length);
}

function expectNodeWithin(text: string, node: YamlNode | undefined): void {
  if (!node) return;
  expectWithin(text, rangeOf(node));
  for (const { range, keyRange, value } of isMap(node) ? entries(node) : []) {
    expectWithin(text, range);
    expectWithin(text, keyRange);
    expectNodeWithin(text, value);
  }
  if (isSequence(node)) items(node).forEach((item) => expectNodeWithin(text, item));
}

function expectWithin(text: string, { start, end }: OffsetRange): void {
  if (0 <= start && start <= end && end <= text.length) return;
  expect.fail(`${start}-${end} is not within ${JSON.stringify(text.slice(0, 1_000))}`);
}
