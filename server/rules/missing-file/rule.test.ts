import { test } from "vitest";
import { expectFix, expectProblems } from "../../../test/support/problems.ts";
import { depot } from "../../../test/support/manifests.ts";

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
    expectProblems(
      `#- dags/orders.yaml${depot("orders")}#- dags/nightly.yaml${superDag(path)}`,
      "missing-file",
    ),
);

test("a path that leads nowhere, with the nearest file that exists", () =>
  expectProblems(
    `#- dags/orders.yaml${depot("orders")}#- nightly.yaml${superDag(
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
    `#- dags/orders.yaml${depot("orders")}#- nightly.yaml${superDag("dag/orders$0.yaml")}`,
    'Change to "dags/orders.yaml"',
  ).toGive(superDag("dags/orders.yaml")));

test("a Lens table whose SQL file is called differently", () =>
  expectFix(
    `
#- model/sqls/orders.sql
SELECT 1
#- model/tables/orders.yaml
tables:
  - name: orders
    sql: {{ load_sql('or$0der') }}
    dimensions: []
`,
    'Change to "model/sqls/orders.sql"',
  ).toGive(`
#- model/tables/orders.yaml
tables:
  - name: orders
    sql: {{ load_sql('orders') }}
    dimensions: []
`));
