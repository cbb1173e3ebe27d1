import { expect, test } from "vitest";
import { loadSchemas } from "./schemas.ts";
import { schemasAt, type SchemasAt } from "./schemas-at.ts";
import { rootOf } from "./testing/marked.ts";

const { schemas } = loadSchemas({
  "workflow.json": {
    title: "workflow",
    properties: {
      name: { title: "name" },
      dag: {
        title: "dag",
        items: {
          title: "job",
          properties: { stack: { title: "stack" }, body: { title: "any body" } },
          if: { type: "object", properties: { stack: { title: "condition", const: "flare" } } },
          then: { title: "flare job", properties: { body: { title: "flare body", $ref: "#/$defs/body" } } },
        },
      },
    },
    $defs: { body: { title: "shared body" } },
  },
});

/** `$0` is the offset. */
function at(marked: string): SchemasAt | undefined {
  const offset = marked.indexOf("$0");
  const text = marked.replace("$0", "");
  return schemasAt(rootOf(text), "workflow.json", schemas, offset, text);
}

test.each<[where: string, marked: string, on: "key" | "value", path: string, titles: string[]]>([
  ["on a key", "na$0me: w", "key", "name", ["name"]],
  ["in a value", "name: w$0", "value", "name", ["name"]],
  ["where a value will be", "name: $0\ndag: []", "value", "name", ["name"]],
  ["right after a colon", "name:$0", "value", "name", ["name"]],
  ["between entries", "name: w\n$0\ndag: []", "value", "", ["workflow"]],
  ["in an item", "dag:\n  - stack: soda\n    body$0: {}", "key", "dag/0/body", ["any body"]],
  [
    "in a taken branch",
    "dag:\n  - stack: flare\n    body: {$0}",
    "value",
    "dag/0/body",
    ["any body", "flare body", "shared body"],
  ],
  ["on what the condition tests", "dag: [{ stack: fl$0are }]", "value", "dag/0/stack", ["stack"]],
  ["in an item of another type", "dag: [$0x]", "value", "dag/0", ["job"]],
  ["on an unknown key", "colour$0: red", "key", "colour", []],
])("%s", (_where, marked, on, path, titles) => {
  const place = at(marked);
  expect(place?.on).toBe(on);
  expect(place?.path.join("/")).toBe(path);
  expect(place?.schemas.map(({ title }) => title)).toEqual(titles);
});

test("the map around comes with its schemas, for the keys that are still free", () => {
  const place = at("dag:\n  - stack: flare\n    bo$0: {}");
  expect(place?.parent?.schemas.map(({ title }) => title)).toEqual(["job", "flare job"]);
  expect(place?.entry?.name).toBe("bo");
});

test("an empty document has the schemas of its root, and an unknown file none", () => {
  expect(schemasAt(undefined, "workflow.json", schemas, 0)?.schemas.map(({ title }) => title)).toEqual([
    "workflow",
  ]);
  expect(schemasAt(undefined, "nowhere.json", schemas, 0)).toBeUndefined();
});
