import { test } from "vitest";
import { expectProblems } from "../../../test/support/problems.ts";
import { flare } from "../../../test/support/manifests.ts";

const expectFiles = (source: string) => expectProblems(source, "shared-file");

const nightly = (dag: string) => `
#- nightly.yaml
name: wf-nightly
version: v1
type: workflow
workflow:
  dag:
${dag}
`;

test("two jobs with one file, there or not", () =>
  expectFiles(
    nightly(`    - name: orders
      file: ingest/orders.yaml
    - name: customers
      file: ingest/orders.yaml
#           ^^^^^^^^^^^^^^^^^^ warning shared-file: "customers" runs the same file as "orders"; name the file that it should run, or remove one of the two.`),
  ));

test("one file by two spellings of its path", () =>
  expectFiles(`
#- ingest.yaml
${flare({ name: "ingest", input: "dataos://crm:public/orders", output: "dataos://lakehouse:sales/orders" })}
${nightly(`    - name: orders
      file: ingest.yaml
    - name: customers
      file: ./ingest.yaml
#           ^^^^^^^^^^^^^ warning shared-file: "customers" runs the same file as "orders"
    - name: products
      file: ingest.yaml
#           ^^^^^^^^^^^ warning shared-file: "products" runs the same file as "orders"`)}`));

test("files of their own, and those that a placeholder names", () =>
  expectFiles(
    nightly(`    - name: orders
      file: orders.yaml
    - name: customers
      file: customers.yaml
    - name: first
      file: \${FOLDER}/job.yaml
    - name: second
      file: \${FOLDER}/job.yaml`),
  ));

test("two workflows may run the same file", () =>
  expectFiles(
    nightly(`    - name: orders
      file: orders.yaml`) +
      `---
name: wf-hourly
version: v1
type: workflow
workflow:
  dag:
    - name: orders
      file: orders.yaml
`,
  ));
