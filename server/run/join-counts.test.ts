import fc from "fast-check";
import { afterAll, expect, test } from "vitest";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startEngine } from "../engine/client.ts";
import { quoteLiteral } from "../engine/engine.ts";
import { countByKeys, countByRunning, countCross } from "./join-counts.ts";
import { partnersOf } from "./join-partners.ts";
import { observedCardinality, resultRows, verdictOf } from "./join-verdict.ts";
import type { JoinCounts, JoinKind } from "./join-verdict.ts";

const folder = mkdtempSync(join(tmpdir(), "joins-"));
const engine = startEngine({
  database: ":memory:",
  folders: [],
  temporaryFolder: folder,
  memoryLimit: "500MB",
});
afterAll(async () => {
  await engine.close();
  rmSync(folder, { recursive: true, force: true });
});

type Key = readonly (number | null)[];

async function table(name: string, keys: readonly Key[], width: number, type = "INTEGER") {
  const columns = Array.from({ length: width }, (_, index) => `key${index + 1}`);
  const rows = keys.map((key) => `(${key.map((part) => part ?? "NULL").join(", ")})`);
  await engine.execute(
    `CREATE OR REPLACE TABLE ${name} (${columns.map((column) => `${column} ${type}`).join(", ")})`,
  );
  if (rows.length > 0) await engine.execute(`INSERT INTO ${name} VALUES ${rows.join(", ")}`);
  return { relation: name, columns: columns.map((column) => ({ name: column, type })) };
}

/** Row by row, as the words say. */
function naive(
  left: readonly Key[],
  right: readonly Key[],
): Omit<JoinCounts, "left" | "right"> & { left: object; right: object } {
  const match = (a: Key, b: Key): boolean => a.every((part, index) => part !== null && part === b[index]);
  const leftMatches = left.map((key) => right.filter((other) => match(key, other)).length);
  const rightMatches = right.map((key) => left.filter((other) => match(other, key)).length);
  const side = (keys: readonly Key[], matches: readonly number[]): object => {
    const whole = keys.filter((key) => !key.includes(null)).map((key) => key.join(" | "));
    const repeated = whole.filter((key, index) => whole.indexOf(key) !== index);
    const orphans = keys.filter((key, index) => matches[index] === 0 && !key.includes(null));
    return {
      rows: keys.length,
      nullKeys: keys.filter((key) => key.includes(null)).length,
      unmatched: matches.filter((count) => count === 0).length,
      partners: partnersOf(matches.map((count) => [count, 1] as const)),
      orphanKeys: { keys: new Set(orphans.map((key) => key.join(" | "))).size },
      duplicateKeys: { keys: new Set(repeated).size },
    };
  };
  return {
    left: side(left, leftMatches),
    right: side(right, rightMatches),
    pairs: leftMatches.reduce((sum, count) => sum + count, 0),
    maxMatches: { leftToRight: Math.max(0, ...leftMatches), rightToLeft: Math.max(0, ...rightMatches) },
  };
}

const part = fc.oneof(fc.integer({ min: 0, max: 4 }), fc.constant(null));
const sides = fc.integer({ min: 1, max: 2 }).chain((width) => {
  const rows = fc.array(fc.array(part, { minLength: width, maxLength: width }), { maxLength: 12 });
  return fc.tuple(fc.constant(width), rows, rows);
});

test("figures from key counts are those of joining row by row", async () => {
  await fc.assert(
    fc.asyncProperty(sides, async ([width, left, right]) => {
      const counts = await countByKeys(engine, await table("l", left, width), await table("r", right, width));
      expect(counts).toMatchObject(naive(left, right));
    }),
    { numRuns: 60 },
  );
});

test("the rows of each kind of join are as many as the engine makes", async () => {
  const kinds: readonly JoinKind[] = ["inner", "left", "right", "full", "semi", "anti"];
  await fc.assert(
    fc.asyncProperty(sides, fc.constantFrom(...kinds), async ([width, left, right], kind) => {
      const counts = await countByKeys(engine, await table("l", left, width), await table("r", right, width));
      const on = Array.from({ length: width }, (_, i) => `l.key${i + 1} = r.key${i + 1}`).join(" AND ");
      const made = await engine.query(`SELECT count(*) FROM l ${kind} JOIN r ON ${on}`);
      expect(resultRows(counts, kind)).toBe(made.rows[0]?.[0]);
    }),
    { numRuns: 60 },
  );
});

test("running an inequality gives the same figures as looking at every pair", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(part, { maxLength: 8 }),
      fc.array(part, { maxLength: 8 }),
      async (left, right) => {
        await table(
          "l",
          left.map((key) => [key]),
          1,
        );
        await table(
          "r",
          right.map((key) => [key]),
          1,
        );
        await engine.execute("CREATE OR REPLACE TABLE ln AS SELECT row_number() OVER () AS row_id, * FROM l");
        await engine.execute("CREATE OR REPLACE TABLE rn AS SELECT row_number() OVER () AS row_id, * FROM r");
        const pairs =
          "(SELECT ln.row_id AS left_id, rn.row_id AS right_id FROM ln JOIN rn ON ln.key1 < rn.key1)";
        const counts = await countByRunning(engine, "ln", "rn", pairs, { left: 0, right: 0 });
        const matches = left.map((a) => right.filter((b) => a !== null && b !== null && a < b).length);
        expect(counts.pairs).toBe(matches.reduce((sum, count) => sum + count, 0));
        expect(counts.left).toMatchObject({
          rows: left.length,
          unmatched: matches.filter((n) => n === 0).length,
        });
        expect(counts.maxMatches.leftToRight).toBe(Math.max(0, ...matches));
      },
    ),
    { numRuns: 30 },
  );
});

test("a fan-out of a thousand billion rows is counted, not made", async () => {
  await engine.execute("CREATE OR REPLACE TABLE big AS SELECT 1 AS key1 FROM range(1000000)");
  const side = { relation: "big", columns: [{ name: "key1", type: "INTEGER" }] };
  const counts = await countByKeys(engine, side, side);
  expect(counts.pairs).toBe(1e12);
  expect(counts.maxMatches).toEqual({ leftToRight: 1e6, rightToLeft: 1e6 });
  expect(await countCross(engine, "big", "big")).toMatchObject({ pairs: 1e12, left: { unmatched: 0 } });
});

test("text meets numbers as Spark casts it, and what is no number is shown as it stands", async () => {
  const texts = ["1", "007", "x", "x", "9"];
  await engine.execute("CREATE OR REPLACE TABLE l (key1 VARCHAR)");
  await engine.execute(
    `INSERT INTO l VALUES ${[...texts.map((text) => `(${quoteLiteral(text)})`), "(NULL)"].join(", ")}`,
  );
  const left = { relation: "l", columns: [{ name: "key1", type: "VARCHAR" }] };
  const counts = await countByKeys(engine, left, await table("r", [[1], [7], [7]], 1));
  expect(counts.left).toEqual({
    ...{ rows: 6, nullKeys: 1, unmatched: 4, sample: ["x", "9"] },
    partners: [
      { from: 0, to: 0, rows: 4 },
      { from: 1, to: 1, rows: 1 },
      { from: 2, to: 2, rows: 1 },
    ],
    orphanKeys: {
      keys: 2,
      examples: [
        { key: "x", rows: 2 },
        { key: "9", rows: 1 },
      ],
    },
    duplicateKeys: { keys: 1, examples: [{ key: "x", rows: 2 }] },
  });
  expect(counts.right).toEqual({
    ...{ rows: 3, nullKeys: 0, unmatched: 0, sample: [] },
    partners: [{ from: 1, to: 1, rows: 3 }],
    orphanKeys: { keys: 0, examples: [] },
    duplicateKeys: { keys: 1, examples: [{ key: "7", rows: 2 }] },
  });
  expect(counts.pairs).toBe(3);
});

test("lonely keys of several columns are shown together, the most frequent first", async () => {
  const left = await table(
    "l",
    [
      [1, 2],
      [3, 4],
      [3, 4],
      [5, null],
    ],
    2,
  );
  const counts = await countByKeys(engine, left, await table("r", [[1, 2]], 2));
  expect(counts.left.sample).toEqual(["3 | 4"]);
});

test("rows are told by how many they meet, in ranges that grow and together hold every row", () => {
  const counted = [
    [7, 2],
    [0, 9],
    [3, 1],
    [10, 4],
    [5000, 6],
    [70, 5],
  ] as const;
  expect(partnersOf(counted)).toEqual([
    { from: 0, to: 0, rows: 9 },
    { from: 3, to: 3, rows: 1 },
    { from: 6, to: 10, rows: 6 },
    { from: 11, to: 70, rows: 5 },
    { from: 1001, to: 5000, rows: 6 },
  ]);
  expect(partnersOf([[0, 0]])).toEqual([]);
});

const counted = (leftRows: number, pairs: number, leftToRight: number, rightToLeft: number): JoinCounts => ({
  left: { rows: leftRows, nullKeys: 0, unmatched: 0, sample: [] },
  right: { rows: 9, nullKeys: 0, unmatched: 0, sample: [] },
  pairs,
  maxMatches: { leftToRight, rightToLeft },
});

test.each([
  ["nothing matches, whatever is declared", counted(5, 0, 0, 0), "left", "1:1", "no-match"],
  ["the rows are not related as declared", counted(5, 5, 1, 2), "left", "1:1", "mismatch"],
  ["they are related as declared, though they multiply", counted(5, 9, 3, 1), "left", "1:N", "ok"],
  ["they multiply on both sides", counted(5, 9, 3, 2), "left", null, "fan-out"],
  ["they grow and nothing is declared", counted(5, 9, 3, 1), "inner", null, "fan-out"],
  ["every left row meets one", counted(5, 5, 1, 2), "left", null, "ok"],
  ["a semi join keeps or drops left rows", counted(5, 9, 3, 2), "semi", null, "ok"],
] as const)("when %s", (_, counts, kind, declared, verdict) => {
  expect(verdictOf(counts, kind, declared)).toBe(verdict);
});

test.each([
  [0, 0, "1:1"],
  [1, 1, "1:1"],
  [2, 1, "1:N"],
  [1, 2, "N:1"],
  [2, 2, "N:M"],
])("at most %i to the right and %i to the left is %s", (leftToRight, rightToLeft, cardinality) => {
  expect(observedCardinality({ leftToRight, rightToLeft })).toBe(cardinality);
});
