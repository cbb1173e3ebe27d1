import { test } from "vitest";
import { expectProblems } from "../../../test/support/problems.ts";

const job = (inputs: string, steps: string, rest = "") => `
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
${inputs}
            steps:
              - sequence:
${steps}
            outputs:
              - name: orders
                dataset: dataos://lakehouse:sales/orders?acl=rw
${rest}
`;
const expectViews = (inputs: string, steps: string, rest?: string) =>
  expectProblems(job(inputs, steps, rest), "unused-view");

const customers = `              - name: customers
                dataset: dataos://crm:public/customers`;
const orders = `                  - name: orders
                    sql: SELECT * FROM orders_input`;

test("an input that no step reads", () =>
  expectViews(
    `              - name: customers
#                     ^^^^^^^^^ hint unused-view: Nothing in this job uses the input "customers"; use it or remove it.
                dataset: dataos://crm:public/customers`,
    orders,
  ));

test("a step that no later step reads and no output writes", () =>
  expectViews(
    "",
    `${orders}
                  - name: paid
#                         ^^^^ hint unused-view: Nothing in this job uses the step "paid"
                    sql: SELECT * FROM orders WHERE paid`,
  ));

test.each([
  "SELECT * FROM orders_input o JOIN CUSTOMERS c ON o.customer_id = c.customer_id",
  "SELECT * FROM orders_input WHERE customer_id IN (SELECT customer_id FROM customers)",
  "SELECT *, (SELECT count(*) FROM customers) AS n FROM orders_input",
  "WITH customers AS (SELECT * FROM customers) SELECT * FROM orders_input, customers",
  "WITH c AS (WITH d AS (SELECT * FROM customers) SELECT * FROM d) SELECT * FROM orders_input, c",
  "SELECT * FROM orders_input UNION ALL SELECT * FROM `customers`",
  "SELECT o.* FROM orders_input o WHERE EXISTS (SELECT 1 FROM customers c WHERE c.id = o.customer_id)",
])("an input read in: %s", (sql) =>
  expectViews(
    customers,
    `                  - name: orders
                    sql: ${sql}`,
  ),
);

test("what an action names", () =>
  expectViews(
    customers,
    orders,
    `            actions:
              - name: expire_snapshots
                input: customers
                options:
                  retainLast: 1`,
  ));

test("what the SQL of an assertion reads", () =>
  expectViews(
    customers,
    orders,
    `                assertions:
                  - sql: SELECT count(*) AS n FROM customers
                    tests:
                      - n > 0`,
  ));

test.each([
  "SELECT * FROM FROM orders_input",
  "SELECT * FROM ${{view}}",
  "SELECT * FROM custmers",
  "CACHE TABLE customers",
  "-- keeps it\nMERGE INTO customers USING orders_input ON false WHEN NOT MATCHED THEN INSERT *",
])("nothing is said of a job with SQL that may read anything: %s", (sql) =>
  expectViews(
    customers,
    `${orders}
                  - name: other
                    sql: ${JSON.stringify(sql)}`,
  ),
);

test("nor of one with steps from a file", () =>
  expectProblems(
    job(customers, orders).replace("steps:", "steps:\n              - more.yaml"),
    "unused-view",
  ));

test("nor of one without outputs", () =>
  expectProblems(job(customers, orders).replace(/ +outputs:\n.*\n.*\n/, ""), "unused-view"));

test("comments before a query are no reason for silence, however many", () =>
  expectViews(
    "",
    `${orders}
                  - name: paid
#                         ^^^^ hint unused-view: Nothing in this job uses the step "paid"
                    sql: ${JSON.stringify(`${"/* paid **/".repeat(200)} -- only\nSELECT * FROM orders`)}`,
  ));

test("comments without a query end", () =>
  expectViews(
    "",
    `${orders}
                  - name: paid
                    sql: ${JSON.stringify("/**/".repeat(200))}`,
  ));

test("an output that misspells its step is a problem of the output", () =>
  expectProblems(
    job("", orders).replace(
      "- name: orders\n                dataset: dataos://lake",
      "- name: oders\n                dataset: dataos://lake",
    ),
    "unused-view",
  ));
