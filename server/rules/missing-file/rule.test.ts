import { test } from "vitest";
import { expectFix, expectProblems } from "../../../test/support/problems.ts";
import { depot, flare } from "../../../test/support/manifests.ts";

const workflow = flare({
  name: "orders",
  input: "dataos://crm:public/orders",
  output: "dataos://crm:sales/orders",
});

const superDag = (path: string, mark = "") => `
name: wf-nightly
version: v1
type: workflow
workflow:
  dag:
    - name: orders
      file: ${path}${mark}
`;

test.each(["orders.yaml", "dags/orders.yaml", "./orders.yaml"])(
  "%s is found beside the manifest or under the root",
  (path) =>
    expectProblems(`#- dags/orders.yaml${workflow}#- dags/nightly.yaml${superDag(path)}`, "missing-file"),
);

test("a path that leads nowhere, with the nearest file that exists", () =>
  expectProblems(
    `#- dags/orders.yaml${workflow}#- nightly.yaml${superDag(
      "dags/orders.yamll",
      `
#           ^^^^^^^^^^^^^^^^^ warning missing-file: There is no file "dags/orders.yamll"; did you mean "dags/orders.yaml"?`,
    )}`,
    "missing-file",
  ));

test("an absolute path of somebody's machine", () =>
  expectProblems(
    superDag(
      "/home/ada/orders.yaml",
      `
#           ^^^^^^^^^^^^^^^^^^^^^ hint missing-file: "/home/ada/orders.yaml" is a path on one machine`,
    ),
    "missing-file",
  ));

test("the nearest file is offered as a fix", () =>
  expectFix(
    `#- dags/orders.yaml${workflow}#- nightly.yaml${superDag("dag/orders$0.yaml")}`,
    'Change to "dags/orders.yaml"',
  ).toGive(superDag("dags/orders.yaml")));

test("a Lens table whose SQL file is called differently", () =>
  expectFix(
    `
#- other/sqls/orders.sql
SELECT 1
#- model/sqls/orders.sql
SELECT 1
#- model/tables/orders.yaml
tables:
  - name: orders
    sql: {{ load_sql('or$0der') }}
    dimensions: []
`,
    'Change to "orders"',
  ).toGive(`
#- model/tables/orders.yaml
tables:
  - name: orders
    sql: {{ load_sql('orders') }}
    dimensions: []
`));

test("a file in another folder is offered before one of another name", () =>
  expectProblems(
    `#- orders.yaml${workflow}#- dags/order-lines.yaml${workflow}#- dags/orders.yaml${workflow}#- nightly.yaml${superDag(
      "dags/oders.yaml",
      `
#           ^^^^^^^^^^^^^^^ warning missing-file: There is no file "dags/oders.yaml"; did you mean "dags/orders.yaml"?`,
    )}`,
    "missing-file",
  ));

test("a job that runs a file without a workflow", () =>
  expectProblems(
    `#- depots/orders.yaml${depot("orders")}#- nightly.yaml${superDag(
      "depots/orders.yaml",
      `
#           ^^^^^^^^^^^^^^^^^^ warning missing-file: "depots/orders.yaml" holds no workflow, but a depot; give the path of a workflow.`,
    )}`,
    "missing-file",
  ));

test("an item of a bundle", () =>
  expectProblems(
    `
#- depots/orders.yaml
${depot("orders")}
#- bundle.yaml
name: orders-bundle
version: v1beta
type: bundle
layer: user
bundle:
  resources:
    - id: depot
      file: depots/orders.yaml
    - id: secret
      file: depots/order.yaml
#           ^^^^^^^^^^^^^^^^^ warning missing-file: There is no file "depots/order.yaml"; did you mean "depots/orders.yaml"?
`,
    "missing-file",
  ));
