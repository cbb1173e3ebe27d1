import { expect, test } from "vitest";
import { parseYaml } from "./parse.ts";
import { entries, isMap, items, textOf, toPlain, type YamlNode } from "./tree.ts";

/** The text around `$0`, where the author is typing. */
function typing(marked: string) {
  const at = marked.indexOf("$0");
  const text = marked.slice(0, at) + marked.slice(at + 2);
  return { text, file: parseYaml(text, { edited: { start: at, end: at } }) };
}

test.each([
  ["a bare key", "name: x\ncomp$0\ncompute: y\n", { name: "x", compute: "y" }],
  ["the first key of a list item", "a:\n  - nam$0\n    b: 1\n  - c\n", { a: [{ b: 1 }, "c"] }],
  ["an open quote", "name: 'x$0\ncompute: y\n", { name: null, compute: "y" }],
  ["an open bracket", "tags: [a,$0\ncompute: y\n", { tags: null, compute: "y" }],
  [
    "an open quote above what it would swallow",
    'a:\n  b: "x$0\n  c: 1\nd: 2\n',
    { a: { b: null, c: 1 }, d: 2 },
  ],
  ["a missing colon above keys", "a: 1\njob$0\n  b: 2\nc: 3\n", undefined],
  ["a key whose children need it", "a: 1\njob: 'x$0\n  - b\nc: 3\n", { a: 1, job: ["b"], c: 3 }],
  ["a colon without a space", "a: 1\nb:$02\nc: 3\n", { a: 1, c: 3 }],
  ["a value that looks like a map", "a: b: $0c\nd: 1\n", { a: null, d: 1 }],
  ["the last line", "a: 1\nb$0", { a: 1 }],
  ["CRLF", "a: 1\r\nb: 'x$0\r\nc: 3\r\n", { a: 1, b: null, c: 3 }],
])("reads around %s", (_, marked, expected) => {
  const { text, file } = typing(marked);
  expect(file.broken).toBe(true);
  expect(file.problems).toEqual(parseYaml(text).problems);
  expect(file.problems.length).toBeGreaterThan(0);
  expect(file.recovered).toBe(expected !== undefined);
  if (expected) expect(toPlain(file.documents[0]?.root)).toEqual(expected);
});

test("whole text is read as it is, wherever it was edited", () => {
  const { file } = typing("a: 1\nb: 2$0\n");
  expect([file.broken, file.recovered]).toEqual([false, false]);
  expect(toPlain(file.documents[0]?.root)).toEqual({ a: 1, b: 2 });
});

test("a mistake on another line stays one", () => {
  const { file } = typing("a: @x\nb: 2$0\nc: 3\n");
  expect([file.broken, file.recovered]).toEqual([true, false]);
});

test("several edited lines are blanked together", () => {
  const text = "a: 1\nb: 'x\nc: [y\nd: 4\n";
  const file = parseYaml(text, { edited: { start: text.indexOf("b"), end: text.indexOf("[y") } });
  expect(toPlain(file.documents[0]?.root)).toEqual({ a: 1, b: null, c: null, d: 4 });
});

const manifests = [
  `name: sales-load
version: v1
type: workflow
tags:
  - sales
  - daily
workflow:
  schedule:
    cron: '0 2 * * *'
  dag:
    - name: load
      description: Loads the orders
      spec:
        stack: flare:7.0
        compute: runnable-default
        stackSpec:
          job:
            steps:
              - sequence:
                  - name: final
                    sql: |
                      SELECT *
                      FROM orders
            outputs:
              - name: final
                dataset: dataos://lakehouse:sales/orders?acl=rw
    - name: check
      dependencies: [load]
`,
  `tables:
  - name: orders
    sql: {{ load_sql('orders') }}
    joins:
      - name: customer
        relationship: many_to_one
        sql: "{TABLE.customer_id} = {customer.id}"
    dimensions:
      - name: id
        type: number
        column: id
        primary_key: true
`,
];
const breakages: readonly [string, (line: string) => string][] = [
  ["a bare key", (line) => line.replace(/^([ -]*\w+).*$/, "$1")],
  ["an open quote", (line) => line.replace(/^([ -]*\w+:).*$/, "$1 'x")],
  ["an open bracket", (line) => line.replace(/^([ -]*\w+:).*$/, "$1 [x")],
  ["a missing space", (line) => line.replace(": ", ":")],
  ["a stray dash", (line) => line.replace(/^( *)(\w)/, "$1- $2")],
  ["an extra indent", (line) => line.replace(/^( *)(\w)/, "$1 $2")],
];

test.each(breakages)("%s costs nothing but its line", (_, breakLine) => {
  let tried = 0;
  for (const manifest of manifests) {
    const lines = manifest.split("\n");
    for (const [index, line] of lines.entries()) {
      if (!/^[ -]*\w+: ./.test(line) || /[|]$/.test(line)) continue;
      const broken = lines.with(index, breakLine(line)).join("\n");
      const start = lines.slice(0, index).join("\n").length + (index > 0 ? 1 : 0);
      const file = parseYaml(broken, { edited: { start, end: start + 1 } });
      if (!file.broken) continue;
      tried++;
      const dash = /^ *(?:- +)?/.exec(line)?.[0] ?? "";
      const whole = pathsOf(parseYaml(lines.with(index, dash).join("\n")).documents[0]?.root);
      const kept = new Set(pathsOf(file.documents[0]?.root));
      expect(
        whole.filter((path) => !kept.has(path)),
        broken,
      ).toEqual([]);
    }
  }
  expect(tried).toBeGreaterThan(5);
});

function pathsOf(node: YamlNode | undefined, path = ""): readonly string[] {
  if (isMap(node)) return entries(node).flatMap(({ name, value }) => pathsOf(value, `${path}/${name}`));
  const children = items(node);
  if (children.length > 0) return children.flatMap((child, index) => pathsOf(child, `${path}/${index}`));
  const text = textOf(node);
  return text === undefined ? [] : [`${path}=${text}`];
}
