import { expect, test } from "vitest";
import { Fingerprints } from "./fingerprints.ts";

const text = "name: a\ncluster: sytem\ninner:\n  cluster: sytem\n";

/** Fingerprints of a rule's problems on every mention of a word. */
function of(word: string, inText: string, rule = "unresolved-reference"): readonly string[] {
  const fingerprints = new Fingerprints(inText);
  return [...inText.matchAll(new RegExp(word, "g"))].map(({ index }) => fingerprints.of(rule, index));
}

test("problems of one file have fingerprints of their own, on lines that are alike too", () => {
  const all = [...of("sytem", text), ...of("sytem", text, "unknown-value"), ...of("name", text)];
  expect(new Set(all).size).toBe(5);
});

test.each([
  ["lines come above", `# A comment.\n\n${text}`],
  ["lines go", text.replace("name: a\n", "")],
  ["the line is indented", text.replaceAll("cluster", "    cluster")],
  ["line ends change", text.replaceAll("\n", "\r\n")],
  ["the last line end is missing", text.trimEnd()],
])("they stay when %s", (_title, edited) => {
  expect(of("sytem", edited)).toEqual(of("sytem", text));
});

test("another text of the line is another problem", () => {
  expect(of("sytem", text.replaceAll("cluster: sytem", "cluster: sytem-2"))).not.toEqual(of("sytem", text));
});

test("a problem at the very beginning and end of a text has one", () => {
  const fingerprints = new Fingerprints("\n");
  expect([fingerprints.of("a", 0), fingerprints.of("b", 1)]).toHaveLength(2);
});
