import { test } from "vitest";
import { expectFix, expectProblems } from "../../../test/support/problems.ts";

const expectViews = (source: string) => expectProblems(source, "unknown-view");

const job = (steps: string) => `
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
${steps}
            outputs:
              - name: orders
                dataset: dataos://lakehouse:sales/orders?acl=rw
`;

test("a view that no input makes", () =>
  expectViews(
    job(`                  - name: orders
                    sql: |
                      SELECT *
                      FROM order_input
#                          ^^^^^^^^^^^ error unknown-view: No input and no earlier step makes the view "order_input"; did you mean "orders_input"?`),
  ));

test("a view that a later step makes", () =>
  expectViews(
    job(`                  - name: orders
                    sql: SELECT * FROM later
#                                      ^^^^^ error unknown-view: "later" is made by a later step; move that step before this one.
                  - name: later
                    sql: SELECT * FROM orders_input`),
  ));

test("inputs and earlier steps whatever their case, names of the statement's own, and tables of a catalog", () =>
  expectViews(
    job(`                  - name: paid
                    sql: SELECT * FROM ORDERS_INPUT WHERE paid
                  - name: orders
                    sql: >
                      WITH recent AS (SELECT * FROM paid), big AS (SELECT * FROM recent)
                      SELECT b.*, (SELECT count(*) FROM orders_input) AS n
                      FROM big b JOIN lakehouse.sales.customer c ON b.customer_id = c.customer_id`),
  ));

test("the nearest view is offered as a fix", () =>
  expectFix(
    job(`                  - name: orders
                    sql: SELECT * FROM order_$0input`),
    'Change to "orders_input"',
  ).toGive(
    job(`                  - name: orders
                    sql: SELECT * FROM orders_input`),
  ));

test("of a job whose inputs are misspelt nothing is known", () =>
  expectViews(
    job(`                  - name: orders
                    sql: SELECT * FROM order_input`).replace("inputs:", "input:"),
  ));
