import { beforeAll, expect, test } from "vitest";
import { analyse } from "./analyse.ts";
import { loadParser } from "./parser.ts";
import type { Parser } from "./parser.ts";
import type { SqlJoin } from "./sql.ts";
import type { SqlDialect } from "../schema/dialect.ts";

let parser: Parser;

beforeAll(async () => {
  parser = await loadParser();
});

function joins(text: string, dialect: SqlDialect = "spark"): readonly SqlJoin[] {
  return analyse(parser, { text, dialect, form: "statement" }).joins;
}

/** `left b: a.x = b.x`, with what is no key in brackets. */
function summary({ kind, right, keys, residual, cte }: SqlJoin): string {
  const pairs = keys.map((key) => `${key.left} = ${key.right}`).join(", ");
  const rest = residual.map((condition) => ` [${condition}]`).join("");
  return `${cte === undefined ? "" : `${cte}: `}${kind} ${right}${pairs && `: ${pairs}`}${rest}`;
}

test.each<[text: string, ...expected: string[]]>([
  ["SELECT 1 FROM a"],
  ["SELECT 1 FROM a JOIN b ON a.x = b.x", "inner b: a.x = b.x"],
  ["SELECT 1 FROM a LEFT OUTER JOIN b AS q ON q.x = a.x", "left q: a.x = q.x"],
  [
    "SELECT 1 FROM a FULL JOIN b ON a.x = b.x AND (a.y = b.y AND a.z > b.z)",
    "full b: a.x = b.x, a.y = b.y [a.z > b.z]",
  ],
  ["SELECT 1 FROM a JOIN b ON a.x = b.x OR a.y = b.y", "inner b [a.x = b.x OR a.y = b.y]"],
  ["SELECT 1 FROM a JOIN b ON a.x = b.x AND b.kind = 'k'", "inner b: a.x = b.x [b.kind = 'k']"],
  ["SELECT 1 FROM a JOIN b ON cast(a.x AS string) = trim(b.x)", "inner b: CAST(a.x AS STRING) = TRIM(b.x)"],
  ["SELECT 1 FROM a JOIN b ON id = b.a_id", "inner b: id = b.a_id"],
  ["SELECT 1 FROM a JOIN b ON b.a_id = id", "inner b: id = b.a_id"],
  ["SELECT 1 FROM a JOIN (SELECT k FROM c) b ON k = x", "inner b: x = k"],
  ["SELECT 1 FROM a JOIN b USING (x, y)", "inner b: x = x, y = y"],
  ["SELECT 1 FROM a NATURAL LEFT JOIN b", "left b"],
  ["SELECT 1 FROM (SELECT x, y FROM t) a NATURAL JOIN (SELECT x, z FROM u) b", "inner b: x = x"],
  ["SELECT 1 FROM a CROSS JOIN b", "cross b"],
  ["SELECT 1 FROM a JOIN b WHERE a.x = b.x", "cross b"],
  ["SELECT 1 FROM a, b, c", "cross b", "cross c"],
  [
    "SELECT 1 FROM a LEFT SEMI JOIN b ON a.x = b.x LEFT ANTI JOIN c ON a.x = c.x",
    "semi b: a.x = b.x",
    "anti c: a.x = c.x",
  ],
  ["SELECT 1 FROM a JOIN b ON a.x = b.x JOIN c ON b.y = c.y", "inner b: a.x = b.x", "inner c: b.y = c.y"],
  ["SELECT 1 FROM a JOIN (b JOIN c ON b.y = c.y) ON a.x = b.x", "inner c: b.y = c.y", "inner b: a.x = b.x"],
  ["SELECT 1 FROM a, b JOIN c ON a.x = c.x", "cross b", "inner c: a.x = c.x"],
  [
    "WITH w AS (SELECT 1 FROM a JOIN b ON a.x = b.x) SELECT 1 FROM w LEFT JOIN c ON w.x = c.x",
    "w: inner b: a.x = b.x",
    "left c: w.x = c.x",
  ],
  [
    "SELECT 1 FROM a JOIN b ON a.x = b.x UNION SELECT 1 FROM c JOIN d ON c.x = d.x",
    "inner b: a.x = b.x",
    "inner d: c.x = d.x",
  ],
  ["SELECT 1 FROM a JOIN b ON a.x = (SELECT max(x) FROM c)", "inner b [a.x = (SELECT MAX(x) FROM c)]"],
  ["SELECT 1 FROM (SELECT 1 FROM a JOIN b ON a.x = b.x) s"],
  ["SELECT 1 FROM a, LATERAL (SELECT a.x) l"],
])("joins of %s", (text, ...expected) => {
  expect(joins(text).map(summary)).toEqual(expected);
});

test("outside Spark a comma binds less than JOIN", () => {
  const found = joins("SELECT 1 FROM a, b JOIN c ON b.x = c.x", "trino");
  expect(found.map(summary)).toEqual(["inner c: b.x = c.x", "cross b"]);
  expect(found[0]?.leftSql).toBe("SELECT * FROM b");
  expect(found[1]?.rightSql).toBe("SELECT * FROM b JOIN c ON b.x = c.x");
});

test("each side is SQL of its own, with the CTEs it needs", () => {
  const [first, second] = joins(
    "WITH w AS (SELECT * FROM t), v AS (SELECT * FROM w), u AS (SELECT 1) " +
      "SELECT * FROM v LEFT JOIN b ON v.x = b.x JOIN (SELECT * FROM `c d`) c ON c.y = b.y",
  );
  const ctes = "WITH w AS (SELECT * FROM t), v AS (SELECT * FROM w) ";
  expect(first).toMatchObject({
    leftSql: `${ctes}SELECT * FROM v`,
    rightSql: "SELECT * FROM b",
    leftKeysSql: `${ctes}SELECT v.x AS key1 FROM v`,
    rightKeysSql: "SELECT b.x AS key1 FROM b",
    resultSql: `${ctes}SELECT * FROM v LEFT JOIN b ON v.x = b.x`,
  });
  expect(second).toMatchObject({
    leftSql: `${ctes}SELECT * FROM v LEFT JOIN b ON v.x = b.x`,
    rightSql: "SELECT * FROM (SELECT * FROM `c d`) AS c",
    leftKeysSql: `${ctes}SELECT b.y AS key1 FROM v LEFT JOIN b ON v.x = b.x`,
  });
});

test("a join without keys has no SQL of its keys", () => {
  expect(joins("SELECT 1 FROM a CROSS JOIN b")[0]).toMatchObject({
    leftKeysSql: undefined,
    rightKeysSql: undefined,
  });
});

test("placeholders are put back into the SQL of the sides", () => {
  const [join] = joins("SELECT * FROM a JOIN (SELECT * FROM b WHERE day = '${{day}}') b ON a.x = b.x");
  expect(join?.rightSql).toContain("'${{day}}'");
});

/** The mark is where the join stands. */
test.each([
  "SELECT 1 FROM a «LEFT OUTER JOIN b ON a.x = b.x» WHERE true",
  "SELECT 1 FROM a«, b» WHERE true",
  "SELECT 1 FROM a «JOIN (SELECT x FROM b) s ON (a.x = s.x)» LIMIT 1",
  "SELECT 1 FROM a «NATURAL JOIN b»",
  "SELECT '👟' FROM a «CROSS JOIN `👟`»",
])("place of the join in %s", (text) => {
  const sql = text.replace(/[«»]/g, "");
  const [join] = joins(sql);
  const { start, end } = join ?? { start: 0, end: 0 };
  expect(`${sql.slice(0, start)}«${sql.slice(start, end)}»${sql.slice(end)}`).toBe(text);
});
