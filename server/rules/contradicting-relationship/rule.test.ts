import { describe, test } from "vitest";
import { expectProblems } from "../../../test/support/problems.ts";

const expectRelationships = (source: string) => expectProblems(source, "contradicting-relationship");

interface Join {
  readonly relationship: string;
  readonly sql: string;
  readonly mark?: string;
}

/** Orders, whose key is `order_id`, joined with customers, whose key is `customer_id`. */
const model = ({ relationship, sql, mark = "" }: Join) => `
#- model/tables/orders.yml
tables:
  - name: orders
    sql: SELECT order_id, customer_id, code FROM sales.orders
    joins:
      - name: customers
        relationship: ${relationship}
${mark}
        sql: "${sql}"
    dimensions:
      - name: order_id
        type: number
        column: order_id
        primary_key: true
      - name: customer_id
        type: number
        column: customer_id
#- model/tables/customers.yml
tables:
  - name: customers
    sql: SELECT customer_id, code FROM sales.customers
    dimensions:
      - name: id
        type: number
        column: customer_id
        primary_key: true
      - name: code
        type: string
        column: code
`;

describe("on the other table's primary key", () => {
  const sql = "{TABLE.customer_id} = {customers.id}";

  test.each(["many_to_one", "one_to_one"])("%s", (relationship) =>
    expectRelationships(model({ relationship, sql })),
  );

  test.each([sql, "{customers}.customer_id = {TABLE}.customer_id", "{orders.customer_id} = {customers.id}"])(
    "one to many: %s",
    (written) =>
      expectRelationships(
        model({
          relationship: "one_to_many",
          sql: written,
          mark: "#                     ^^^^^^^^^^^ warning contradicting-relationship: `",
        }),
      ),
  );
});

test("from the own primary key to another column", () =>
  expectRelationships(
    model({
      relationship: "many_to_one",
      sql: "{TABLE.order_id} = {customers.code}",
      mark: '#                     ^^^^^^^^^^^ warning contradicting-relationship: `order_id` is the primary key of this table and `code` none of "customers", so a row may meet many there; declare one to many.',
    }),
  ));

test("many to one on a column that may not be unique", () =>
  expectRelationships(
    model({
      relationship: "many_to_one",
      sql: "{TABLE}.code = {customers.code}",
      mark: '#                     ^^^^^^^^^^^ hint contradicting-relationship: Many to one means at most one row of "customers" for each `code`',
    }),
  ));

test.each([
  ["one_to_many", "{TABLE.customer_id} = {customers.code}"],
  ["many_to_one", "{TABLE.customer_id} = {customers.code} AND {TABLE.code} = {customers.id}"],
  ["many_to_one", "lower({TABLE.code}) = {customers.code}"],
  ["${RELATIONSHIP}", "{TABLE.customer_id} = {customers.id}"],
])("nothing to say: %s, %s", (relationship, sql) => expectRelationships(model({ relationship, sql })));

test("a key of two columns is none that a join on one of them could be judged by", () =>
  expectRelationships(
    model({ relationship: "many_to_one", sql: "{TABLE}.code = {customers.code}" }).replace(
      "        column: code",
      "        column: code\n        primary_key: true",
    ),
  ));

test("Lens 1", () =>
  expectRelationships(`
entities:
  - name: orders
    sql:
      query: SELECT order_id, customer_id FROM sales.orders
    fields:
      - name: order_id
        type: number
        column: order_id
        primary: true
      - name: customer_id
        type: number
        column: customer_id
    relationships:
      - type: 1:N
#             ^^^ warning contradicting-relationship: \`customer_id\` is the primary key of "customers", so a row meets at most one there; declare many to one.
        field: customer_id
        target:
          name: customers
          field: customer_id
  - name: customers
    sql:
      query: SELECT customer_id FROM sales.customers
    fields:
      - name: customer_id
        type: number
        column: customer_id
        primary: true
`));
