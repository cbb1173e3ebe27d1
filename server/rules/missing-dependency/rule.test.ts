import { test } from "vitest";
import { expectFix, expectProblems } from "../../../test/support/problems.ts";
import { flare } from "../../../test/support/manifests.ts";

const expectDependencies = (source: string) => expectProblems(source, "missing-dependency");

const files = `
#- ingest.yaml
${flare({ name: "ingest", input: "dataos://crm:public/orders", output: "dataos://lakehouse:sales/orders" })}
#- enrich.yaml
${flare({ name: "enrich", input: "dataos://lakehouse:sales/orders", output: "dataos://lakehouse:sales/enriched" })}
`;

test("a super-DAG whose jobs run files that feed each other", () =>
  expectDependencies(`${files}
#- nightly.yaml
name: wf-nightly
version: v1
type: workflow
workflow:
  dag:
    - name: ingest
      file: ingest.yaml
    - name: enrich
      file: enrich.yaml
#           ^^^^^^^^^^^ warning missing-dependency: The job "enrich" reads lakehouse:sales/orders, which "ingest" writes, but does not depend on it; add "ingest" to its dependencies.
`));

test("a dependency through another job is enough", () =>
  expectDependencies(`${files}
#- nightly.yaml
name: wf-nightly
version: v1
type: workflow
workflow:
  dag:
    - name: ingest
      file: ingest.yaml
    - name: check
      file: check.yaml
      dependencies:
        - ingest
    - name: enrich
      file: enrich.yaml
      dependencies:
        - check
`));

test("jobs of one DAG", () =>
  expectDependencies(`
name: wf-orders
version: v1
type: workflow
workflow:
  dag:
    - name: ingest
      spec:
        stack: flare:7.0
        compute: runnable-default
        stackSpec:
          job:
            inputs:
              - name: source
                dataset: dataos://crm:public/orders
            outputs:
              - name: source
                dataset: dataos://lakehouse:sales/orders?acl=rw
    - name: check
      spec:
        stack: soda+python:1.0
        compute: runnable-default
        stackSpec:
          inputs:
            - dataset: dataos://lakehouse:sales/orders
#                      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning missing-dependency: The job "check" reads lakehouse:sales/orders, which "ingest" writes
              checks:
                - row_count > 0
`));

const nightly = (dependencies: string) => `
#- nightly.yaml
name: wf-nightly
version: v1
type: workflow
workflow:
  dag:
    - name: ingest
      file: ingest.yaml
    - name: check
      file: check.yaml
    - name: enrich
${dependencies}      file: enrich.yaml
`;

test("the fix adds a list of dependencies", () =>
  expectFix(files + nightly("").replace("enrich.yaml", "enrich$0.yaml"), 'Depend on "ingest"').toGive(
    nightly("      dependencies:\n        - ingest\n"),
  ));

test("the fix extends the list that is there", () =>
  expectFix(
    files + nightly("      dependencies:\n        - check\n").replace("enrich.yaml", "enrich$0.yaml"),
    'Depend on "ingest"',
  ).toGive(nightly("      dependencies:\n        - check\n        - ingest\n")));
