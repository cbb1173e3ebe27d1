import { expect, test } from "vitest";
import { parseFixture } from "../../test/support/fixture.ts";
import { Lines } from "../text/lines.ts";
import { parseYaml } from "./parse.ts";

test.each([
  [
    "a quote that is never closed",
    `
    name: 'sales
#         ^^^^^^ error yaml-syntax: The quote ' is never closed; add one where the text ends.
    owner: me
    `,
  ],
  [
    "a bracket that is never closed, the innermost",
    `
    a: {b: [1, 2
#          ^^^^^ error yaml-syntax: The "[" is never closed; add "]", indented further than its key.
    c: 3
    `,
  ],
  [
    "a bracket that closes nothing",
    `
    {a: 1}}
#         ^ error yaml-syntax: This "}" closes nothing
    `,
  ],
  [
    "a word that is no key",
    `
    comp
#   ^^^^ error yaml-syntax: "comp" is no key, for no ":" follows it on its line
    compute: x
    `,
  ],
  [
    "a word at the end that is no key",
    `
    a: 1
    b
#   ^ error yaml-syntax: "b" is no key, for no ":" follows it
    `,
  ],
  [
    "a key without its colon, and what stands below it",
    `
    checks:
      - row_count > 0
#       ^^^^^^^^^^^^^ error yaml-syntax: "row_count > 0" is no key, for no ":" follows it on its line
          name: a
          attributes:
            b: c
      - row_count < 9
    `,
  ],
  [
    "one key out of line, and those that are in line again",
    `
    job:
      explain: true
     inputs:
#    ^^^^^^^ error yaml-syntax: This key is not in line with the keys around it
      steps: 1
      outputs: 2
    other:
      a: 1
     b: 2
#    ^^^^ error yaml-syntax: This key is not in line with the keys around it
    `,
  ],
  [
    "a dash without a space",
    `
    tags:
      - a
      -b
#     ^^ error yaml-syntax: A space is missing after the "-"; add it to make this a list item.
    x: 1
    `,
  ],
  [
    "a colon without a space",
    `
    a: 1
    b:2
#   ^^^ error yaml-syntax: A space is missing after the colon in "b:2"
    c: 3
    `,
  ],
  [
    "a value that looks like a map",
    `
    title: Sales: daily
#          ^^^^^^^^^^^^ error yaml-syntax: A value that holds ": " is read as a map
    `,
  ],
  [
    "keys below a value",
    `
    spec: flare
#         ^^^^^ error yaml-syntax: The key has the value "flare", so no keys can be indented below it
      stack: x
    `,
  ],
  [
    "a key out of line",
    `
    a:
      b: 1
     c: 2
#    ^^^^ error yaml-syntax: This key is not in line with the keys around it
    `,
  ],
  [
    "a list item out of line",
    `
    a:
      - b
     - c
#    ^^^ error yaml-syntax: This list item lines up with no list
    `,
  ],
  [
    "a list item among keys",
    `
    a: b
    - c
#   ^^^ error yaml-syntax: This list item lines up with no list
    `,
  ],
  [
    "a list item among keys at the start of the file",
    `
a: b
- c
#<^ error yaml-syntax: This list item lines up with no list
    `,
  ],
  [
    "a list that begins on its key's line",
    `
    a: - b
#      ^ error yaml-syntax: A list begins on the line below its key
    `,
  ],
  [
    "a reserved character",
    `
    a: @me
#      ^ error yaml-syntax: A value can't begin with "@"; put it in quotes.
    `,
  ],
  [
    "an unknown escape",
    `
    a: "\\d"
#       ^^ error yaml-syntax: "\\d" means nothing in double quotes
    `,
  ],
  [
    "text after a block header",
    `
    a: |select
#       ^^^^^^ error yaml-syntax: Text after "|" or ">" begins on the next line
      1
    `,
  ],
  [
    "text after a quoted value",
    `
    a: 'x' y
#          ^ error yaml-syntax: "y" follows a value that is already complete
    `,
  ],
  [
    "a comment without a space",
    `
    a: 'x'#c
#         ^^ error yaml-syntax: A comment begins with a space before its "#"
    `,
  ],
  [
    "a comma too many",
    `
    a: [1,,2]
#         ^ error yaml-syntax: There is a comma without an item here
    `,
  ],
  [
    "stars that are an alias",
    `
    password: *****
#             ^^^^^ error yaml-syntax: A value that begins with "*" is an alias in YAML
    `,
  ],
  [
    "a cron expression, once",
    `
    cron: */5 * * * *
#         ^^^ error yaml-syntax: A value that begins with "*" is an alias in YAML
    `,
  ],
  [
    "an alias without its anchor",
    `
    a: *sales
#      ^^^^^^ error yaml-syntax: No anchor "&sales" comes before the alias "*sales"
    `,
  ],
  [
    "an alias within its anchor",
    `
    a: &a
      b: *a
#        ^^ error yaml-syntax: The alias "*a" lies within the value it stands for
    `,
  ],
  [
    "a merge conflict, at its beginning",
    `
<<<<<<< HEAD
#<^^^^^^^^^^ error yaml-syntax: This merge conflict is not settled
a: 1
=======
a: 2
>>>>>>> other
    `,
  ],
  [
    "a colon without a space on the last line",
    `
    a: 1
    b:2
#   ^^^ error yaml-syntax: A space is missing after the colon in "b:2"
    `,
  ],
  [
    "each line once, mistakes in several documents",
    `
a: 'x' @x @y
#      ^^^^^ error yaml-syntax
---
b: 'x
#  ^^ error yaml-syntax
    `,
  ],
])("reports %s", (_, marked) => expectProblems(marked));

test("tabs are one problem, with the number of lines that have them", () => {
  const { problems } = parseYaml("a:\n\tb: 1\n\tc: 2\n  d: 3\n");
  expect(problems).toMatchObject([
    {
      rule: "yaml-syntax",
      message: "YAML is indented with spaces only; replace the tabs here and on 1 other line.",
      range: { start: 3, end: 4 },
    },
  ]);
});

test("a non-breaking space within a value is not to blame", () => {
  const { problems } = parseYaml("title: 'a\u00a0b' c\n");
  expect(problems).toMatchObject([{ message: expect.stringContaining("already complete") }]);
});

test("non-breaking spaces are one problem", () => {
  const { problems } = parseYaml("version:\u00a0v1\nname:\u00a0x\ntype: workflow\n");
  expect(problems).toMatchObject([
    { message: expect.stringContaining("Non-breaking spaces (U+00A0)"), range: { start: 8, end: 9 } },
  ]);
});

test.each([
  ["a: @me", 'a: "@me"'],
  ["title: Sales: daily", 'title: "Sales: daily"'],
  ["a: [@me, 1]", 'a: ["@me", 1]'],
  ["password: ***** # hidden", 'password: "*****" # hidden'],
  ["cron: */5 * * * *", 'cron: "*/5 * * * *"'],
  ["**name**: x", '"**name**": x'],
  ["a: 1\nb:2\nc: 3", "a: 1\nb: 2\nc: 3"],
  ['a: "\\d"', 'a: "\\\\d"'],
  ["a:\n\tb: 1\n\tc: 2\n", "a:\n  b: 1\n  c: 2\n"],
  ["a:\u00a01\nb:\u00a02\nc: 3", "a: 1\nb: 2\nc: 3"],
])("mends %j", (before, after) => {
  const edits = [...(parseYaml(before).problems[0]?.fixes?.[0]?.edits ?? [])].reverse();
  const mended = edits.reduce(
    (text, { range, newText }) => text.slice(0, range.start) + newText + text.slice(range.end),
    before,
  );
  expect(mended).toBe(after);
  expect(parseYaml(mended).problems).toEqual([]);
});

test.each(["a: @it's", "`a: b", "a: *'x'"])("does not guess how to quote %j", (text) => {
  expect(parseYaml(text).problems[0]?.fixes).toBeUndefined();
});

/** Compares both ways: a missing and an extra problem fail. */
function expectProblems(marked: string): void {
  const { files, problems: expected } = parseFixture(marked);
  const text = files.get("manifest.yaml") ?? "";
  const lines = new Lines(text);
  const found = parseYaml(text).problems.map(({ rule, severity, message, range }, index) => {
    const { line, character: from } = lines.position(range.start);
    const wanted = expected[index]?.message ?? "";
    return {
      line,
      from,
      to: from + range.end - range.start,
      severity,
      rule,
      message: message.startsWith(wanted) ? wanted : message,
    };
  });
  expect(found).toEqual(expected.map(({ file: _, ...problem }) => problem));
}
