import { test } from "vitest";
import { expectProblems } from "../../../test/support/problems.ts";

test("two jobs of a DAG, and a step that replaces an earlier view", () =>
  expectProblems(
    `
name: wf-orders
version: v1
type: workflow
workflow:
  dag:
    - name: orders
      spec:
        stack: flare:7.0
        compute: runnable-default
        stackSpec:
          job:
            inputs:
              - name: orders_input
                dataset: dataos://crm:public/orders
            steps:
              - sequence:
                  - name: orders
                    sql: SELECT * FROM orders_input
                  - name: orders
#                         ^^^^^^ warning duplicate-name: Another input or step of this Flare job is called "orders" too
                    sql: SELECT * FROM orders
            outputs:
              - name: orders
                dataset: dataos://lakehouse:sales/orders?acl=rw
    - name: orders
#           ^^^^^^ error duplicate-name: Another job of this workflow is called "orders" too; give one of them another name.
      file: orders.yaml
`,
    "duplicate-name",
  ));

const table = (name: string, members = "[]", mark = "") => `
tables:
  - name: ${name}${mark}
    sql: SELECT * FROM lakehouse.sales.orders
    dimensions: ${members}
`;

test("a member of a Lens table", () =>
  expectProblems(
    table(
      "orders",
      `
      - name: id
        type: number
      - name: id
#             ^^ error duplicate-name: Another member of the Lens table "orders" is called "id" too; give one of them another name.
        type: number`,
    ),
    "duplicate-name",
  ));

test("tables in two files of a Lens model", () =>
  expectProblems(
    `
#- model/tables/orders.yaml
${table(
  "orders",
  "[]",
  `
#         ^^^^^^ error duplicate-name: The table "orders" is defined in model/tables/lines.yaml too; give one of them another name.`,
)}
#- model/tables/lines.yaml
${table(
  "orders",
  "[]",
  `
#         ^^^^^^ error duplicate-name: The table "orders" is defined in model/tables/orders.yaml too; give one of them another name.`,
)}
#- other/tables/orders.yaml
${table("orders")}`,
    "duplicate-name",
  ));
