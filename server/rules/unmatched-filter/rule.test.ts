import { expect, test } from "vitest";
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
#                   ^^^^^^^^^^^ hint unmatched-filter: No data product of the workspace matches "^invoices.*"`) +
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
