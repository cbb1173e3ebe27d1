import { expect, test } from "vitest";
import { measureJoins, parseSelector } from "./join.ts";
import type { JoinFigures } from "./results.ts";
import { openWorkspace, workflow } from "../../test/support/workspace.ts";

const files = {
  "sample-data/shop/sales/orders.csv":
    "id,customer,day\n1,ann,2024-01-05\n2,bob,2024-02-05\n3,,2024-03-05\n4,zoe,2024-04-05\n",
  "sample-data/shop/sales/customers.csv": "name,city\nann,Oslo\nbob,Rome\nbob,Bonn\nivy,Kiel\n",
  "sample-data/shop/sales/rates.csv":
    "starts,ends,rate\n2024-01-01,2024-01-31,1.5\n2024-02-01,2024-12-31,2\n2024-03-01,2024-03-31,9\n",
};

const inputs = { orders: "shop:sales/orders", customers: "shop:sales/customers", rates: "shop:sales/rates" };

async function joinsOf(steps: Record<string, string>, selector?: string): Promise<readonly JoinFigures[]> {
  const { session } = await openWorkspace({
    ...files,
    "w.yml": workflow("w", { name: "job", inputs, steps }),
  });
  return (await measureJoins(session, { selector })).joins;
}

test("an equality join is counted on both sides", async () => {
  const sql = "SELECT o.id, c.city\nFROM orders o\nLEFT JOIN customers c ON o.customer = c.name";
  const [join, ...others] = await joinsOf({ s: sql });
  expect(others).toEqual([]);
  expect(join).toMatchObject({
    file: "w.yml",
    left: { name: "o", keys: ["o.customer"], rows: 4, nullKeys: 1, unmatched: 2, sample: ["zoe"] },
    right: { name: "c", keys: ["c.name"], rows: 4, nullKeys: 0, unmatched: 1, sample: ["ivy"] },
    // ann 1, bob 2, and the two that find nobody.
    resultRows: 5,
    maxMatches: { leftToRight: 2, rightToLeft: 1 },
    observed: "1:N",
    declared: null,
    verdict: "fan-out",
  });
});

test("a join shows how it was written, its first rows, and who meets how many", async () => {
  const [join] = await joinsOf({
    s: "SELECT o.id, c.city\nFROM orders o\nLEFT JOIN customers c ON o.customer = c.name",
  });
  expect(join).toMatchObject({
    kind: "left",
    sql: "LEFT JOIN customers c ON o.customer = c.name",
    left: {
      partners: [
        { from: 0, to: 0, rows: 2 },
        { from: 1, to: 1, rows: 1 },
        { from: 2, to: 2, rows: 1 },
      ],
      orphanKeys: { keys: 1, examples: [{ key: "zoe", rows: 1 }] },
      duplicateKeys: { keys: 0, examples: [] },
    },
    right: { duplicateKeys: { keys: 1, examples: [{ key: "bob", rows: 2 }] } },
  });
  expect(join?.firstRows?.columns.map(({ name }) => name)).toEqual(["id", "customer", "day", "name", "city"]);
  expect(join?.firstRows?.rows).toHaveLength(5);
  expect(join?.firstRows?.rows).toContainEqual([2, "bob", "2024-02-05", "bob", "Bonn"]);
});

test.each([
  ["INNER", 3, "ok"],
  ["LEFT", 5, "fan-out"],
  ["RIGHT", 4, "ok"],
  ["FULL OUTER", 6, "fan-out"],
  ["LEFT SEMI", 2, "ok"],
  ["LEFT ANTI", 2, "ok"],
])("a %s JOIN gives %i rows: %s", async (kind, rows, verdict) => {
  const [join] = await joinsOf({
    s: `SELECT o.id FROM orders o ${kind} JOIN customers c ON o.customer = c.name`,
  });
  expect(join).toMatchObject({ resultRows: rows, verdict });
});

test("each join's left side is the result of those before it, and earlier steps are what they read", async () => {
  const joins = await joinsOf({
    cities: "SELECT name, city FROM customers WHERE city <> 'Bonn'",
    s: `WITH named AS (SELECT o.id, c.city FROM orders o JOIN cities c ON o.customer = c.name)
        SELECT * FROM named n JOIN cities c ON n.city = c.city JOIN orders o ON o.id = n.id`,
  });
  expect(
    joins.map(({ left, right, resultRows }) => [left.name, left.rows, right.name, right.rows, resultRows]),
  ).toEqual([
    ["o", 4, "c", 3, 2],
    ["n", 2, "c", 3, 2],
    ["n, c", 2, "o", 4, 2],
  ]);
});

test("a join by a range is counted by running it", async () => {
  const [join] = await joinsOf({
    s: "SELECT * FROM orders o JOIN rates r ON o.day BETWEEN r.starts AND r.ends",
  });
  expect(join).toMatchObject({
    left: { name: "o", rows: 4, unmatched: 0, nullKeys: 0, keys: [] },
    right: { name: "r", rows: 3, unmatched: 0 },
    // The third order falls into two periods.
    resultRows: 5,
    maxMatches: { leftToRight: 2, rightToLeft: 3 },
    observed: "N:M",
    verdict: "fan-out",
  });
});

test("so is one by an equality and something else, of which the equality's NULL keys are counted", async () => {
  const [join] = await joinsOf({
    s: "SELECT * FROM orders o LEFT JOIN customers c ON o.customer = c.name AND c.city <> 'Bonn' AND o.id < 9",
  });
  expect(join).toMatchObject({
    left: { keys: ["o.customer"], rows: 4, nullKeys: 1, unmatched: 2 },
    right: { rows: 4, unmatched: 2 },
    resultRows: 4,
    observed: "1:1",
    verdict: "ok",
  });
});

test("a cross join multiplies", async () => {
  const [join] = await joinsOf({ s: "SELECT * FROM orders CROSS JOIN rates" });
  expect(join).toMatchObject({ resultRows: 12, observed: "N:M", verdict: "fan-out", left: { unmatched: 0 } });
});

test("text beside a number matches as Spark casts it", async () => {
  const [join] = await joinsOf({ s: "SELECT * FROM orders o JOIN (SELECT '002' AS key) k ON o.id = k.key" });
  expect(join).toMatchObject({ verdict: "ok", resultRows: 1, left: { unmatched: 3 } });
});

test("when nothing matches, that is the verdict, whatever the kind", async () => {
  const [join] = await joinsOf({ s: "SELECT * FROM orders o LEFT JOIN customers c ON o.id = c.name" });
  expect(join).toMatchObject({
    verdict: "no-match",
    resultRows: 4,
    right: { sample: ["bob", "ann", "ivy"] },
  });
});

test("a fan-out of a billion rows is measured and never made", async () => {
  const { session } = await openWorkspace({
    "sample-data/shop/sales/ones.csv": `k\n${"1\n".repeat(40_000)}`,
    "w.yml": workflow("w", {
      inputs: { a: "shop:sales/ones", b: "shop:sales/ones" },
      steps: { s: "SELECT a.k FROM a JOIN b ON a.k = b.k" },
    }),
  });
  expect((await measureJoins(session)).joins).toMatchObject([{ resultRows: 1.6e9, verdict: "fan-out" }]);
});

test.each([
  ["s", 1],
  ["job/S", 1],
  ["other/s", 0],
  ["nosuch", 0],
  ["orders.customers", 0],
])("only the joins of #%s: %i", async (selector, count) => {
  const join = "SELECT o.id FROM orders o JOIN customers c ON o.customer = c.name";
  expect(await joinsOf({ s: join, t: join }, selector)).toHaveLength(count);
});

test("selectors name steps, steps of jobs, or relationships", () => {
  expect(parseSelector("job/step")).toEqual({ kind: "step", job: "job", step: "step" });
  expect(parseSelector("a.b")).toEqual({ kind: "relationship", table: "a", target: "b" });
  expect(parseSelector("")).toEqual({ kind: "all" });
});

test("a join that can't be measured says why, and the others are measured", async () => {
  const joins = await joinsOf({
    a: "SELECT * FROM orders o JOIN customers c ON o.nosuch = c.name",
    b: "SELECT o.id FROM orders o JOIN customers c ON o.customer = c.name",
  });
  expect(joins[0]).toMatchObject({ error: expect.stringContaining("nosuch") as string, resultRows: 0 });
  expect(joins[1]?.error).toBeDefined();
  const [only] = await joinsOf({ b: "SELECT o.id FROM orders o JOIN customers c ON o.customer = c.name" });
  expect(only?.error).toBeUndefined();
});

test("what a join reads is made first, and if that fails the join says so", async () => {
  const producer = (sql: string): string =>
    workflow("p", { name: "make", inputs, steps: { made: sql }, outputs: { made: "lake:sales/made" } });
  const consumer = workflow("w", {
    inputs: { orders: "shop:sales/orders", made: "lake:sales/made" },
    steps: { s: "SELECT o.id FROM orders o JOIN made m ON o.customer = m.name" },
  });
  const good = await openWorkspace({
    ...files,
    "p.yml": producer("SELECT name FROM customers"),
    "w.yml": consumer,
  });
  expect((await measureJoins(good.session, { files: ["w.yml"] })).joins).toMatchObject([
    { right: { rows: 4 } },
  ]);
  const bad = await openWorkspace({
    ...files,
    "p.yml": producer("SELECT nosuch FROM customers"),
    "w.yml": consumer,
  });
  expect((await measureJoins(bad.session, { files: ["w.yml"] })).joins[0]?.error).toContain(
    'The job "make", which writes lake:sales/made, failed',
  );
});

test("relationships of a Lens are judged by what they declare", async () => {
  const { session } = await openWorkspace({
    ...files,
    "lens/model/sqls/orders.sql": "SELECT id, customer, day FROM shop.sales.orders",
    "lens/model/tables/orders.yml": `tables:
  - name: orders
    sql: {{ load_sql('orders') }}
    joins:
      - name: customers
        relationship: many_to_one
        sql: "{TABLE.buyer} = {customers.name}"
      - name: missing
        relationship: many_to_one
        sql: "{TABLE.buyer} = {missing.name}"
      - name: rates
        relationship: many_to_one
        sql: "{TABLE.day} > {rates.starts}"
    dimensions:
      - name: id
        type: number
        column: id
        primary_key: true
      - name: buyer
        type: string
        sql: "lower({TABLE}.customer)"
`,
    "lens/model/tables/others.yml": `tables:
  - name: customers
    sql: SELECT name, city FROM shop.sales.customers
    joins:
      - name: orders
        relationship: one_to_one
        sql: "{customers.name} = {orders.customer}"
    dimensions:
      - name: name
        type: string
        column: name
        primary_key: true
  - name: rates
    sql: SELECT starts FROM shop.sales.rates
    dimensions:
      - name: starts
        type: time
        column: starts
`,
  });
  const { joins } = await measureJoins(session);
  expect(joins).toMatchObject([
    {
      file: "lens/model/tables/orders.yml",
      left: { name: "orders", keys: ["buyer"], rows: 4, nullKeys: 1, unmatched: 2 },
      right: { name: "customers", keys: ["name"], rows: 4 },
      declared: "N:1",
      observed: "1:N",
      verdict: "mismatch",
    },
    { right: { name: "missing" }, error: 'The model has no table "missing".' },
    { right: { name: "rates" }, error: expect.stringContaining("is no equality") as string },
    { left: { name: "customers" }, declared: "1:1", observed: "N:1", resultRows: 4, verdict: "mismatch" },
  ]);
  expect(joins[0]).toMatchObject({ kind: "left", sql: "{TABLE.buyer} = {customers.name}" });
  expect(joins[0]?.firstRows?.columns.map(({ name }) => name)).toEqual([
    "id",
    "customer",
    "day",
    "name",
    "city",
  ]);
  expect(joins[0]?.firstRows?.rows).toHaveLength(5);
  expect(joins[0]?.firstRows?.rows).toContainEqual([2, "bob", "2024-02-05", "bob", "Bonn"]);
  const one = await measureJoins(session, { selector: "customers.orders" });
  expect(one.joins).toHaveLength(1);
});

test("so are those of a Lens 1 file", async () => {
  const { session } = await openWorkspace({
    ...files,
    "lens.yml": `name: sales
contract: sales
entities:
  - name: orders
    sql:
      query: SELECT id, customer, day FROM shop.sales.orders
      columns: [{name: id}, {name: customer}]
    fields:
      - {name: id, type: number, column: id, primary: true}
      - {name: buyer, type: string, column: customer}
    relationships:
      - type: "1:N"
        field: buyer
        target: {name: customer, field: title}
  - name: customer
    sql:
      query: SELECT name, city FROM shop.sales.customers
      columns: [{name: name}]
    fields:
      - {name: title, type: string, column: name, primary: true}
`,
  });
  expect((await measureJoins(session)).joins).toMatchObject([
    {
      left: { keys: ["buyer"], unmatched: 2 },
      right: { keys: ["title"], unmatched: 1 },
      declared: "1:N",
      verdict: "ok",
    },
  ]);
});
