import { test } from "vitest";
import { expectFix, expectProblems } from "../../../test/support/problems.ts";

const expectSql = (source: string) => expectProblems(source, "invalid-sql");

const job = (sql: string) => `
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
                    sql: ${sql}
            outputs:
              - name: orders
                dataset: dataos://lakehouse:sales/orders?acl=rw
`;

test("the place is that of the offending word, in a block scalar too", () =>
  expectSql(
    job(`|
                      SELECT order_id
                      FROM orders_input
                      WHERE ORDER BY 1
#                                 ^^ error invalid-sql`),
  ));

test.each([
  "SELECT * FROM orders_input WHERE day = '${DAY}'",
  "SELECT * FROM orders_input WHERE id > $|start|",
  "CACHE TABLE orders_input",
  "SELECT /*+ BROADCAST(o) */ * FROM orders_input o;",
  "SELECT explode(items) AS item FROM orders_input LATERAL VIEW explode(tags) t AS tag",
])("%s parses", (sql) => expectSql(job(JSON.stringify(sql))));

test("a misspelt keyword is mended in one step", () =>
  expectFix(job('"SELECT * FO$0RM orders_input"'), "Change to FROM").toGive(
    job('"SELECT * FROM orders_input"'),
  ));

test("a comma too much", () =>
  expectFix(job("SELECT order_id,$0 FROM orders_input"), "Remove it").toGive(
    job("SELECT order_id FROM orders_input"),
  ));

test("a Lens expression", () =>
  expectSql(`
tables:
  - name: orders
    sql: SELECT * FROM lakehouse.sales.orders
    dimensions:
      - name: amount
        type: number
        column: amount
      - name: size
        type: string
        sql: "CASE WHEN {amount} > 10 THEN 'large'"
#                                          ^^^^^^^ error invalid-sql: The SQL ends after "'large'", but END is missing.
`));
