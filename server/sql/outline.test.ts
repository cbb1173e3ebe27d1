import { expect, test } from "vitest";
import type { SqlDialect } from "../schema/dialect.ts";
import { createInProcessSqlService } from "./in-process.ts";
import type { SelectOutline } from "./outline.ts";
import type { SqlRequest } from "./sql.ts";

const sql = createInProcessSqlService();

async function selectOf(
  text: string,
  dialect: SqlDialect = "spark",
  form: SqlRequest["form"] = "statement",
): Promise<SelectOutline | undefined> {
  return (await sql.outline({ text, dialect, form })).query?.selects[0];
}

/** What is asked of columns, but for their being there. */
async function factsOf(condition: string, dialect: SqlDialect = "spark") {
  const select = await selectOf(`SELECT 1 FROM t WHERE ${condition}`, dialect);
  return (select?.facts ?? []).filter((fact) => fact.required === true || fact.pattern);
}

test.each([
  ["status = 'open'", { column: ["status"], type: "text", values: ["open"] }],
  ["5 < qty", { column: ["qty"], type: "number", atLeast: 5, exclusive: true }],
  ["t.kind IN ('a', 'b')", { column: ["t", "kind"], values: ["a", "b"] }],
  ["kind NOT IN ('a')", { column: ["kind"], excluded: ["a"] }],
  ["lower(trim(city)) = 'oslo'", { column: ["city"], values: ["oslo"] }],
  ["a.b.c = 1", { column: ["a", "b", "c"], values: [1] }],
  ["d BETWEEN '2021-01-01' AND '2021-12-31'", { column: ["d"], atLeast: "2021-01-01" }],
  ["d >= current_date - INTERVAL 30 DAYS", { column: ["d"], atLeast: { daysAgo: 30 } }],
  ["d >= date_sub(current_date(), 7)", { column: ["d"], atLeast: { daysAgo: 7 } }],
  ["year(d) = 2020", { column: ["d"], atLeast: "2020-01-01" }],
  ["x IS NOT NULL", { column: ["x"], presence: "always" }],
  ["x IS NULL", { column: ["x"], presence: "sometimes" }],
  ["active", { column: ["active"], type: "boolean", values: [true] }],
  ["NOT active", { column: ["active"], values: [false] }],
  ["name LIKE 'A%'", { column: ["name"], like: "A%" }],
  [
    "to_date(d, 'dd/MM/yyyy') > '2020-01-01'",
    { column: ["d"], type: "text", pattern: { text: "dd/MM/yyyy", style: "java" }, atLeast: "2020-01-01" },
  ],
])("a row passes %s", async (condition, fact) => {
  expect(await factsOf(condition)).toContainEqual(expect.objectContaining(fact));
});

test("Trino writes formats its own way", async () => {
  expect(await factsOf("date_parse(d, '%d.%m.%Y') < current_date", "trino")).toContainEqual(
    expect.objectContaining({ column: ["d"], pattern: { text: "%d.%m.%Y", style: "strftime" } }),
  );
});

test.each([
  ["sum(a)", "a", "number"],
  ["upper(a)", "a", "text"],
  ["datediff(a, b)", "b", "date"],
  ["CAST(a AS double)", "a", "number"],
  ["explode(a)", "a", "list"],
])("%s takes %s for a %s", async (expression, column, type) => {
  const select = await selectOf(`SELECT ${expression} AS x FROM t`);
  expect(select?.facts).toContainEqual(expect.objectContaining({ column: [column], type }));
});

test("outputs lead back to columns as long as their values stay the same", async () => {
  const select = await selectOf("SELECT *, a AS b, CAST(c AS int) d, e + 1 AS f, g.h.i FROM t");
  expect(select?.outputs).toEqual([
    { star: true, except: [] },
    { name: "b", column: ["a"] },
    { name: "d", column: ["c"] },
    { name: "f" },
    { name: "i", column: ["g", "h", "i"] },
  ]);
});

test("names of outputs are no columns where only outputs are meant", async () => {
  const select = await selectOf("SELECT sum(a) AS total FROM t GROUP BY b ORDER BY total DESC");
  expect(new Set(select?.facts.map(({ column }) => column.join(".")))).toEqual(new Set(["a", "b"]));
});

test("joins compare columns, USING those of both sides; a subquery's column holds those that are among it", async () => {
  const select = await selectOf(
    "SELECT 1 FROM a JOIN b ON a.x = b.y JOIN c USING (z) WHERE a.k IN (SELECT k FROM d)",
  );
  expect(select?.equalities).toContainEqual({ left: ["a", "x"], right: ["b", "y"] });
  expect(select?.equalities).toContainEqual({ left: ["b", "z"], right: ["c", "z"] });
  expect(select?.subqueries).toMatchObject([{ among: ["a", "k"] }, {}]);
});

test("sources are tables, queries and the elements of lists", async () => {
  const select = await selectOf(
    "SELECT item.sku FROM shop.orders o JOIN (SELECT 1 AS one) q LATERAL VIEW explode(o.items) l AS item",
  );
  expect(select?.sources).toMatchObject([
    { name: "o", table: ["shop", "orders"] },
    { name: "q", query: { selects: [{}] } },
    { name: "l", elements: ["o", "items", "[]"], columns: ["item"] },
  ]);
});

test("a predicate alone is a condition; what compares with a placeholder says nothing", async () => {
  const select = await selectOf("day >= '${start}' AND kind = 'a' AND n > ${{least}}", "trino", "predicate");
  expect(select?.facts).toContainEqual(expect.objectContaining({ column: ["kind"], values: ["a"] }));
  expect(select?.facts.some(({ column, atLeast }) => column[0] === "n" && atLeast !== undefined)).toBe(false);
});

test.each(["SELECT FROM", "CACHE TABLE x", "", "{% if x %} SELECT 1 {% endif %}"])(
  "nothing is said of %j",
  async (text) => {
    expect((await sql.outline({ text, dialect: "spark", form: "statement" })).query).toBeUndefined();
  },
);
