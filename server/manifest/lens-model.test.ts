import { expect, test } from "vitest";
import { bodyOf, factsOf, manifestOf, symbolsIn } from "./facts.fixture.ts";
import type { Reference } from "./symbols.ts";

function symbolsOf(references: readonly Reference[]): ReadonlySet<string> {
  return new Set(references.map(({ symbols, name }) => `${symbols[0]} ${name}`));
}

const orders = `
  tables:
    - name: orders
      sql: {{ load_sql('orders') }}
      joins:
        - name: customer
          relationship: many_to_one
          sql: "{TABLE.customer_id} = {customer.id}"
      dimensions:
        - name: id
          type: number
          column: order_id
          primary_key: true
        - name: customer_id
          type: number
          column: customer_id
        - name: city
          type: string
          sql: "{customer.revenue}"
          sub_query: true
      measures:
        - name: total
          type: sum
          sql: "{TABLE}.amount"
        - name: paid
          type: number
          sql: "{total} / {TABLE.missing} + {customer}.x"
          filters:
            - sql: "{city} = '{none}'"
      segments:
        - name: domestic
          sql: "{TABLE.city} = 'Rome'"
`;

test("tables and their members are symbols of the model", () => {
  expect(symbolsIn(orders)).toEqual([
    "+lens-table orders",
    "lens-table customer",
    "lens-member orders.customer_id @ customer_id",
    "lens-table customer",
    "lens-member customer.id @ id",
    "+lens-member orders.id @ id",
    "+lens-member orders.customer_id @ customer_id",
    "+lens-member orders.city @ city",
    "lens-table customer",
    "lens-member customer.revenue @ revenue",
    "+lens-member orders.total @ total",
    "+lens-member orders.paid @ paid",
    "lens-member orders.total @ total",
    "lens-table customer",
    "lens-member orders.city @ city",
    "+lens-member orders.domestic @ domestic",
    "lens-member orders.city @ city",
  ]);
});

test("a table's model has joins, dimensions, measures and segments", () => {
  const [table] = bodyOf(orders, "lens-model").tables;
  expect(
    table?.joins.map(({ target, relationship, sql }) => [target?.value, relationship?.value, sql?.value]),
  ).toEqual([["customer", "N:1", "{TABLE.customer_id} = {customer.id}"]]);
  expect(
    table?.dimensions.map(({ name, primaryKey, subQuery }) => [name?.value, primaryKey, subQuery]),
  ).toEqual([
    ["id", true, false],
    ["customer_id", false, false],
    ["city", false, true],
  ]);
  expect(table?.measures.map(({ name }) => name?.value)).toEqual(["total", "paid"]);
  expect(table?.segments.map(({ name }) => name?.value)).toEqual(["domestic"]);
});

test.each([`{{ load_sql('orders') }}`, `{{load_sql("orders")}}`, `"{{ load_sql('orders') }}"`])(
  "SQL from a file is a path and no SQL: %s",
  (sql) => {
    const text = `tables:\n  - name: orders\n    sql: ${sql}\n`;
    const { manifests, text: whole } = factsOf(text);
    const [manifest] = manifests;
    expect(manifest?.sqls).toEqual([]);
    expect(
      manifest?.paths.map(({ expects, path, range }) => [expects, path, whole.slice(range.start, range.end)]),
    ).toEqual([["sql", "sqls/orders.sql", "orders"]]);
    const body = manifest?.body?.type === "lens-model" ? manifest.body : undefined;
    expect(body?.tables[0]?.loadSql?.value).toBe("orders");
    expect(body?.tables[0]?.sql).toBeUndefined();
  },
);

test("SQL written in place is SQL", () => {
  const { sqls, body } = manifestOf("tables:\n  - name: orders\n    sql: SELECT * FROM a.b\n");
  expect(sqls.map(({ value }) => value)).toEqual(["SELECT * FROM a.b"]);
  expect(body?.type === "lens-model" && body.tables[0]?.sql).toBe(sqls[0]);
});

test("views refer to tables along their path, and to members of its end", () => {
  const text = `
    views:
      - name: sales
        tables:
          - join_path: orders.customer
            prefix: true
            includes:
              - name
              - name: id
                alias: customer_id
          - join_path: orders
            includes: "*"
            excludes: [city]
  `;
  expect(symbolsIn(text)).toEqual([
    "+lens-view sales",
    "lens-table orders",
    "lens-table customer",
    "lens-member customer.name @ name",
    "lens-member customer.id @ id",
    "lens-table orders",
    "lens-member orders.city @ city",
  ]);
  const [view] = bodyOf(text, "lens-model").views;
  expect(view?.tables.map(({ includes }) => includes?.map(({ value }) => value))).toEqual([
    ["name", "id"],
    undefined,
  ]);
});

test.each([
  ["one_to_one", "1:1"],
  ["one-to-many", "1:N"],
  ["hasMany", "1:N"],
  ["belongs_to", "N:1"],
  ["N:1", "N:1"],
  ["many_to_many", undefined],
  ["constructor", undefined],
])("the relationship %s is %s", (written, relationship) => {
  const text = `tables:\n  - name: a\n    joins:\n      - name: b\n        relationship: ${written}\n`;
  expect(bodyOf(text, "lens-model").tables[0]?.joins[0]?.relationship?.value).toBe(relationship);
});

const lens1 = `
  name: sales
  entities:
    - name: customer
      sql:
        query: SELECT * FROM crm.sales.customer
        columns:
          - name: cust_id
      fields:
        - name: id
          type: string
          column: cust_id
          primary: true
      dimensions:
        - name: full_name
          type: string
          sql_snippet: concat(\${customer.first}, \${id}, \${HOME})
      measures:
        - name: total
          type: count
          sql_snippet: \${customer.id}
      relationships:
        - type: 1:N
          field: id
          target:
            name: transaction
            field: customer_id
          sql_snippet: and \${ENTITY.id} > \${transaction.amount}
    - name: transaction
      sql:
        query: SELECT * FROM (\${customer.sql()})
      fields: []
`;

test("Lens 1 entities are tables, visible in their file", () => {
  expect(symbolsIn(lens1)).toEqual([
    "+lens-table customer",
    "dataset crm:sales/customer @ crm.sales.customer",
    "+lens-member customer.id @ id",
    "+lens-member customer.full_name @ full_name",
    "lens-member customer.id @ id",
    "+lens-member customer.total @ total",
    "lens-member customer.id @ id",
    "lens-member customer.id @ id",
    "lens-table transaction",
    "lens-member transaction.customer_id @ customer_id",
    "lens-member customer.id @ id",
    "lens-table transaction",
    "lens-member transaction.amount @ amount",
    "+lens-table transaction",
    "lens-table customer",
  ]);
});

test("a Lens 1 file in the words of Lens 2", () => {
  const { generation, tables } = bodyOf(lens1, "lens-model");
  expect(generation).toBe(1);
  expect(tables.map(({ name }) => name?.value)).toEqual(["customer", "transaction"]);
  const [customer] = tables;
  expect(customer?.sql?.value).toBe("SELECT * FROM crm.sales.customer");
  expect(
    customer?.dimensions.map(({ name, column, primaryKey }) => [name?.value, column?.value, primaryKey]),
  ).toEqual([
    ["id", "cust_id", true],
    ["full_name", undefined, false],
  ]);
  expect(customer?.joins[0]).toMatchObject({
    target: { value: "transaction" },
    relationship: { value: "1:N" },
    field: { value: "id" },
    targetField: { value: "customer_id" },
  });
});

test("templates without end cost bounded effort: their places get coarse, nothing is lost", () => {
  const count = 3000;
  const text = `tables:\n  - name: t\n    dimensions:\n      - name: d\n        sql: |\n${"          {b.c} +\n".repeat(count)}`;
  const { references, sqls } = manifestOf(text);
  const { start, end } = sqls[0]?.range ?? { start: 0, end: 0 };
  const written = new Set(references.map(({ range }) => text.slice(range.start, range.end)));
  expect(written).toEqual(new Set(["b", "c", text.slice(start, end)]));
  expect(symbolsOf(references)).toEqual(new Set(["lens-table b", "lens-member b.c"]));
});

test("user groups are symbols of the model", () => {
  expect(symbolsIn("user_groups:\n  - name: analyst\n    includes: '*'\n")).toEqual(["+user-group analyst"]);
});
