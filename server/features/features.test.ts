import { describe, expect, test } from "vitest";
import { shop } from "../../test/support/shop.ts";
import { deriveFacts } from "../manifest/facts.ts";
import { builtinSchemas } from "../schema/builtin.ts";
import { codeLenses } from "./code-lens.ts";
import { datasetsOf, datasetWithin, toDatasetKey } from "./datasets.ts";
import { hasJoinTarget } from "./join-target.ts";

const manifestsOf = (text: string) => deriveFacts(text, { schemas: builtinSchemas }).manifests;

const spending = shop["flows/spending.yml"];
const lens = `tables:
  - name: orders
    sql: SELECT * FROM crm.raw.orders
    joins:
      - name: customers
        relationship: many_to_one
        sql: "{TABLE.customer} = {customers.name}"
`;

describe("code lenses", () => {
  const lensesOf = (text: string) =>
    codeLenses(manifestsOf(text)).map(
      ({ command, parameters, range }) =>
        `${text.slice(range.start, range.end)} ${command} ${Object.values(parameters).join()}`,
    );

  test("a workflow's pipeline, its steps that join, and the datasets that it reads and writes", () => {
    expect(lensesOf(spending)).toEqual([
      "wf-spending dps.previewPipeline wf-spending",
      "located dps.previewJoin spending/located",
      "dataos://crm:raw/orders dps.previewData dataos://crm:raw/orders",
      "dataos://crm:raw/customers dps.previewData dataos://crm:raw/customers",
      "dataos://lake:sales/by_city?acl=rw dps.previewData dataos://lake:sales/by_city?acl=rw",
    ]);
  });

  test("a job without a name has steps all the same", () => {
    expect(lensesOf(spending.replace("- name: spending\n      spec:", "- spec:"))).toContain(
      "located dps.previewJoin located",
    );
  });

  test("what a data profile job reads", () => {
    const profiling = spending.replace(/steps:[^]*/, "profile:\n              level: basic\n");
    expect(lensesOf(profiling)).toEqual([
      "dataos://crm:raw/orders dps.previewData dataos://crm:raw/orders",
      "dataos://crm:raw/orders dps.profileDataset dataos://crm:raw/orders",
      "dataos://crm:raw/customers dps.previewData dataos://crm:raw/customers",
      "dataos://crm:raw/customers dps.profileDataset dataos://crm:raw/customers",
    ]);
  });

  test("a workflow of jobs that run nothing here has no pipeline", () => {
    expect(lensesOf(shop["quality/by-city.yml"])).toEqual([
      "dataos://lake:sales/by_city dps.runQualityChecks dataos://lake:sales/by_city",
      "dataos://lake:sales/by_city dps.profileDataset dataos://lake:sales/by_city",
      "dataos://lake:sales/by_city dps.previewData dataos://lake:sales/by_city",
    ]);
  });

  test("a relationship of a Lens model", () => {
    expect(lensesOf(lens)).toEqual(["customers dps.previewJoin orders.customers"]);
  });
});

describe("datasets", () => {
  test.each([
    ["dataset: dataos://crm:raw/customers", "crm:raw/customers"],
    ["dataset: dataos://lake:sales/by_city?acl=rw", "lake:sales/by_city"],
    ["steps:", undefined],
  ])("the one on the line %s", (line, expected) => {
    const start = spending.indexOf(line);
    expect(datasetWithin(manifestsOf(spending), { start, end: start + line.length })).toBe(expected);
  });

  test("those of a manifest, each once, in the order of the text", () => {
    expect(datasetsOf(manifestsOf(spending.replace("crm:raw/customers", "crm:raw/orders")))).toEqual([
      "crm:raw/orders",
      "lake:sales/by_city",
    ]);
  });

  test("not those whose name holds a placeholder", () => {
    expect(datasetsOf(manifestsOf(spending.replace("crm:raw/orders", "crm:raw/${{name}}")))).not.toContain(
      "crm:raw/${{name}}",
    );
  });

  test.each([
    ["lake:sales/orders", "lake:sales/orders"],
    ["dataos://lake:sales/orders", "lake:sales/orders"],
    ["dataos://lake:sales/orders?acl=rw", "lake:sales/orders"],
    ["dataos://lake:sales", undefined],
    ["dataos://lake", undefined],
    ["orders", undefined],
    ["", undefined],
  ])("the key of %j is %j", (text, key) => {
    expect(toDatasetKey(text)).toBe(key);
  });
});

test.each([
  [undefined, true],
  ["", true],
  ["located", true],
  ["LOCATED", true],
  ["spending/located", true],
  ["orders.customers", true],
  ["other/located", false],
  ["loacted", false],
  ["orders.items", false],
  ["customers.orders", false],
])("the target of a join: %j", (selector, expected) => {
  expect(hasJoinTarget([...manifestsOf(spending), ...manifestsOf(lens)], selector)).toBe(expected);
});
