import { expect, test } from "vitest";
import { builtinSchemas } from "../schema/builtin.ts";
import { deriveFacts } from "./facts.ts";
import { deriveSourceFacts } from "./source-file.ts";

const table = (sql: string) => `tables:\n  - name: orders\n    sql: >\n      ${sql}\n    dimensions: []\n`;

const datasetsIn = (sql: string) => {
  const text = table(sql);
  const { manifests } = deriveFacts(text, { schemas: builtinSchemas });
  return manifests
    .flatMap(({ references }) => references)
    .filter(({ symbols }) => symbols.includes("dataset"))
    .map(({ name, range }) => `${name} ‹${text.slice(range.start, range.end)}›`);
};

test("full names after FROM and JOIN, quoted or not", () => {
  expect(
    datasetsIn('SELECT * FROM lakehouse.sales.orders o JOIN "crm"."public".customers c ON o.a.b.c = c.a.b.c'),
  ).toEqual([
    "lakehouse:sales/orders ‹lakehouse.sales.orders›",
    'crm:public/customers ‹"crm"."public".customers›',
  ]);
});

test.each([
  "SELECT * FROM sales.orders",
  "SELECT 'FROM a.b.c' FROM orders",
  "SELECT a -- FROM a.b.c",
  "SELECT a /* FROM a.b.c */ FROM orders",
  "SELECT * FROM a.b.c(1)",
  "SELECT * FROM a.b.c.d",
  "SELECT * FROM a.b.${c}",
])("none: %s", (sql) => expect(datasetsIn(sql)).toEqual([]));

test("in the SQL file of a table, too", () => {
  const [manifest] = deriveSourceFacts("SELECT *\nFROM\n  lakehouse.sales.orders", "lens-sql").manifests;
  expect(manifest?.references).toEqual([
    { symbols: ["dataset"], name: "lakehouse:sales/orders", range: { start: 16, end: 38 }, scopes: [] },
  ]);
});
