import { describe, expect, test } from "vitest";
import type { CheckResult, FileProblem, RunResult } from "../../server/run/results.ts";
import { contentsOf, dps, folderWith, placeOf, resultOf } from "../support/command-line.ts";
import { depot, flare } from "../support/manifests.ts";
import { shop } from "../support/shop.ts";

/** A depot that is well but for one misspelt key. */
const misspelt = (name: string) => depot(name).replace("project:", "projekt:");
const megabytes = 1_000_000;

interface Case {
  readonly content: string | Uint8Array;
  /** What is said: severity, rule, text at its place with what stands before it, and message or its beginning. */
  readonly problems: readonly (readonly [string, string, at: readonly [string, string?], string])[];
}

const misspeltKey = [
  "warning",
  "unknown-key",
  ["projekt"],
  "`projekt` is not a key of `bigquery`; did you mean `project`?",
] as const;

const cases: Readonly<Record<string, Case>> = {
  empty: { content: "", problems: [] },
  "only-comments": { content: "\n# nothing yet\n\n---\n", problems: [] },
  "open-bracket": {
    content: `${depot("one")}  tags: [a, b\n`,
    problems: [["error", "yaml-syntax", ["[a, b"], 'The "[" is never closed; add "]"']],
  },
  "open-quote": {
    content: depot("two").replace("shop", '"shop'),
    problems: [["error", "yaml-syntax", ['"shop'], 'The quote " is never closed']],
  },
  "key-without-colon": {
    content: `${depot("three")}depo`,
    problems: [["error", "yaml-syntax", ["depo", "shop\n"], '"depo" is no key, for no ":" follows it']],
  },
  tabs: {
    content: misspelt("four").replaceAll("    ", "\t"),
    problems: [["error", "yaml-syntax", ["\t"], "YAML is indented with spaces only; replace the tabs here"]],
  },
  "duplicate-key": {
    content: depot("five").replace("  bigquery", "  type: S3\n  bigquery"),
    problems: [
      [
        "error",
        "duplicate-key",
        ["type", "allKeys: true\n  "],
        'The key "type" is already given on line 6; keep one of them.',
      ],
    ],
  },
  "anchors-and-merge-keys": {
    content: `- &first
  name: six
  version: v2alpha
  type: depot
  depot: &body
    type: BIGQUERY
    secrets: [{name: six-r, allKeys: true}]
    bigquery: &shop {projekt: shop}
- <<: *first
  name: seven
  depot:
    <<: [*body]
    bigquery: *shop
`,
    problems: [misspeltKey],
  },
  "alias-of-nothing": {
    content: "name: eight\nversion: v2alpha\ntype: depot\ndepot: *nothing\n",
    problems: [
      ["error", "yaml-syntax", ["*nothing"], 'No anchor "&nothing" comes before the alias "*nothing"'],
    ],
  },
  "several-documents": {
    content: `---\n${depot("nine")}---\n# nothing\n---\n${misspelt("ten")}...\n---\n${depot("eleven")}`,
    problems: [misspeltKey],
  },
  "several-broken": {
    content: `${depot("twelve")}---\n${depot("thirteen")}  tags: [a\n---\n${depot("fourteen")}`,
    problems: [["error", "yaml-syntax", ["[a"], 'The "[" is never closed; add "]"']],
  },
  crlf: { content: misspelt("fifteen").replaceAll("\n", "\r\n"), problems: [misspeltKey] },
  "byte-order-mark": { content: `\ufeff${misspelt("sixteen").trimStart()}`, problems: [misspeltKey] },
  utf16: { content: Buffer.from(`\ufeff${misspelt("seventeen")}`, "utf16le"), problems: [misspeltKey] },
  "not-ascii": {
    content: `{name: eighteen, description: "Größe 名前 👟", version: v2alpha, type: depot, depot: {type: BIGQUERY, secrets: [{name: x-r, allKeys: true}], bigquery: {projekt: "é"}}}\n`,
    problems: [misspeltKey],
  },
  "name-not-ascii": {
    content: depot("größe"),
    problems: [
      [
        "error",
        "malformed-value",
        ["größe"],
        "The name of a depot or cluster begins with a lower-case letter",
      ],
    ],
  },
  latin1: {
    content: Buffer.from(depot("nineteen").replace("shop", "café"), "latin1"),
    problems: [
      [
        "warning",
        "yaml-syntax",
        ["\ufffd"],
        "The character here is not UTF-8 and was lost; save the file as UTF-8",
      ],
    ],
  },
  binary: {
    content: Uint8Array.of(0x50, 0x4b, 3, 4, 0, 0, 255, 254, 10, 10),
    problems: [
      [
        "hint",
        "yaml-syntax",
        ["P"],
        "This is not a text file: it holds NUL characters; save it as UTF-8 text",
      ],
    ],
  },
  "binary-manifest": {
    content: `${depot("twenty")}\0\x01\x02`,
    problems: [
      [
        "error",
        "yaml-syntax",
        ["\n"],
        "This is not a text file: it holds NUL characters; save it as UTF-8 text",
      ],
    ],
  },
  large: {
    content: `${depot("twentyone")}# ${"x".repeat(50 * megabytes)}\n`,
    problems: [
      ["warning", "oversized-file", [""], "This file is larger than 2 MB and is not checked; split it."],
    ],
  },
  "large-of-others": { content: `on: push\n# ${"x".repeat(3 * megabytes)}\n`, problems: [] },
  "broken-of-others": { content: "on: [push\njobs: {\n", problems: [] },
};

/** All of it beside good manifests, and one with a mistake. */
const files = {
  ...shop,
  "depots/typo.yml": misspelt("typo"),
  ...Object.fromEntries(Object.entries(cases).map(([name, { content }]) => [`bad/${name}.yaml`, content])),
};

test("each file gets its message at its place, and everything else is checked", async () => {
  const folder = folderWith(files);
  const before = contentsOf(folder);
  const { problems } = await resultOf<CheckResult>(folder, "check");
  expect(contentsOf(folder)).toEqual(before);
  const byFile = Map.groupBy(problems, ({ file }) => file);
  const said = (file: string) =>
    (byFile.get(file) ?? []).map(({ severity, rule, range, message }) => ({
      severity,
      rule,
      range,
      message,
    }));
  for (const [name, { problems: expected }] of Object.entries(cases)) {
    const file = `bad/${name}.yaml`;
    expect.soft(said(file), file).toEqual(
      expected.map(([severity, rule, [text, after], message]) => ({
        severity,
        rule,
        range: placeOf(folder, file, text, after),
        message: expect.stringContaining(message) as string,
      })),
    );
    byFile.delete(file);
  }
  expect([...byFile.keys()]).toEqual(["depots/typo.yml"]);
  expect(said("depots/typo.yml")).toMatchObject([{ rule: "unknown-key" }]);
  for (const { message } of problems) expect(message).toMatch(/^[^\n]+[.?]$/);
});

test("files that can't be read hinder no run", async () => {
  const folder = folderWith(files);
  const before = contentsOf(folder);
  const { workflows } = await resultOf<RunResult>(folder, "run", ".");
  expect(contentsOf(folder)).toEqual(before);
  expect(workflows).toMatchObject([
    { name: "wf-spending", status: "ok", jobs: [{ outputs: [{ dataset: "lake:sales/by_city", rows: 4 }] }] },
    { name: "wf-by-city-quality", status: "skipped" },
  ]);
});

test.each([
  ["empty", 0, 0, 0],
  ["binary", 0, 0, 1],
  ["latin1", 0, 1, 1],
  ["tabs", 1, 1, 1],
])("the status is that of what is found: %s", async (name, error, warning, hint) => {
  const folder = folderWith({ ...shop, "bad.yaml": cases[name]?.content ?? "" });
  const status = async (threshold: string) => (await dps(folder, "check", "--fail-on", threshold)).status;
  expect([await status("error"), await status("warning"), await status("hint")]).toEqual([
    error,
    warning,
    hint,
  ]);
});

describe("places in SQL hold", () => {
  const wrong = flare({
    name: "wrong",
    input: "dataos://crm:raw/customers",
    output: "dataos://lake:sales/wrong",
    sql: "|\n                      -- 👟 größe\n                      SELECT name,\n                        '名前' AS label, citty\n                      FROM source",
  });

  test.each([
    ["with CRLF", wrong.replaceAll("\n", "\r\n")],
    ["after a byte order mark", `\ufeff${wrong}`],
    ["in a later document", `---\n${depot("crmtwo")}---\n${wrong}`],
  ])("%s", async (_, text) => {
    const folder = folderWith({ ...shop, "flows/wrong.yml": text });
    const { workflows } = await resultOf<RunResult>(folder, "run", "flows");
    expect(workflows.map(({ name, status }) => [name, status])).toEqual([
      ["wf-spending", "ok"],
      ["wf-wrong", "failed"],
    ]);
    expect(workflows[1]?.jobs[0]?.steps[0]?.error).toEqual({
      message: '"source" has no column "citty"; did you mean "city" of samples/crm/raw/customers.csv?',
      file: "wrong.yml",
      range: placeOf(folder, "flows/wrong.yml", "citty"),
    });
  });
});

test("what a broken file defines stays defined as far as it can be read", async () => {
  const folder = folderWith({ ...shop, "depots/crm.yml": `${shop["depots/crm.yml"]}  tags: [a\n` });
  const { problems } = await resultOf<CheckResult>(folder, "check");
  expect(problems.map(({ file, rule }: FileProblem) => [file, rule])).toEqual([
    ["depots/crm.yml", "yaml-syntax"],
  ]);
});
