import { test } from "vitest";
import { expectFix, expectProblems } from "../../../test/support/problems.ts";
import { depot, flare } from "../../../test/support/manifests.ts";

const expectDatasets = (source: string) => expectProblems(source, "unwritten-dataset");
const ingest = flare({
  name: "ingest",
  input: "dataos://crm:public/orders",
  output: "dataos://lakehouse:sales/orders",
});

const cluster = (address: string, mark = "") => `
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
            - dataset: ${address}${mark}
              checks:
                - row_count > 0
`;

test("a dataset that a workflow writes", () =>
  expectDatasets(`
#- ingest.yaml
${ingest}
${cluster("dataos://lakehouse:sales/orders")}`));

test("a dataset whose namesake in another collection is written", () =>
  expectDatasets(`
#- ingest.yaml
${ingest}
${cluster(
  "dataos://lakehouse:shop/orders",
  `
#                               ^^^^^^^^^^^^^^^^^^^^^ warning unwritten-dataset: No workflow writes lakehouse:shop/orders; did you mean lakehouse:sales/orders, which ingest.yaml writes?`,
)}`));

test("a dataset of a depot that workflows write to", () =>
  expectDatasets(`
#- ingest.yaml
${ingest}
${cluster(
  "dataos://lakehouse:sales/customers",
  `
#                               ^^^^^^^^^^^^^^^^^^^^^^^^^ hint unwritten-dataset: No workflow of the workspace writes lakehouse:sales/customers`,
)}`));

test("a dataset of a depot that nobody here writes to", () =>
  expectDatasets(`
#- ingest.yaml
${ingest}
${cluster("dataos://warehouse:sales/customers")}`));

test("a dataset that the configuration lists as external", () =>
  expectDatasets(`
#- dps.config.yml
external:
  dataset: ["lakehouse:sales/customers"]
#- ingest.yaml
${ingest}
${cluster("dataos://lakehouse:sales/customers")}`));

test("a job that copies a table within a depot", () =>
  expectDatasets(
    flare({
      name: "copy",
      input: "dataos://lakehouse:retail/orders",
      output: "dataos://lakehouse:sample/orders",
    }),
  ));

test("nothing is said while a workflow is half written that may write it", () =>
  expectDatasets(`
#- ingest.yaml
${ingest}
#- customers.yaml
name: wf-customers
version: v1
type: workflow
workflow:
  dag:
    - name: customers
      spec:
        stack: flare:7.0
        compute: runnable-default
        stackSpec:
          job:
            inputs:
              - name: customers
                dataset: dataos://crm:public/customers
${cluster("dataos://lakehouse:sales/customers")}`));

test("nothing is said where the depot is misspelt that it is written to", () =>
  expectDatasets(`
#- depot.yaml
${depot("crm")}
#- ingest.yaml
${ingest}
#- customers.yaml
${flare({ name: "customers", input: "dataos://crm:public/customers", output: "dataos://lakehuose:sales/customers" })}
${cluster("dataos://lakehouse:sales/customers")}`));

test.each([
  ["dataos://lakehouse:sales/oders", "lakehouse:sales/orders"],
  ["dataset:lakehouse:sales:oders", "lakehouse:sales:orders"],
  ["lakehouse.sales.oders", "lakehouse.sales.orders"],
])("the fix keeps the spelling of %s", (written, meant) => {
  const address = written.replace("oders", "od$0ers");
  const fixed = written.replace(/lakehouse.*/, meant);
  const product = (ref: string) => `
name: orders-dp
version: v1beta
entity: product
type: data
v1beta:
  data:
    resource:
      refType: dataos
      ref: bundle:v1beta:orders-bundle
    inputs:
      - refType: dataos
        ref: ${ref}
`;
  return expectFix(
    `#- ingest.yaml${ingest}#- product.yaml${product(address)}`,
    `Change to "${meant}"`,
  ).toGive(product(fixed));
});

/** Nilus in a workflow that copies, or in a service that follows changes. */
const nilus = (kind: "workflow" | "service", table: string) => {
  const stackSpec = `{ source: { address: "dataos://crm", options: ${kind === "service" ? "{ engine: debezium }" : "{}"} }, sink: { address: dataos://lakehouse, options: { dest-table: ${table} } } }`;
  const run = `{ stack: nilus:1.0, compute: runnable-default, stackSpec: ${stackSpec} }`;
  return kind === "service"
    ? `{ name: copy, version: v1, type: service, service: ${run} }`
    : `{ name: copy, version: v1, type: workflow, workflow: { dag: [{ name: copy, spec: ${run} }] } }`;
};

test("a dataset that Nilus copies, or may write as it follows changes", async () => {
  const copies = (copy: string, mark = "") =>
    expectDatasets(`
#- ingest.yaml
${ingest}
#- copy.yaml
${copy}
${cluster("dataos://lakehouse:retail/payments", mark)}`);
  await copies(nilus("workflow", "retail.payments"));
  await copies(nilus("service", "retail"));
  await copies(nilus("workflow", "${TABLE}"));
  await copies(
    nilus("workflow", "retail.parcels"),
    `
#                               ^^^^^^^^^^^^^^^^^^^^^^^^^ hint unwritten-dataset: No workflow of the workspace writes lakehouse:retail/payments`,
  );
});
