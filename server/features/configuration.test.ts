import { describe, expect, test } from "vitest";
import { depot } from "../../test/support/manifests.ts";
import { problemsOf } from "../../test/support/problems.ts";
import { MemoryFileSystem } from "../workspace/memory-file-system.ts";
import { Workspace } from "../workspace/workspace.ts";
import { complete } from "./completion/complete.ts";
import { hover } from "./hover/hover.ts";

const workspace = await Workspace.open(
  "/workspace",
  new MemoryFileSystem({ "/workspace/crm.yml": depot("crm"), "/workspace/dps.config.yml": "" }),
);

function proposed(source: string, file = "dps.config.yml"): readonly string[] {
  const offset = source.indexOf("$0");
  return complete(source.replace("$0", ""), offset, workspace, file)
    .toSorted((one, other) => one.order.localeCompare(other.order))
    .map(({ label }) => label);
}

function said(source: string): string | undefined {
  const offset = source.indexOf("$0");
  const context = { workspace, file: "dps.config.yml", now: new Date(0), analysisOf: () => undefined };
  return hover({ ...context, text: source.replace("$0", ""), offset })?.markdown;
}

describe("the configuration", () => {
  test.each([
    ["its keys", "$0", ["external", "rules", "sampleData", "environments"]],
    ["those that are not there yet", "exclude: []\nr$0", ["rules"]],
    ["rules", "rules:\n  $0", ["unresolved-reference", "undefined-column"]],
    [
      "what a rule may be",
      "rules:\n  unresolved-reference: $0",
      ["error", "warning", "information", "hint", "off"],
    ],
    ["kinds of names", "external:\n  $0", ["depot", "dataset", "cluster"]],
  ])("%s are proposed", (_what, source, expected) => {
    expect(proposed(source)).toEqual(expect.arrayContaining(expected));
  });

  test("keys that are there are not proposed, and nothing of manifests is", () => {
    expect(proposed("exclude: []\n$0")).not.toContain("exclude");
    expect(proposed("$0")).not.toContain("workflow");
  });

  test("is a matter of the file at the root alone", () => {
    expect(proposed("external:\n  $0", "other.yml")).toEqual([]);
    expect(proposed("external:\n  $0", "deep/dps.config.yml")).toEqual([]);
  });

  test("keys and rules are explained", () => {
    expect(said("exc$0lude: []\n")).toContain("are no part of the workspace");
    expect(said("rules:\n  unresolved-$0reference: off\n")).toMatch(
      /^\*\*`unresolved-reference`\*\*\n\n\w.*/,
    );
  });
});

test("a kind of one's own takes a schema and a line in the configuration", async () => {
  const schema = {
    $schema: "https://json-schema.org/draft/2020-12/schema",
    type: "object",
    required: ["name", "version", "type", "ingestor"],
    properties: {
      name: { type: "string", "x-defines": "ingestor" },
      version: { const: "v1" },
      type: { const: "ingestor" },
      ingestor: {
        type: "object",
        required: ["depot"],
        properties: { depot: { type: "string", "x-refers": "depot", description: "Where rows go." } },
        additionalProperties: false,
      },
    },
  };
  const own = await Workspace.open(
    "/workspace",
    new MemoryFileSystem({
      "/workspace/dps.config.yml": "schemas:\n  - schemas/ingestor.v1.json\n",
      "/workspace/schemas/ingestor.v1.json": JSON.stringify(schema),
      "/workspace/crm.yml": depot("crm"),
    }),
    { trusted: true },
  );
  const head = "name: orders\nversion: v1\ntype: ingestor\ningestor:\n  ";
  const labels = (text: string) => complete(text, text.length, own, "orders.yml").map(({ label }) => label);
  expect(labels(head)).toEqual(["depot"]);
  expect(labels(`${head}depot: `)).toContain("crm");
});

test("what is wrong in it is found at its place", async () => {
  const problems = await problemsOf("#- dps.config.yml\nrules:\n  undefined-column: of\nsampledata: x\n");
  expect(problems.map(({ message }) => message)).toEqual([
    expect.stringContaining("of"),
    expect.stringContaining("sampledata"),
  ]);
});
