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

describe("the SQL file of a table", () => {
  const loading = (sql: string, dimensions: string) => `
#- model/sqls/orders.sql
${sql}${table(`"{{ load_sql('orders') }}"`, dimensions)}`;

  test("a column that it does not select", () =>
    expectColumns(loading("SELECT id, amount FROM sales.orders", amountFound)));

  test("that can't be parsed is said there", () =>
    expectProblems(
      loading(
        `
SELECT id, FROM sales.orders
#        ^ error invalid-sql: Nothing follows this comma before FROM; remove it.
`,
        amount,
      ),
      "invalid-sql",
    ));

  test("that no table loads is nobody's", () =>
    expectProblems(
      `
#- model/sqls/other.sql
SELECT id FROM FROM
${table("SELECT id FROM sales.orders", "")}`,
      "invalid-sql",
    ));
});

describe("columns in templates", () => {
  const member = (sql: string) => `
      - name: amount
        type: number
        column: amount
      - name: net
        type: number
        sql: ${sql}
`;

  test.each([
    "{TABLE.amount} * 2",
    "{TABLE}.id",
    "{orders.net} + {orders}.AMOUNT",
    "{TABLE}.amount.part",
    "{amount}",
  ])("known: %s", (sql) => expectColumns(table("SELECT id, amount FROM sales.orders", member(`"${sql}"`))));

  test("a name that is neither column nor member", () =>
    expectColumns(
      table(
        "SELECT id, amount FROM sales.orders",
        `
      - name: net
        type: number
        sql: "{TABLE.amount} - {TABLE}.discont"
#                                      ^^^^^^^ warning undefined-column: "discont" is none of the columns that the table's SQL selects.
`,
      ),
    ));

  test("a table that extends another one has its columns", () =>
    expectColumns(
      table("SELECT id FROM sales.orders", "").replace("    sql:", "    extends: base\n    sql:") +
        member(`"{TABLE.discount}"`).replace("column: amount", "sql: '{TABLE.amount}'"),
    ));
});

describe("a dataset that a workflow of the workspace writes", () => {
  const written = (select: string, { functions = "[]", saveMode = "overwrite" } = {}) => `
#- ingest.yml
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
                  - name: picked
                    sql: ${select}
                  - name: orders
                    sql: SELECT * FROM picked
                    functions: ${functions}
            outputs:
              - name: orders
                dataset: dataos://lakehouse:sales/orders?acl=rw
                format: Iceberg
                options:
                  saveMode: ${saveMode}
`;
  const all = (dimensions: string) => table("SELECT * FROM lakehouse.sales.orders", dimensions);

  test("has the columns of its last step", () =>
    expectColumns(written("SELECT id, amount FROM raw") + all(amountFound)));

  test("keeps their names when only their case changes", () =>
    expectColumns(
      written("SELECT Id, amount FROM raw", { functions: "[{ name: change_column_case, case: lower }]" }) +
        all(amountFound),
    ));

  test.each([
    ["whose columns come from elsewhere", written("SELECT * FROM raw")],
    [
      "that functions change",
      written("SELECT id FROM raw", { functions: "[{ name: rename_all, columns: {} }]" }),
    ],
    ["that is appended to", written("SELECT id FROM raw", { saveMode: "append" })],
    [
      "of two writers",
      written("SELECT id FROM raw") + written("SELECT id FROM raw").replace("ingest", "again"),
    ],
  ])("%s: nothing is known", (_what, writer) => expectColumns(writer + all(amount)));
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
