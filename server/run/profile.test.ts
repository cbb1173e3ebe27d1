import { expect, test } from "vitest";
import { profileDatasets } from "./profile.ts";
import type { ColumnProfile } from "./results.ts";
import { openWorkspace, workflow } from "../../test/support/workspace.ts";

async function columnsOf(path: string, text: string): Promise<Record<string, ColumnProfile>> {
  const { session } = await openWorkspace({ [`sample-data/d/c/${path}`]: text });
  const { datasets } = await profileDatasets(session, { datasets: ["d:c/t"] });
  expect(datasets[0]?.error).toBeUndefined();
  return Object.fromEntries((datasets[0]?.columns ?? []).map((column) => [column.name, column]));
}

test("numbers, texts and dates", async () => {
  const { session } = await openWorkspace({
    "sample-data/d/c/t.csv": "n,s,day\n1,a,2024-01-01\n2,b,2024-01-02\n2,a,2024-01-03\n11,,2024-01-04\n,a,\n",
  });
  const { datasets } = await profileDatasets(session, { datasets: ["d:c/t", "d:c/t"] });
  expect(datasets).toHaveLength(1);
  expect(datasets[0]).toMatchObject({ dataset: "d:c/t", rows: 5 });
  const [n, s, day] = datasets[0]?.columns ?? [];
  expect(n).toEqual({
    name: "n",
    type: "BIGINT",
    nulls: 1,
    distinct: 3,
    min: 1,
    max: 11,
    mean: 4,
    quantiles: [1.75, 2, 4.25],
    topValues: [
      { value: 2, count: 2 },
      { value: 1, count: 1 },
      { value: 11, count: 1 },
    ],
    histogram: Array.from({ length: 10 }, (_, index) => ({
      from: index + 1,
      to: index + 2,
      count: { 0: 1, 1: 2, 9: 1 }[index] ?? 0,
    })),
  });
  expect(s).toMatchObject({
    type: "VARCHAR",
    nulls: 1,
    distinct: 2,
    min: "a",
    max: "b",
    mean: null,
    quantiles: null,
    topValues: [
      { value: "a", count: 3 },
      { value: "b", count: 1 },
    ],
    histogram: [],
  });
  expect(day).toMatchObject({
    type: "DATE",
    min: "2024-01-01",
    max: "2024-01-04",
    quantiles: ["2024-01-01", "2024-01-02", "2024-01-03"],
    topValues: [],
  });
});

test("nested values, booleans, and names of any kind", async () => {
  const columns = await columnsOf(
    "t.ndjson",
    [
      { l: [1, 2], o: { a: 1, "b c": "x" }, ok: true, 'we "ird': "x" },
      { l: [1, 2], o: { a: 2, "b c": "y" }, ok: true, 'we "ird': null },
      { l: [], o: null, ok: false, 'we "ird': "x" },
    ]
      .map((row) => JSON.stringify(row))
      .join("\n"),
  );
  expect(columns["l"]).toMatchObject({ type: "BIGINT[]", nulls: 0, distinct: 2, min: null, max: null });
  expect(columns["l"]?.topValues[0]).toEqual({ value: "[1, 2]", count: 2 });
  expect(columns["o"]).toMatchObject({ nulls: 1, distinct: 2, topValues: [], quantiles: null });
  expect(columns["ok"]).toMatchObject({
    type: "BOOLEAN",
    topValues: [
      { value: true, count: 2 },
      { value: false, count: 1 },
    ],
  });
  expect(columns['we "ird']).toMatchObject({ nulls: 1, distinct: 1, topValues: [{ value: "x", count: 2 }] });
});

test.each([
  ["one value only", "n\n7\n7\n", { min: 7, max: 7, histogram: [{ from: 7, to: 7, count: 2 }] }],
  [
    "no value at all",
    "n,m\n,1\n",
    { nulls: 1, distinct: 0, min: null, max: null, mean: null, topValues: [], histogram: [] },
  ],
  ["no row at all", "n\n", { nulls: 0, distinct: 0, topValues: [], histogram: [] }],
  ["values without an end", "n\n1.5\ninf\n", { max: "Infinity", mean: null, histogram: [] }],
  [
    "large numbers",
    "n\n9007199254740993\n9007199254740993\n1\n",
    {
      max: "9007199254740993",
      topValues: [
        { value: "9007199254740993", count: 2 },
        { value: 1, count: 1 },
      ],
    },
  ],
])("a column with %s", async (_, text, expected) => {
  expect((await columnsOf("t.csv", text))["n"]).toMatchObject(expected);
});

test("what is missing is made first, and what can't be made says why", async () => {
  const make = {
    inputs: { o: "shop:sales/o" },
    steps: { s: "SELECT id * 2 AS id FROM o" },
    outputs: { s: "lake:x/o" },
  };
  const { session } = await openWorkspace({
    "sample-data/shop/sales/o.csv": "id\n1\n4\n",
    "w.yml": workflow("w", make),
  });
  const { datasets } = await profileDatasets(session, { datasets: ["lake:x/o", "lake:x/none"] });
  expect(datasets).toMatchObject([
    { dataset: "lake:x/o", rows: 2, columns: [{ name: "id", min: 2, max: 8 }] },
    {
      dataset: "lake:x/none",
      rows: 0,
      columns: [],
      error: expect.stringContaining("create sample-data/lake/x/none.csv") as string,
    },
  ]);
});
