import { describe, test } from "vitest";
import { flare } from "../../../test/support/manifests.ts";
import { expectProblems } from "../../../test/support/problems.ts";

const address = "dataos://lakehouse:sales/";

const quality = (dataset: string) => `
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
            - dataset: ${address}${dataset}
              checks:
                - row_count > 0
`;

const product = (outputs: string) => `
#- product.yaml
name: orders-dp
version: v1beta
entity: product
type: data
v1beta:
  data:
    outputs:
${outputs}`;

const expectOutputs = (source: string) => expectProblems(source, "unguarded-output");

test("one output with a quality check and one without", () =>
  expectOutputs(
    quality("orders") +
      product(`
      - refType: dataos
        ref: dataset:lakehouse:sales:orders
      - refType: dataos
        ref: dataset:lakehouse:sales:customers
#            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ hint unguarded-output: No quality check of the workspace looks at the output lakehouse:sales/customers, as one does at lakehouse:sales/orders
`),
  ));

test("an output whose checks are promised", () =>
  expectOutputs(
    product(`
      - refType: dataos
        ref: dataset:lakehouse:sales:customers
#            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning unguarded-output: The product promises quality checks of lakehouse:sales/customers
        checks:
          - freshness: 1d
      - refType: dataos
        ref: dataset:lakehouse:sales:orders
        checks: []
`),
  ));

describe("a product of which nothing is checked, in a workspace that checks others", () => {
  const withInput = (input: string, mark = "") =>
    quality("orders") +
    `#- customers.yaml\n${flare({ name: "customers", input: "dataos://crm:public/customers", output: `${address}customers` })}` +
    product(`
      - refType: dataos
        ref: dataset:lakehouse:sales:customers
${mark}`).replace(
      "    outputs:",
      `    inputs:\n      - refType: dataos\n        ref: dataset:lakehouse:sales:${input}\n    outputs:`,
    );

  test("its inputs neither", () =>
    expectOutputs(
      withInput(
        "leads",
        "#            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ hint unguarded-output: No quality check of the workspace looks at the output lakehouse:sales/customers, as one does at lakehouse:sales/orders",
      ),
    ));

  test("but one of its inputs is", () => expectOutputs(withInput("orders")));
});

test("a product none of whose outputs is checked", () =>
  expectOutputs(
    quality("invoices") +
      product(`
      - refType: dataos
        ref: dataset:lakehouse:sales:orders
      - refType: dataos
        ref: dataset:lakehouse:sales:customers
`),
  ));

test("a job that only reads the output is no check", () =>
  expectOutputs(
    `${quality("orders")}
#- copy.yaml
${flare({ name: "copy", input: `${address}customers`, output: `${address}people` })}
${product(`
      - refType: dataos
        ref: dataset:lakehouse:sales:orders
      - refType: dataos
        ref: dataset:lakehouse:sales:customers
#            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ hint unguarded-output
`)}`,
  ));

test("assertions of the Flare job that writes the output guard it", () =>
  expectOutputs(
    `${quality("orders")}
#- ingest.yaml
${flare({ name: "ingest", input: "dataos://crm:public/customers", output: `${address}customers` }).replace(
  "            steps:",
  `            assertions:
              - column: id
                tests: ["id > 0"]
            steps:`,
)}
${product(`
      - refType: dataos
        ref: dataset:lakehouse:sales:orders
      - refType: dataos
        ref: dataset:lakehouse:sales:customers
`)}`,
  ));

test("an output that the configuration lists as external", () =>
  expectOutputs(
    `
#- dps.config.yml
external:
  dataset: ["lakehouse:sales/customers"]
${quality("orders")}${product(`
      - refType: dataos
        ref: dataset:lakehouse:sales:orders
      - refType: dataos
        ref: dataset:lakehouse:sales:customers
`)}`,
  ));
