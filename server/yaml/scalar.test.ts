import fc from "fast-check";
import { Document, parse, Scalar } from "yaml";
import { expect, test } from "vitest";
import { parseYaml } from "./parse.ts";
import { scalarOffset, scalarText } from "./scalar.ts";
import { get } from "./tree.ts";

test.each([
  ["plain", `a: select 1`, "select 1", 7, "1"],
  ["plain over lines", "a: select\n    x,\n    y\n", "select x, y", 10, "y"],
  ["single-quoted", `a: 'it''s x'`, "it's x", 5, "x"],
  ["a doubled quote", `a: 'it''s x'`, "it's x", 2, "'"],
  ["double-quoted", String.raw`a: "tab\tx"`, "tab\tx", 4, "x"],
  ["an escape", String.raw`a: "\u00e9x"`, "éx", 0, "\\"],
  ["after a long escape", String.raw`a: "\U0001F45Fx"`, "👟x", 2, "x"],
  ["an escaped line break", 'a: "b\\\n   c"\n', "bc", 1, "c"],
  ["literal", "a: |\n  select\n    x\n", "select\n  x\n", 9, "x"],
  ["literal with an indentation indicator", "a: |1\n   x\n", "  x\n", 2, "x"],
  ["folded", "a: >-\n  select\n  x\n\n  y\n", "select x\ny", 9, "y"],
  ["the space of a folded break", "a: >-\n  b\n  c\n", "b c", 1, "\n"],
  ["CRLF", "a: |\r\n  b\r\n  c\r\n", "b\nc\n", 2, "c"],
  ["emoji", "a: '👟 x'", "👟 x", 3, "x"],
  ["after a byte order mark", "\ufeffa: 'it''s x'", "it's x", 5, "x"],
])("finds %s", (_, text, value, index, character) => {
  const scalar = scalarText(get(parseYaml(text).documents[0]?.root, "a"), text);
  expect(scalar?.value).toBe(value);
  const offset = scalar && scalarOffset(scalar, index);
  expect(offset === undefined ? undefined : scalar?.source[offset]).toBe(character);
});

test.each([
  ["the end of the content", "'ab'", "ab", 2, 3],
  ["the end of a plain scalar", "ab", "ab", 2, 2],
  ["the start of an empty value", "''", "", 0, 1],
  ["the end of a block scalar", "|\n  ab\n", "ab\n", 3, 7],
])("gives %s", (_, source, value, index, offset) => {
  expect(scalarOffset({ source, value }, index)).toBe(offset);
});

test.each([
  ["an index before the value", "ab", "ab", -1],
  ["an index beyond the value", "ab", "ab", 3],
  ["a block of blanks", "|\n  \n \n", "\n\n", 1],
  ["a value that is not the source's", "'ab'", "cd", 1],
])("knows no place for %s", (_, source, value, index) => {
  expect(scalarOffset({ source, value }, index)).toBeUndefined();
});

test("numbers and booleans have the text they are written as, null has none", () => {
  const text = "a: 0x10\nb: true\nc: ~\n";
  const root = parseYaml(text).documents[0]?.root;
  expect(scalarText(get(root, "a"), text)).toEqual({
    value: "0x10",
    source: "0x10",
    range: { start: 3, end: 7 },
  });
  expect(scalarText(get(root, "b"), text)?.value).toBe("true");
  expect(scalarText(get(root, "c"), text)).toBeUndefined();
});

const styles = [
  Scalar.PLAIN,
  Scalar.QUOTE_SINGLE,
  Scalar.QUOTE_DOUBLE,
  Scalar.BLOCK_LITERAL,
  Scalar.BLOCK_FOLDED,
];
const pieces = fc.constantFrom(
  "select",
  "a",
  "x1",
  " ",
  "  ",
  "\n",
  "\n\n",
  "'",
  '"',
  "\\",
  "\t",
  "👟",
  "é",
  "#",
  ": ",
  "-",
  "{{ x }}",
  "(",
);
const value = fc.array(pieces, { maxLength: 24 }).map((parts) => parts.join(""));

test("every character of a value is found, in every style, with either line break", () => {
  const settings = fc.record({
    value,
    style: fc.constantFrom(...styles),
    lineWidth: fc.constantFrom(0, 20, 80),
    indent: fc.constantFrom(1, 2, 4),
    lineBreak: fc.constantFrom("\n", "\r\n"),
    nested: fc.boolean(),
  });
  fc.assert(
    fc.property(settings, ({ value, style, lineWidth, indent, lineBreak, nested }) => {
      const scalar = Object.assign(new Scalar(value), { type: style });
      const written = new Document(nested ? { k: { a: [scalar] } } : { k: scalar }).toString({
        lineWidth,
        indent,
      });
      const text = written.replaceAll("\n", lineBreak);
      const root = parseYaml(text).documents[0]?.root;
      const read = scalarText(nested ? get(root, "k", "a", 0) : get(root, "k"), text);
      if (!read || read.value.trim() === "") return;
      Array.from({ length: read.value.length }, (_, index) => expectSameCharacter(read, index));
    }),
    { numRuns: 3_000 },
  );
});

function expectSameCharacter(scalar: { value: string; source: string }, index: number): void {
  const place = JSON.stringify({ ...scalar, index });
  const offset = scalarOffset(scalar, index);
  expect(offset, place).toBeDefined();
  const written = scalar.source.slice(offset);
  const character = scalar.value[index] ?? "";
  if (/\s/.test(character) && /^\r?\n/.test(written)) return;
  const escape = /^\\(?:x..|u.{4}|U.{8}|.)/.exec(written)?.[0];
  const isQuoted = scalar.source.startsWith('"');
  const meaning = isQuoted && escape !== undefined ? String(parse(`"${escape}"`)) : written[0];
  // An escape may stand for both halves of a character beyond the basic plane.
  expect(meaning?.includes(character), place).toBe(true);
}
