import fc from "fast-check";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { Cell } from "../engine/engine.ts";
import { openWorkspace, workflow } from "../../test/support/workspace.ts";
import { readData } from "./data.ts";
import { exportCsv } from "./export-csv.ts";
import type { Sort } from "./results.ts";
import type { Session } from "./session.ts";

const dataset = "d:c/t";

/** A dataset with these rows; what JSON can't say of types the engine guesses. */
const withRows = (rows: readonly object[]) =>
  openWorkspace({ "sample-data/d/c/t.ndjson": rows.map((row) => JSON.stringify(row)).join("\n") });

async function pagesOf(session: Session, limit: number, sort?: Sort): Promise<readonly (readonly Cell[])[]> {
  const rows: (readonly Cell[])[] = [];
  for (;;) {
    const page = await readData(session, { dataset, offset: rows.length, limit, sort, asTheyAre: true });
    expect(page.error).toBeUndefined();
    rows.push(...page.rows);
    if (page.rows.length === 0 || rows.length >= page.total) return rows;
  }
}

describe("a page", () => {
  test("holds the rows asked for, in the dataset's own order, and what there is in all", async () => {
    const { session } = await openWorkspace({ "sample-data/d/c/t.csv": "n,s\n3,a\n1,\n2,c\n" });
    expect(await readData(session, { dataset, offset: 1, limit: 1 })).toMatchObject({
      ...{ version: 1, dataset, sample: "sample-data/d/c/t.csv", total: 3, sort: null, offset: 1 },
      columns: [
        { name: "n", type: "BIGINT" },
        { name: "s", type: "VARCHAR" },
      ],
      rows: [[1, null]],
    });
  });

  test("beyond the end is empty, and one that is no number is the first", async () => {
    const { session } = await withRows([{ n: 1 }, { n: 2 }]);
    expect((await readData(session, { dataset, offset: 7, limit: 5 })).rows).toEqual([]);
    expect((await readData(session, { dataset, offset: Number.NaN, limit: 1.9 })).rows).toEqual([[1]]);
    expect((await readData(session, { dataset, offset: -4, limit: -1 })).rows).toEqual([]);
  });

  test.each<[Sort, readonly Cell[]]>([
    [{ column: "n", descending: false }, [2, 10, 10, null, null]],
    [{ column: "n", descending: true }, [10, 10, 2, null, null]],
  ])("of %j comes from the whole dataset, nulls last", async (sort, expected) => {
    const { session } = await withRows([10, null, 2, 10, null].map((n, id) => ({ n, id })));
    expect((await pagesOf(session, 2, sort)).map(([n]) => n)).toEqual(expected);
  });

  test("keeps the dataset's order where the sorted values are equal", async () => {
    const { session } = await withRows(Array.from({ length: 50 }, (_, id) => ({ same: "x", id })));
    for (const descending of [false, true]) {
      const rows = await pagesOf(session, 7, { column: "same", descending });
      expect(rows.map(([, id]) => id)).toEqual(Array.from({ length: 50 }, (_, id) => id));
    }
  });

  test("of a dataset that a workflow writes is there once the workflow has run", async () => {
    const { session } = await openWorkspace({
      "sample-data/d/c/t.csv": "n\n1\n2\n",
      "flow.yml": workflow("flow", {
        inputs: { t: dataset },
        steps: { twice: "SELECT n * 2 AS n FROM t" },
        outputs: { twice: "lake:c/twice" },
      }),
    });
    const page = { dataset: "lake:c/twice", offset: 0, limit: 10 };
    expect((await readData(session, { ...page, asTheyAre: true })).error).toContain(
      "There is no sample data",
    );
    expect(await readData(session, page)).toMatchObject({ sample: null, total: 2, rows: [[2], [4]] });
  });

  test("says why there is none", async () => {
    const { session } = await withRows([{ n: 1 }]);
    const sort = { column: "m", descending: false };
    expect((await readData(session, { dataset, offset: 0, limit: 1, sort })).error).toBe(
      'd:c/t can\'t be sorted: it has no column "m".',
    );
    expect((await readData(session, { dataset: "d:c/none", offset: 0, limit: 1 })).error).toMatch(
      /^There is no sample data for d:c\/none/,
    );
  });

  test("of a dataset whose columns are named like SQL is read like any other", async () => {
    const names = ['a"; DROP TABLE t; --', "place", "c0", "x') FROM numbered--", "🙂"];
    const { session } = await withRows([
      Object.fromEntries(names.map((name, index) => [name, index])),
      Object.fromEntries(names.map((name, index) => [name, -index])),
    ]);
    for (const column of names) {
      const page = await readData(session, {
        dataset,
        offset: 0,
        limit: 9,
        sort: { column, descending: false },
      });
      expect(page.columns.map(({ name }) => name)).toEqual(names);
      expect(page.rows).toHaveLength(2);
    }
  });

  test("pages one after the other are the whole dataset in that order, whatever it holds", async () => {
    const cell = fc.option(
      fc.oneof(fc.integer({ min: -3, max: 3 }), fc.double({ noNaN: true, noDefaultInfinity: true })),
    );
    await fc.assert(
      fc.asyncProperty(
        fc.array(cell, { minLength: 1, maxLength: 60 }),
        fc.integer({ min: 1, max: 25 }),
        fc.boolean(),
        async (values, limit, descending) => {
          const { session } = await withRows(values.map((v, id) => ({ v, id })));
          const rows = await pagesOf(session, limit, { column: "v", descending });
          expect(rows.map(([, id]) => id)).toEqual(sortedIds(values, descending));
          await session.close();
        },
      ),
      { numRuns: 12 },
    );
  });
});

/** Positions of the values in order, nulls last, equal ones as they come. */
function sortedIds(values: readonly (number | null)[], descending: boolean): number[] {
  const ids = values.map((_, id) => id);
  const present = ids.filter((id) => values[id] !== null);
  const value = (id: number): number => values[id] ?? 0;
  present.sort(
    (one, other) => (descending ? value(other) - value(one) : value(one) - value(other)) || one - other,
  );
  return [...present, ...ids.filter((id) => values[id] === null)];
}

describe("a CSV file", () => {
  const nasty = [
    "plain",
    "",
    null,
    "null",
    'say "hi"',
    "a,b",
    "line\nbreak",
    "cr\r\nlf",
    " padded ",
    "'",
    "=1+1",
    "🙂\t;|",
  ];

  test("read by the engine's own reader gives back the very same values, null apart from empty text", async () => {
    const { root, session } = await withRows(
      nasty.map((text, id) => ({ id, text, 'odd "name", really': text })),
    );
    const path = join(root, "sample-data", "back.csv");
    expect(await exportCsv(session, { dataset, path })).toEqual({ version: 1, rows: nasty.length });
    const back = await session.engine.query(
      `FROM read_csv('${path}', header = true, all_varchar = true, delim = ',', quote = '"', escape = '"', allow_quoted_nulls = false)`,
    );
    expect(back.columns.map(({ name }) => name)).toEqual(["id", "text", 'odd "name", really']);
    expect(back.rows).toEqual(nasty.map((text, id) => [String(id), text, text]));
  });

  test("holds the whole dataset in the order asked for", async () => {
    const { root, session } = await withRows([2, null, 3, 1].map((n) => ({ n })));
    const path = join(root, "out.csv");
    await exportCsv(session, { dataset, path, sort: { column: "n", descending: true } });
    expect(await session.project.readText("out.csv")).toBe("n\n3\n2\n1\n\n");
  });

  test("that can't be written says why, and leaves nothing behind", async () => {
    const { root, session } = await withRows([{ n: 1 }]);
    const { rows, error } = await exportCsv(session, { dataset, path: join(root, "nowhere", "out.csv") });
    expect(rows).toBe(0);
    expect(error).toContain("out.csv can't be written: ENOENT");
    expect((await exportCsv(session, { dataset: "d:c/none", path: join(root, "x.csv") })).error).toContain(
      "There is no sample data for d:c/none",
    );
  });
});
