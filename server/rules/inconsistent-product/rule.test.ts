import { test } from "vitest";
import { expectProblems } from "../../../test/support/problems.ts";
import { flare } from "../../../test/support/manifests.ts";

const expectProduct = (ports: string) =>
  expectProblems(
    `
#- ingest.yaml
${flare({ name: "ingest", input: "dataos://crm:public/orders", output: "dataos://lakehouse:sales/orders" })}
#- other.yaml
${flare({ name: "other", input: "dataos://crm:public/customers", output: "dataos://lakehouse:sales/customers" })}
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
      ref: bundle:v1beta:orders-bundle
${ports}`,
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

test("an input that nobody reads and one that is not declared", () =>
  expectProduct(`
    inputs:
      - refType: depot
        ref: dataos://crm:public/invoices
#            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ hint inconsistent-product: None of the product's workflows reads the input crm:public/invoices.
#            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning inconsistent-product: The product's workflows also read crm:public/orders; list it
`));
