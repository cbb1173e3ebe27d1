import { test } from "vitest";
import { expectProblems } from "../../../test/support/problems.ts";

const expectKeys = (source: string) => expectProblems(source, "missing-primary-key");

const orders = (key: string) => `
#- model/tables/orders.yml
tables:
  - name: orders
    sql: SELECT * FROM sales.orders
    joins:
      - name: customers
        relationship: many_to_one
        sql: "{TABLE.customer} = {customers.id}"
    dimensions:
      - name: id
        type: number
        column: id
        primary_key: ${key}
      - name: customer
        type: number
        column: customer
`;
const customers = (name: string) => `
#- model/tables/customers.yml
tables:
  - name: ${name}
    sql: SELECT * FROM sales.customers
    dimensions:
      - name: id
        type: number
        column: id
`;

test("a table that another one joins", () =>
  expectKeys(
    orders("true") +
      customers(`customers
#         ^^^^^^^^^ warning missing-primary-key: The table "customers" is joined and has no primary key; say \`primary_key: true\``),
  ));

test("a table that joins another one", () =>
  expectKeys(
    orders("false").replace("name: orders\n", `name: orders\n#         ^^^^^^ warning missing-primary-key\n`),
  ));

test("a table by itself needs none", () => expectKeys(orders("true") + customers("people")));

test("a table that extends another one may inherit its key", () =>
  expectKeys(orders("true") + customers("customers\n    extends: people")));

test("an entity of Lens 1", () =>
  expectKeys(`
entities:
  - name: orders
#         ^^^^^^ warning missing-primary-key: The table "orders" is joined and has no primary key; say \`primary: true\`
    sql:
      query: SELECT * FROM sales.orders
    fields:
      - name: customer
        type: number
        column: customer
    relationships:
      - type: N:1
        field: customer
        target:
          name: customers
          field: id
`));
