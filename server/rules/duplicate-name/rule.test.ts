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
