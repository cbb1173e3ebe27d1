import { expect, test } from "vitest";
import { withoutSuppressed } from "../rules/suppressions.ts";
import { parseYaml } from "../yaml/parse.ts";
import { toPlain } from "../yaml/tree.ts";
import { applyEdits } from "../text/edits.ts";
import { suppression } from "./suppress.ts";

/** The text with the problem at "bad" ignored; undefined where that is not offered. */
function ignored(text: string): string | undefined {
  const start = text.indexOf("bad");
  const problem = {
    rule: "bad-name",
    severity: "error",
    message: "Bad.",
    range: { start, end: start + 3 },
  } as const;
  const edit = suppression(text, problem);
  if (!edit) return undefined;
  const after = applyEdits(text, [edit]);
  const moved = after.lastIndexOf("bad", after.length);
  const there = { ...problem, range: { start: moved, end: moved + 3 } };
  expect(withoutSuppressed([there], after)).toEqual([]);
  expect(parseYaml(after).documents.map(({ root }) => toPlain(root))).toEqual(
    parseYaml(text).documents.map(({ root }) => toPlain(root)),
  );
  return after;
}

test.each([
  { where: "above a key", text: "a:\n  b: bad\n", after: "a:\n  # dps-ignore bad-name\n  b: bad\n" },
  {
    where: "above an item",
    text: "a:\n  - b: 1\n  - b: bad\n",
    after: "a:\n  - b: 1\n  # dps-ignore bad-name\n  - b: bad\n",
  },
  { where: "above the first line", text: "b: bad\n", after: "# dps-ignore bad-name\nb: bad\n" },
  {
    where: "behind a block",
    text: "a: |\n  x\n\nb: bad\n",
    after: "a: |\n  x\n\n# dps-ignore bad-name\nb: bad\n",
  },
  {
    where: "within brackets",
    text: "a: [\n  1,\n  bad\n]\n",
    after: "a: [\n  1,\n  # dps-ignore bad-name\n  bad\n]\n",
  },
  {
    where: "with the file's line ends",
    text: "a: 1\r\nb: bad\r\n",
    after: "a: 1\r\n# dps-ignore bad-name\r\nb: bad\r\n",
  },
  {
    where: "in the comment above",
    text: "# dps-ignore other\nb: bad\n",
    after: "# dps-ignore other bad-name\nb: bad\n",
  },
  {
    where: "in the comment on the line",
    text: "b: bad # dps-ignore other\n",
    after: "b: bad # dps-ignore other bad-name\n",
  },
])("$where", ({ text, after }) => expect(ignored(text)).toBe(after));

test.each(["a: |\n  x\n  bad\n", "a: >-\n  x\n  bad\n", 'a: "x\n  bad"\n', "a: x\n  bad\n"])(
  "never into a text of several lines: %j",
  (text) => expect(ignored(text)).toBeUndefined(),
);
