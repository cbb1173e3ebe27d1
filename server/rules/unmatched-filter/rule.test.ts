import { describe, expect, test } from "vitest";
import { expectFix, expectProblems, rulesThatFind } from "../../../test/support/problems.ts";

const product = (name: string) => `
#- ${name}.yaml
name: ${name}
version: v1beta
entity: product
type: data
v1beta:
  data: {}
`;

const scanner = (item: string) => `
#- scanner.yaml
name: wf-scanner
version: v1
type: workflow
workflow:
  dag:
    - name: scan
      spec:
        stack: scanner:2.0
        compute: runnable-default
        stackSpec:
          type: data-product
          sourceConfig:
            config:
              type: DataProduct
              dataProductFilterPattern:
                includes:
                  - ${item}
`;

const products = product("orders-dp") + product("customers-dp");
const expectFilters = (source: string) => expectProblems(source, "unmatched-filter");

test.each(["orders-dp", "orders", "^orders-dp$", "^orders.*", ".*-dp$", "'.*omer.*'", "^customers-dp"])(
  "%s matches a data product",
  (item) => expectFilters(scanner(item) + products),
);

test("a pattern that matches nothing, and is like nothing", () =>
  expectFilters(
    scanner(`^invoices.*
#                   ^^^^^^^^^^^ hint unmatched-filter: No data product that the workspace knows matches "^invoices.*"`) +
      products,
  ));

test("a name is a prefix, not a part", () =>
  expectFilters(
    scanner(`dp
#                   ^^ hint unmatched-filter`) + products,
  ));

test("a pattern that is nearly a name", () =>
  expectFix(scanner("'^order$0-dp$'") + products, 'Change to "orders-dp"').toGive(
    scanner("'^orders-dp$'") + products,
  ));

test.each(["(a+)+$", "orders|invoices", "[xyz].*", "inv.ices", "${PRODUCT}"])(
  "of other patterns nothing is said: %s",
  (item) => expectFilters(scanner(item) + products),
);

test("a workspace without data products", () => expectFilters(scanner("invoices-dp")));

test("a product that the configuration lists as external", async () => {
  const config = `#- dps.config.yml\nexternal:\n  data-product: [invoices-dp]\n`;
  expect(await rulesThatFind(config + scanner("^invoices-dp$") + products)).not.toContain("unmatched-filter");
});

describe("schemas and tables of a depot", () => {
  const job = (name: string) => `
#- ${name}.yaml
name: wf-${name}
version: v1
type: workflow
workflow:
  dag:
    - name: ${name}
      spec:
        stack: flare:7.0
        compute: runnable-default
        stackSpec:
          job:
            inputs:
              - name: ${name}
                dataset: dataos://crm:sales_raw/${name}
            outputs:
              - name: ${name}
                dataset: dataos://lakehouse:sales/${name}?acl=rw
`;
  const depotScanner = (filter: string, item: string, depot = "dataos://crm") => `
#- scanner.yaml
name: wf-scanner
version: v1
type: workflow
workflow:
  dag:
    - name: scan
      spec:
        stack: scanner:2.0
        compute: runnable-default
        stackSpec:
          depot: ${depot}
          sourceConfig:
            config:
              type: DatabaseMetadata
              ${filter}:
                includes:
                  - ${item}
${job("orders")}`;

  test("a collection that is nearly one that the workspace reads", () =>
    expectFix(depotScanner("schemaFilterPattern", "^sale$0_raw$"), 'Change to "sales_raw"').toGive(
      depotScanner("schemaFilterPattern", "^sales_raw$"),
    ));

  test("a dataset that is nearly one that the workspace writes", () =>
    expectFilters(
      depotScanner(
        "tableFilterPattern",
        `order_s
#                   ^^^^^^^ warning unmatched-filter: No dataset of the depot "lakehouse" that the workspace knows matches "order_s"; did you mean "orders"?`,
        "lakehouse",
      ),
    ));

  test.each([
    ["schemaFilterPattern", "^SALES_RAW$"],
    ["schemaFilterPattern", "public"],
    ["tableFilterPattern", "customers"],
    ["databaseFilterPattern", "sale_raw"],
    ["schemaFilterPattern", "(a+)+$"],
  ])("%s: %s", (filter, item) => expectFilters(depotScanner(filter, item)));

  test("nothing is known of another depot", () =>
    expectFilters(depotScanner("schemaFilterPattern", "sale_raw", "erp")));

  test("a star is no wildcard", () =>
    expectFix(depotScanner("schemaFilterPattern", "^sales$0*"), "Change to ^sales.*").toGive(
      depotScanner("schemaFilterPattern", "^sales.*"),
    ));
});

describe("what a monitor picks of quality results", () => {
  const monitor = (where: string, table = "soda_quality_checks") => `
#- monitor.yaml
name: orders-monitor
version: v1alpha
type: monitor
monitor:
  schedule: "*/30 * * * *"
  type: equation_monitor
  equation:
    leftExpression:
      queryCoefficient: 1
      queryConstant: 0
      query:
        type: trino
        cluster: system
        ql: |
          SELECT count(*) FROM lakehouse.sys01.${table} WHERE ${where}
    rightExpression:
      queryCoefficient: 0
      queryConstant: 0
    operator: greater_than
  incident:
    name: orders-failed
    severity: high
#- quality.yaml
name: wf-quality
version: v1
type: workflow
workflow:
  dag:
    - name: quality
      spec:
        stack: soda+python:1.0
        compute: runnable-default
        stackSpec:
          inputs:
            - dataset: dataos://lakehouse:sales/orders
              checks:
                - row_count > 0
`;

  test("a collection that the workspace does not have", () =>
    expectFilters(
      monitor(`collection = 'invoices' AND dataset = 'bills'
#                                                                                      ^^^^^^^^ hint unmatched-filter: Nothing in the workspace reads or writes a collection "invoices"`),
    ));

  test("a dataset that is nearly one of the workspace", () =>
    expectFix(monitor("collection = 'sales' AND dataset IN ('or$0der')"), 'Change to "orders"').toGive(
      monitor("collection = 'sales' AND dataset IN ('orders')"),
    ));

  test.each([
    "collection = 'sales' AND dataset IN ('orders')",
    "check_outcome = 'fail'",
    "collection LIKE 'inv%'",
  ])("what is there, or can't be told: %s", (where) => expectFilters(monitor(where)));

  test("other tables", () => expectFilters(monitor("collection = 'invoices'", "other")));
});
