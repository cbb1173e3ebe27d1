import { test } from "vitest";
import { expectProblems } from "../../../test/support/problems.ts";
import { depot, flare } from "../../../test/support/manifests.ts";

const ingest = (input: string) => flare({ name: "ingest", input, output: "dataos://lakehouse:sales/orders" });

/** @param mark a problem on the bundle's reference */
const product = (ports: string, mark = "") => `
#- bundle.yaml
name: orders-bundle
version: v1beta
type: bundle
layer: user
bundle:
  resources:
    - id: ingest
      file: ingest.yaml
      workspace: public
#- product.yaml
name: orders-dp
version: v1beta
entity: product
type: data
v1beta:
  data:
    resource:
      refType: dataos
      ref: bundle:v1beta:orders-bundle${mark}
${ports}`;

const expectProduct = (ports: string, mark?: string) =>
  expectProblems(
    `
#- ingest.yaml
${ingest("dataos://crm:public/orders")}
#- other.yaml
${flare({ name: "other", input: "dataos://crm:public/customers", output: "dataos://lakehouse:sales/customers" })}
${product(ports, mark)}`,
    "inconsistent-product",
  );

test("inputs and outputs that agree with the workflows", () =>
  expectProduct(`
    inputs:
      - refType: depot
        ref: dataos://crm:public/orders
    outputs:
      - refType: dataos
        ref: dataset:lakehouse:sales:orders
`));

test("an output that a workflow outside the product writes", () =>
  expectProduct(`
    inputs:
      - refType: depot
        ref: dataos://crm:public/orders
    outputs:
      - refType: dataos
        ref: dataset:lakehouse:sales:customers
#            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning inconsistent-product: The output lakehouse:sales/customers is written by other.yaml
`));

test("an input that is another dataset than the one that is read", () =>
  expectProduct(`
    inputs:
      - refType: depot
        ref: dataos://crm:public/invoices
#            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning inconsistent-product: The product's workflows do not read the input crm:public/invoices, but crm:public/orders; correct the input.
    outputs:
      - refType: dataos
        ref: dataset:lakehouse:sales:orders
`));

test("an input that nobody reads, beside the one that is read", () =>
  expectProduct(`
    inputs:
      - refType: depot
        ref: dataos://crm:public/orders
      - refType: depot
        ref: dataos://crm:public/invoices
#            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ hint inconsistent-product: None of the product's workflows reads the input crm:public/invoices; remove it
`));

test("no input is declared", () =>
  expectProduct(
    `
    outputs:
      - refType: dataos
        ref: dataset:lakehouse:sales:orders
`.trimEnd(),
    `
#          ^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning inconsistent-product: The product's workflows also read crm:public/orders; list it under \`inputs\`.`,
  ));

test("resources of another product are one problem", () =>
  expectProduct(
    `
    inputs:
      - refType: depot
        ref: dataos://crm:public/customers
    outputs:
      - refType: dataos
        ref: dataset:lakehouse:sales:customers
`,
    `
#          ^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning inconsistent-product: The workflows of these resources read none of the product's inputs and write none of its outputs`,
  ));

test("an input whose depot is misspelt is a problem of the address alone", () =>
  expectProblems(
    `
#- depot.yaml
${depot("crm")}
#- ingest.yaml
${ingest("dataos://cmr:public/orders")}
${product(`
    inputs:
      - refType: depot
        ref: dataos://crm:public/orders
`)}`,
    "inconsistent-product",
  ));

test("a declared input whose depot is misspelt is a problem of the address alone", () =>
  expectProblems(
    `
#- depot.yaml
${depot("crm")}
#- ingest.yaml
${ingest("dataos://crm:public/orders")}
${product(`
    inputs:
      - refType: depot
        ref: dataos://cmr:public/orders
`)}`,
    "inconsistent-product",
  ));

test("of an input whose address is malformed nothing is known", () =>
  expectProblems(
    `
#- ingest.yaml
${ingest("dataos:/crm:public/orders")}
${product(`
    inputs:
      - refType: depot
        ref: dataos://crm:public/orders
`)}`,
    "inconsistent-product",
  ));
