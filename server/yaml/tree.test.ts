import { expect, test } from "vitest";
import { parseYaml } from "./parse.ts";
import {
  entries,
  entry,
  get,
  isMap,
  isScalar,
  isSequence,
  items,
  located,
  rangeOf,
  textOf,
  toPlain,
} from "./tree.ts";
import type { YamlNode } from "./tree.ts";

function root(text: string): YamlNode | undefined {
  return parseYaml(text).documents[0]?.root;
}

test("walks maps and sequences by name and index", () => {
  const node = root("jobs:\n  - name: load\n    steps: [a, b]\n");
  expect(textOf(get(node, "jobs", 0, "name"))).toBe("load");
  expect(items(get(node, "jobs", 0, "steps")).map(textOf)).toEqual(["a", "b"]);
  expect(get(node, "jobs", 1)).toBeUndefined();
  expect(get(node, "jobs", "name")).toBeUndefined();
  expect(get(node, "jobs", 0, "name", "x")).toBeUndefined();
  expect(entries(get(node, "jobs"))).toEqual([]);
  expect(items(node)).toEqual([]);
});

test("tells maps, sequences and scalars apart", () => {
  const node = root("m: {}\ns: []\nx: 1\n");
  expect([isMap(node), isSequence(get(node, "s")), isScalar(get(node, "x"))]).toEqual([true, true, true]);
  expect([isMap(undefined), isSequence(node), isScalar(get(node, "m"))]).toEqual([false, false, false]);
});

test.each([
  ["a: text", "text"],
  ["a: 'quoted'", "quoted"],
  ["a: 007", "007"],
  ["a: 1e3", "1e3"],
  ["a: 90071992547409930", "90071992547409930"],
  ["a: True", "True"],
  ["a: yes", "yes"],
  ["a: 1:1", "1:1"],
  ["a: 2022-01-01", "2022-01-01"],
  ["a: !!binary aGk=", "aGk="],
  ["a: ~", undefined],
  ["a:", undefined],
  ["a: null", undefined],
  ["a: [b]", undefined],
])("text of %j", (text, expected) => {
  expect(textOf(get(root(text), "a"))).toBe(expected);
});

test("an entry has the ranges of its key, and of key and value", () => {
  const text = "a: 1\nlong key: # why\n  b: [1,\n    2]\n\n# end\n";
  const found = entry(root(text), "long key");
  expect(found && text.slice(found.keyRange.start, found.keyRange.end)).toBe("long key");
  expect(found && text.slice(found.range.start, found.range.end)).toBe("long key: # why\n  b: [1,\n    2]");
});

test.each([
  ["a quoted value", "a: 'b' # c\n", "'b'"],
  ["a block scalar with its header", "a: |-\n  b\n  c\nd: 1\n", "|-\n  b\n  c\n"],
  ["a map without the comments behind it", "a:\n  b: 1 # c\n  # d\n\n", "b: 1"],
  ["a list without the blank lines behind it", "a:\n  - b\n  - c:\n    d\n\n\ne: 1\n", "- b\n  - c:\n    d"],
  ["a flow map", "a: {b: 1 } # c\n", "{b: 1 }"],
  ["a missing value as an empty place", "a:\nb: 1\n", ""],
  ["a value after its anchor and tag", "a: &x !!str b\n", "b"],
  ["a value after a byte order mark and wide characters", "\ufeff# 👟\r\na: é\r\n", "é"],
])("range of %s", (_, text, expected) => {
  const node = get(root(text), "a");
  const range = node && rangeOf(node);
  expect(text.slice(range?.start, range?.end)).toBe(expected);
});

test("a located text keeps its place; null has none", () => {
  expect(located(get(root("a: b"), "a"))).toEqual({ value: "b", range: { start: 3, end: 4 } });
  expect(located(get(root("a:"), "a"))).toBeUndefined();
});

test("an alias shows what it stands for, and its entry the alias's range", () => {
  const text = "a: &x {b: 1}\nc: *x\nd: [*x]\n*y : 2\n";
  const node = root(text);
  expect(textOf(get(node, "c", "b"))).toBe("1");
  expect(textOf(get(node, "d", 0, "b"))).toBe("1");
  const range = entry(node, "c")?.range;
  expect(text.slice(range?.start, range?.end)).toBe("c: *x");
});

test("an alias can be a key", () => {
  expect(textOf(get(root("a: &k name\n*k : 2\n"), "name"))).toBe("2");
});

test("merge keys bring in what the map does not have, earlier maps first", () => {
  const node = root(`
base: &base { image: a, cpu: 1 }
more: &more { image: b, memory: 2 }
job:
  cpu: 4
  <<: [*base, *more]
  name: x
`);
  const found = entries(get(node, "job")).map(({ name, value, merged }) => [name, textOf(value), merged]);
  expect(found).toEqual([
    ["cpu", "4", false],
    ["name", "x", false],
    ["image", "a", true],
    ["memory", "2", true],
  ]);
  expect(entry(get(node, "job"), "memory")?.merged).toBe(true);
  expect(textOf(get(node, "job", "image"))).toBe("a");
});

test("a merge key merges maps within maps, and nothing but maps", () => {
  const node = root("a: &a {x: 1}\nb: &b\n  <<: *a\n  y: 2\nc:\n  <<: *b\n  z: 3\nd:\n  <<: 5\n  w: 1\n");
  expect(toPlain(get(node, "c"))).toEqual({ z: 3, y: 2, x: 1 });
  expect(toPlain(get(node, "d"))).toEqual({ w: 1 });
});

test("a quoted << is an ordinary key", () => {
  expect(toPlain(root("a: {'<<': {b: 1}}"))).toEqual({ a: { "<<": { b: 1 } } });
});

test.each([
  ["a: 1\nb: [true, ~, x, 1.5]\n", { a: 1, b: [true, null, "x", 1.5] }],
  ["1: a\ntrue: b\n", { "1": "a", true: "b" }],
  ["a: 1\na: 2\n", { a: 1 }],
  ["{a, b: }", { a: null, b: null }],
  ["a: 2022-01-01", { a: "2022-01-01" }],
  ["- a: !!set {b, c}", [{ a: { b: null, c: null } }]],
])("plain form of %j", (text, expected) => {
  expect(toPlain(root(text))).toEqual(expected);
});

test("__proto__ is a key like others", () => {
  const plain = toPlain(root("__proto__: {polluted: 1}"));
  expect(Object.keys(plain as object)).toEqual(["__proto__"]);
  expect(Object.getPrototypeOf(plain)).toBe(Object.prototype);
});

test("maps as keys are left out", () => {
  expect(entries(root("? {a: 1}\n: b\nc: d\n")).map(({ name }) => name)).toEqual(["c"]);
});
