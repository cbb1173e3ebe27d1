import { expect, test } from "vitest";
import { parseYaml } from "./parse.ts";
import { get, rangeOf, textOf, toPlain } from "./tree.ts";

test.each([
  ["nothing", "", []],
  ["a line break", "\n", []],
  ["comments only", "# nothing\n# here\n", []],
  ["one document", "a: 1\n", [{ a: 1 }]],
  ["several documents", "a: 1\n---\nb: 2\n---\n- c\n", [{ a: 1 }, { b: 2 }, ["c"]]],
  ["an empty document between others", "a: 1\n---\n---\nb: 2\n", [{ a: 1 }, undefined, { b: 2 }]],
  ["a document of comments", "---\n# later\n", [undefined]],
  ["documents with ends", "a: 1\n...\n---\nb: 2\n...\n", [{ a: 1 }, { b: 2 }]],
  ["a byte order mark", "\ufeffa: 1\n", [{ a: 1 }]],
  ["CRLF", "a: 1\r\nb:\r\n  - c\r\n", [{ a: 1, b: ["c"] }]],
  ["text beyond ASCII", "größe: 👟\n", [{ größe: "👟" }]],
  ["a tag that nobody knows", "a: !secret b\n", [{ a: "b" }]],
])("reads %s", (_, text, expected) => {
  const { documents, problems, broken } = parseYaml(text);
  expect(problems).toEqual([]);
  expect(broken).toBe(false);
  expect(documents.map(({ root }) => toPlain(root))).toEqual(expected);
});

test("the documents of a file cover it, comments included", () => {
  const text = "# one\na: 1\n# two\n---\nb: 2\n---\n# three\n";
  const parts = parseYaml(text).documents.map(({ range }) => text.slice(range.start, range.end));
  expect(parts.join("")).toBe(text);
  expect(parts[1]).toBe("---\nb: 2\n");
});

test("a broken document leaves the others whole", () => {
  const { documents, broken } = parseYaml("a: @x\n---\nb: 2\n");
  expect(broken).toBe(true);
  expect(toPlain(documents[1]?.root)).toEqual({ b: 2 });
});

test.each([
  ["more than 2 million characters", `# ${"x".repeat(2_000_000)}`, "oversized-file"],
  ["brackets 1,000 deep", "[".repeat(1_000), "excessive-nesting"],
  ["braces 201 deep", `a: ${"{a: ".repeat(201)}1${"}".repeat(201)}`, "excessive-nesting"],
  ["lists 201 deep on one line", `${"- ".repeat(201)}a`, "excessive-nesting"],
  [
    "keys 201 deep",
    Array.from({ length: 201 }, (_, depth) => `${" ".repeat(depth)}a:`).join("\n"),
    "excessive-nesting",
  ],
  ["NUL characters", "\u0089PNG\r\n\u001a\n\0\0\0\rIHDR", "yaml-syntax"],
])("refuses %s with one problem", (_, text, rule) => {
  const { documents, problems, broken } = parseYaml(text);
  expect(problems.map((problem) => problem.rule)).toEqual([rule]);
  expect(documents).toEqual([]);
  expect(broken).toBe(true);
});

test("says that binary data is no text, at its start", () => {
  expect(parseYaml("a\0b").problems).toMatchObject([
    { message: expect.stringContaining("not a text file"), range: { start: 0, end: 1 } },
  ]);
});

test.each([
  ["200 brackets", `${"[".repeat(200)}${"]".repeat(200)}`],
  ["brackets within a block scalar", `a: |\n  ${"[".repeat(500)}\n`],
  ["brackets within quotes and comments", `a: "${"[".repeat(500)}" # ${"[".repeat(500)}\n`],
  ["many brackets side by side", `a: [${"[],".repeat(500)}]`],
  ["a long list", "- a\n".repeat(500)],
])("does not take %s for nesting", (_, text) => {
  expect(parseYaml(text).problems).toEqual([]);
});

test.each([
  ["as a value", "a: {{ x }}\nb: 1", { a: "{{ x }}", b: 1 }],
  ["within a value", "a: dataos://{{ depot }}:c/{{d}}", { a: "dataos://{{ depot }}:c/{{d}}" }],
  ["with a colon and quotes in it", `a: {{ load("x: y") }}`, { a: `{{ load("x: y") }}` }],
  ["as a key", "{{ k }}: {{ v }}", { "{{ k }}": "{{ v }}" }],
  ["in a list", "- {{ a }}\n- [{{ b }}, c]", ["{{ a }}", ["{{ b }}", "c"]]],
  ["that ends in a documentation placeholder", `a: \${{ x: y }}`, { a: "${{ x: y }}" }],
  ["in quotes", `a: "{{ x }}\\n"\nb: '{{ it''s }}'`, { a: "{{ x }}\n", b: "{{ it's }}" }],
  ["in a block scalar", "a: |\n  {{ x }}\n  {{- y }}\n", { a: "{{ x }}\n{{- y }}\n" }],
  ["in a folded scalar", "a: >-\n  {{ x }}\n  b\n", { a: "{{ x }} b" }],
  ["that looks like a number", "a: 1{{ x }}", { a: "1{{ x }}" }],
  ["on a line of its own among keys", "a: 1\n{{ more }}\nb: 2", { a: 1, b: 2 }],
  ["beside real flow maps", "a: {b: {c: {{ x }}}}", { a: { b: { c: "{{ x }}" } } }],
])("reads {{ … }} %s", (_, text, expected) => {
  const { documents, problems } = parseYaml(text);
  expect(problems).toEqual([]);
  expect(toPlain(documents[0]?.root)).toEqual(expected);
});

test("a masked value has its place in the text", () => {
  const text = "a: {{ x }} # c";
  const node = get(parseYaml(text).documents[0]?.root, "a");
  expect(node && rangeOf(node)).toEqual({ start: 3, end: 10 });
});

test("Jinja's statements, comments and macros are not YAML", () => {
  const text = `
{# columns #}
{%- macro column(name) -%}
  - name: {{ name }}
    {% if name == "id" %}
    primary_key: true
    {% endif %}
{% endmacro -%}

tables:
  - name: sales
    dimensions:
      {{ column("id") }}
      - name: total
    sql: >-
      {% if x %}
      select 1
      {% endif %}
`;
  const { documents, problems } = parseYaml(text);
  expect(problems).toEqual([]);
  expect(toPlain(documents[0]?.root)).toEqual({
    tables: [{ name: "sales", dimensions: [{ name: "total" }], sql: "{% if x %} select 1 {% endif %}" }],
  });
});

test("a key given twice is a problem on the second", () => {
  const text = "a: 1\nb:\n  c: 1\n  'c': 2\n";
  const { problems, broken } = parseYaml(text);
  expect(problems).toMatchObject([
    {
      rule: "duplicate-key",
      severity: "error",
      message: 'The key "c" is already given on line 3; keep one of them.',
    },
  ]);
  expect(text.slice(problems[0]?.range.start, problems[0]?.range.end)).toBe("'c'");
  expect(broken).toBe(false);
});

test.each([
  ["in different maps", "- a: 1\n- a: 2\n"],
  ["in different documents", "a: 1\n---\na: 2\n"],
  ["that hold placeholders", "${{k}}: 1\n${{k}}: 2\n"],
  ["of which one is merged", "a: &a {x: 1}\nb:\n  <<: *a\n  x: 2\n"],
])("keys %s are no duplicates", (_, text) => {
  expect(parseYaml(text).problems).toEqual([]);
});

test("what lies beyond a mistake in the grammar is not searched for duplicates", () => {
  const { problems } = parseYaml("a: 1\na: 2\nb: 'x' y\nc: 1\nc: 2\n");
  expect(problems.map(({ rule, range }) => [rule, range.start])).toEqual([
    ["yaml-syntax", 17],
    ["duplicate-key", 5],
  ]);
});

test("an alias that can't be resolved is text to the rest", () => {
  const { documents, broken } = parseYaml("password: *****\nuser: me\n");
  expect(toPlain(documents[0]?.root)).toEqual({ password: "*****", user: "me" });
  expect(broken).toBe(false);
});

test("a character that was lost in decoding is a problem, once", () => {
  const { problems, broken } = parseYaml("name: caf\ufffd\ntitle: \ufffd\n");
  expect(problems).toMatchObject([
    { rule: "yaml-syntax", severity: "warning", range: { start: 9, end: 10 } },
  ]);
  expect(broken).toBe(false);
});

test("the latest anchor of a name counts", () => {
  const root = parseYaml("a: &x 1\nb: *x\nc: &x 2\nd: *x\n").documents[0]?.root;
  expect([textOf(get(root, "b")), textOf(get(root, "d"))]).toEqual(["1", "2"]);
});

test.each([
  ["aliases", (name: number) => `a${name}: &a${name} [${`*a${name - 1}, `.repeat(10)}]`],
  [
    "merge keys",
    (name: number) => `a${name}: &a${name}\n  k${name}: 1\n  <<: [${`*a${name - 1}, `.repeat(10)}]`,
  ],
  ["depth", (name: number) => `a${name}: &a${name} ${"[".repeat(150)}*a${name - 1}${"]".repeat(150)}`],
])("a bomb of %s is a problem and stays small", (_, line) => {
  const text = `a0: &a0 {x: 1}\n${Array.from({ length: 30 }, (_, index) => line(index + 1)).join("\n")}\n`;
  const { documents, problems } = parseYaml(text);
  expect(problems[0]?.message).toMatch(/^The alias "\*a\d+" repeats too much of this file/);
  expect(JSON.stringify(toPlain(documents[0]?.root)).length).toBeLessThan(1_000_000);
});
