import { test } from "vitest";
import { expectProblems } from "../../../test/support/problems.ts";

const expectMeasure = (type: string, sql: string) =>
  expectProblems(
    `
#- model/tables/orders.yml
tables:
  - name: orders
    sql: SELECT * FROM sales.orders
    dimensions:
      - name: id
        type: number
        column: id
      - name: status
        type: string
        column: status
    measures:
      - name: other
        type: count
      - name: revenue
        type: ${type}
        sql: ${sql}
`,
    "wrong-aggregate",
  );

test("an aggregate of an aggregate", () =>
  expectMeasure(
    "sum",
    `"sum({TABLE}.amount)"
#            ^^^^^^^^^^^^^^^^^^^^^ warning wrong-aggregate: The measure "revenue" of type "sum" is aggregated already, and its SQL calls sum()`,
  ));

test("a number that is never aggregated", () =>
  expectMeasure(
    "number",
    `"{TABLE}.amount * 2"
#            ^^^^^^^^^^^^^^^^^^^^ warning wrong-aggregate: The measure "revenue" of type "number" must aggregate in its SQL`,
  ));

test("a sum of texts", () =>
  expectMeasure(
    "sum",
    `"{status}"
#              ^^^^^^ warning wrong-aggregate: "status" is of type "string", and only numbers can be added up`,
  ));

test("an average of texts in an expression", () =>
  expectMeasure(
    "number",
    `"avg({TABLE.status}) / avg({orders.id})"
#                        ^^^^^^ warning wrong-aggregate: "status" is of type "string"`,
  ));

test.each([
  ["sum", '"{id}"'],
  ["min", '"{status}"'],
  ["count_distinct", '"{status}"'],
  ["sum", '"{customers.status}"'],
  ["sum", "\"CASE WHEN {status} = 'paid' THEN 1 END\""],
  ["sum", '"{TABLE}.amount"'],
  ["min", "\"date_diff('day', {TABLE}.ordered, current_date)\""],
  ["number", '"sum({TABLE}.amount) / count(*)"'],
  ["number", '"{other} / 2"'],
  ["number", '"{TABLE.other} * 100"'],
  ["number", '"approx_percentile({TABLE}.amount, 0.5)"'],
  ["max", '"(SELECT max(a) FROM sales.limits)"'],
  ["sum", '"sum({TABLE}.amount) OVER (PARTITION BY {TABLE}.id)"'],
])("a measure of type %s may be %s", expectMeasure);
