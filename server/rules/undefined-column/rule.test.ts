import { describe, test } from "vitest";
import { expectFix, expectProblems } from "../../../test/support/problems.ts";

const expectColumns = (source: string) => expectProblems(source, "undefined-column");

const table = (sql: string, dimensions: string) => `
#- model/tables/orders.yml
tables:
  - name: orders
    sql: ${sql}
    dimensions:
${dimensions}`;

const amount = `
      - name: amount
        type: number
        column: amont
`;
const amountFound = `
      - name: amount
        type: number
        column: amont
#               ^^^^^ warning undefined-column: "amont" is none of the columns that the table's SQL selects; did you mean "amount"?
`;

describe("Lens 2", () => {
  test("a column that the SQL does not select", () =>
    expectColumns(table("SELECT id, amount FROM sales.orders", amountFound)));

  test("an alias hides the column's own name", () =>
    expectColumns(
      table(
        "SELECT o.id AS order_id FROM sales.orders o",
        `
      - name: id
        type: number
        column: id
#               ^^ warning undefined-column: "id" is none of the columns that the table's SQL selects
      - name: order_id
        type: number
        column: ORDER_ID
`,
      ),
    ));

  test.each([
    "SELECT * FROM sales.orders",
    "SELECT o.*, 1 AS one FROM sales.orders o",
    "SELECT FROM WHERE",
    "${ORDERS_SQL}",
    "\"{{ load_sql('orders') }}\"",
  ])("columns that can't be told: %s", (sql) => expectColumns(table(sql, amount)));

  test.each(["o.amont", "'{amont}'", "'\"amont\"'"])("no plain name: %s", (column) =>
    expectColumns(table("SELECT amount FROM sales.orders", amount.replace("amont", column))),
  );

  test("the nearest column is offered", () =>
    expectFix(
      table("SELECT id, amount FROM sales.orders", amount.replace("amont", "am$0ont")),
      'Change to "amount"',
    ).toGive(table("SELECT id, amount FROM sales.orders", amount.replace("amont", "amount"))));
});

describe("Lens 1", () => {
  const entity = (columns: string, fields: string) => `
entities:
  - name: orders
    sql:
      query: SELECT id, amount FROM sales.orders
      columns:
${columns}
      verified: true
    fields:
${fields}`;

  test("the list of columns against the query, and the fields against the list", () =>
    expectColumns(
      entity(
        `
        - name: id
        - name: total
#               ^^^^^ warning undefined-column: "total" is none of the columns that the entity's query selects
`,
        `
      - name: id
        type: number
        column: id
      - name: amount
        type: number
        column: amount
#               ^^^^^^ warning undefined-column: "amount" is none of the columns that \`sql.columns\` lists
`,
      ),
    ));

  test("what agrees", () =>
    expectColumns(
      entity("        - name: id", "      - { name: id, type: number, column: id, primary: true }"),
    ));
});
