import { expect, test } from "vitest";
import { openWorkspace } from "../../test/support/workspace.ts";
import { typeOf } from "./decide.ts";
import { infer } from "./infer.ts";
import type { ColumnShape } from "./shapes.ts";
import { checks, job } from "./testing.fixture.ts";

/** The columns that are found of a dataset: `name type`, fields in braces. */
async function columnsOf(files: Readonly<Record<string, string>>, dataset = "crm:raw/t"): Promise<string[]> {
  const { session } = await openWorkspace(files);
  const { shapes } = await infer(session.project, session.sql);
  return [...shapes.table(dataset).columns.values()].map(describe);
}

function describe(column: ColumnShape): string {
  const fields = [...(column.element ?? column).fields.values()].map(describe);
  if (fields.length === 0) return `${column.name} ${typeOf(column)}`;
  return `${column.name} ${column.element ? "list of " : ""}{${fields.join(", ")}}`;
}

const one = { t: "crm:raw/t" };
const two = { t: "crm:raw/t", u: "crm:raw/u" };

test.each([
  [
    "names and uses",
    one,
    "SELECT id, upper(name) n FROM t WHERE price > 5.5",
    ["price number", "id integer", "name text"],
  ],
  [
    "a column that is only cast",
    one,
    "SELECT CAST(x AS double) y, CAST(z AS date) d FROM t",
    ["x number", "z date"],
  ],
  ["a CTE hands * on", one, "WITH q AS (SELECT * FROM t) SELECT a.foo FROM q a", ["foo text"]],
  [
    "a CTE that computes hides",
    one,
    "WITH q AS (SELECT sum(foo) AS bar FROM t) SELECT bar FROM q",
    ["foo number"],
  ],
  ["a union, by position", two, "SELECT foo FROM t UNION ALL SELECT bar FROM u", ["foo text"]],
  ["an alias of an output is no column", one, "SELECT foo AS bar FROM t ORDER BY bar", ["foo text"]],
  ["qualified", two, "SELECT t.foo, u.bar FROM t JOIN u ON t.k = u.k", ["k text", "foo text"]],
  ["of two, the one named alike", two, "SELECT foo FROM t JOIN u ON t.k = u.k", ["k text", "foo text"]],
  ["nested", one, "SELECT a.b.c, a.b.d + 1 e FROM t", ["a {b {c text, d text}}"]],
  [
    "elements of a list",
    one,
    "SELECT item.sku, item.qty FROM t LATERAL VIEW explode(items) l AS item",
    ["items list of {sku integer, qty integer}"],
  ],
  [
    "a subquery in a condition",
    two,
    "SELECT 1 AS one FROM u WHERE u.k IN (SELECT key FROM t)",
    ["key integer"],
  ],
  ["a correlated one", two, "SELECT u.a FROM u WHERE EXISTS (SELECT 1 FROM t WHERE t.k = u.k)", ["k text"]],
  [
    "a flag",
    one,
    "SELECT 1 AS one FROM t WHERE active AND deleted = false",
    ["active boolean", "deleted boolean"],
  ],
])("%s", async (_, inputs, sql, columns) => {
  expect(await columnsOf({ "a.yml": job({ inputs, sql }) })).toEqual(columns);
});

test.each([
  ["rename", ["name: rename, column: foo, asColumn: bar"], ["foo text"]],
  ["rename_all", ["name: rename_all, columns: { foo: bar }"], ["foo text"]],
  ["set_type", ["name: set_type, columns: { bar: int }"], ["bar text"]],
  ["any_date", ['name: any_date, column: bar, asColumn: day, formats: ["dd.MM.yyyy"]'], ["bar text"]],
  ["drop", ["name: drop, columns: [foo]"], ["foo text", "bar text"]],
])("the function %s", async (_, functions, columns) => {
  const make = job({ inputs: one, sql: "SELECT * FROM t", functions, output: "lake:out/a" });
  const use = job({ inputs: { a: "lake:out/a" }, sql: "SELECT bar FROM a", output: "lake:out/b" });
  expect(await columnsOf({ "a.yml": make, "b.yml": use })).toEqual(columns);
});

test("checks of what a job writes are told of what it reads", async () => {
  const make = job({
    inputs: one,
    sql: "SELECT foo AS bar, count(*) AS n FROM t GROUP BY foo",
    output: "lake:out/a",
  });
  const check = checks(
    "lake:out/a",
    'invalid_count(bar) = 0: { valid values: ["x", "y"] }',
    "missing_count(n) = 0",
  );
  const { session } = await openWorkspace({ "a.yml": make, "b.yml": check });
  const { shapes, read } = await infer(session.project, session.sql);
  expect([...read.keys()]).toEqual(["crm:raw/t"]);
  expect([...(shapes.table("crm:raw/t").column("foo").allowed ?? [])]).toEqual(["x", "y"]);
});

test("a Lens table tells the columns behind its dimensions, and its joins what must match", async () => {
  const { session } = await openWorkspace({
    "model/tables/orders.yml": `tables:
  - name: orders
    sql: SELECT id, customer, total FROM crm.raw.orders
    joins:
      - name: customers
        relationship: many_to_one
        sql: "{TABLE.customer} = {customers.key}"
    dimensions:
      - { name: id, column: id, type: number, primary_key: true }
      - { name: customer, column: customer, type: string }
    measures:
      - { name: sold, sql: "{total}", type: sum }
`,
    "model/tables/customers.yml": `tables:
  - name: customers
    sql: SELECT * FROM crm.raw.customers
    dimensions:
      - { name: key, column: key, type: string, primary_key: true }
      - { name: since, column: member_since, type: time }
`,
  });
  const { shapes } = await infer(session.project, session.sql);
  const described = (dataset: string) => [...shapes.table(dataset).columns.values()].map(describe);
  expect(described("crm:raw/orders")).toEqual(["id integer", "customer text", "total number"]);
  expect(described("crm:raw/customers")).toEqual(["key text", "member_since timestamp"]);
  expect(shapes.links).toMatchObject([
    { left: { name: "customer" }, right: { name: "key" }, unique: "right" },
  ]);
});

test("a job that reads what it writes itself needs a sample of it", async () => {
  const sql = "SELECT id, max(day) day FROM t GROUP BY id";
  const { session } = await openWorkspace({ "a.yml": job({ inputs: one, sql, output: "crm:raw/t" }) });
  const { read } = await infer(session.project, session.sql);
  expect([...read]).toEqual([["crm:raw/t", new Set(["a.yml"])]]);
});
