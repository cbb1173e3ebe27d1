import { test } from "vitest";
import { expectProblems } from "../../../test/support/problems.ts";

const expectCasts = (source: string) => expectProblems(source, "misleading-cast");

const step = (sql: string) => `
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
              - name: raw
                dataset: dataos://crm:public/orders
            steps:
              - sequence:
                  - name: orders
                    sql: |
                      ${sql}
            outputs:
              - name: orders
                dataset: dataos://lakehouse:sales/orders?acl=rw
`;

test("an amount as a timestamp", () =>
  expectCasts(
    step(`SELECT CAST(o.order_amount AS timestamp) AS order_amount FROM raw o
#                                                   ^^^^^^^^^ warning misleading-cast: \`order_amount\` reads like a number, and this makes it a timestamp; cast it to a number such as \`double\`.`),
  ));

test.each([
  "SELECT cast(order_amount AS double) FROM raw",
  "SELECT cast(order_date AS timestamp) FROM raw",
  "SELECT cast(amount_date AS date) FROM raw",
  "SELECT cast(price_valid_from AS timestamp) FROM raw",
  "SELECT cast(price * 2 AS date) FROM raw",
])("no number by its name: %s", (sql) => expectCasts(step(sql)));
