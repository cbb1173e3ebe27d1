import { expect, test } from "vitest";
import { builtinSchemas } from "../schema/builtin.ts";
import { parseYaml } from "../yaml/parse.ts";
import { declaresKind, kindOf, mayBeOurs } from "./kind.ts";

const kind = (text: string) => kindOf(parseYaml(text).documents[0]?.root, builtinSchemas);

test.each([
  ["a known type with its version", "type: depot\nversion: v2alpha\n", "depot", "depot.v2alpha.json"],
  ["a known type with its section", "type: depot\ndepot:\n  type: S3\n", "depot", "depot.v2alpha.json"],
  ["an older version", "type: depot\nversion: v1\n", "depot", "depot.v1.json"],
  [
    "an unknown version: the newest schema rejects it",
    "type: depot\nversion: v9\n",
    "depot",
    "depot.v2alpha.json",
  ],
  ["a version not filled in", "type: depot\nversion: ${{version}}\n", "depot", "depot.v2alpha.json"],
  ["a kind without a schema", "type: dataplane\nversion: v1\n", "dataplane", "resource.json"],
  ["an older bundle", "type: bundle\nversion: v1alpha\n", "bundle", "bundle.v1beta.json"],
  ["a misspelt type", "type: workflows\nworkflow:\n  dag: []\n", "workflow", "workflow.v1.json"],
  ["a capital", "type: Depot\ndepot:\n  type: S3\n", "depot", "depot.v2alpha.json"],
  [
    "a capital section",
    "type: workflow\nWorkflow:\n  dag: []\nversion: v1\n",
    "workflow",
    "workflow.v1.json",
  ],
  ["another word as type", "name: a\nversion: v1\ntype: ABFSS\ndepot:\n  x: 1\n", "depot", "depot.v1.json"],
  ["a type forgotten", "name: a\nversion: v1\nworkflow:\n  dag: []\n", "workflow", "workflow.v1.json"],
  ["a product", "entity: product\nversion: v1beta\n", "data-product", "data-product.v1beta.json"],
  ["a product without header", "v1alpha:\n  data:\n", "data-product", "data-product.v1alpha.json"],
  [
    "a product without entity",
    "name: a\ntype: data\nversion: v1alpha\n",
    "data-product",
    "data-product.v1alpha.json",
  ],
  ["Lens tables", "tables:\n  - name: a\n    sql: select 1\n", "lens-tables", "lens-tables.json"],
  ["dedented Lens tables", "tables:\n  - name: a\njoins:\n  - name: b\n", "lens-tables", "lens-tables.json"],
  ["Lens views", "views:\n  - name: a\n    tables:\n      - join_path: b\n", "lens-views", "lens-views.json"],
  [
    "user groups",
    "user_groups:\n  - name: a\n    includes: '*'\n",
    "lens-user-groups",
    "lens-user-groups.json",
  ],
  ["a Lens 1 file", "entities:\n  - name: a\n    fields:\n      - name: b\n", "lens-1", "lens-1.json"],
])("recognises %s", (_, text, expected, schemaFile) => {
  expect(kind(text)).toEqual({ kind: expected, schemaFile });
  expect(mayBeOurs(text)).toBe(true);
});

test.each([
  ["an empty file", ""],
  ["a scalar", "just text"],
  ["a type without version and section", "type: service\nname: a\n"],
  ["a version of something else", "type: service\nversion: 3.8\n"],
  ["Docker Compose", "version: '3'\nservices:\n  web:\n    image: x\n"],
  ["Kubernetes", "apiVersion: v1\nkind: Service\nspec:\n  type: LoadBalancer\n"],
  ["everyday sections", "name: a\nversion: v1\nservice:\n  port: 80\n"],
  ["a scalar where the section would be", "type: object\nsecret: abc\n"],
  ["a known type of another tool", "type: secret\nsecret: abc\n"],
  ["data of no product", "type: data\nversion: 2\n"],
  ["tables of another tool", "tables:\n  - name: a\n    columns: [b]\n"],
  ["views of another tool", "views:\n  - name: a\n    query: select 1\n"],
  ["entities of another tool", "entities:\n  - entity: light.kitchen\n"],
  ["user groups of another tool", "user_groups:\n  - name: wheel\n    gid: 10\n"],
  ["a JSON schema", "type: object\nproperties:\n  type: {}\n"],
])("leaves %s alone", (_, text) => {
  expect(kind(text)).toBeUndefined();
});

test.each([
  ["name: a\nversion: v1\ntype: workflow\nworkflow:\n  dag: [\n", true],
  ["entity: product\nx: [\n", true],
  ["type: workflow # of mine\nworkflow: {\n", true],
  ["type: workflow\nx: [\n", false],
  ["kind: Service\nx: [\n", false],
])("tells of broken text whether it meant to be a manifest", (text, expected) => {
  expect(declaresKind(text, builtinSchemas)).toBe(expected);
});
