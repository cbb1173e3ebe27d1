import { expect, test } from "vitest";
import { dps, folderWith, resultOf } from "../../test/support/command-line.ts";
import { shop } from "../../test/support/shop.ts";
import type { ProfileResult } from "../run/results.ts";

const spending = "flows/spending.yml";

const profile = (folder: string, ...parameters: string[]) =>
  resultOf<ProfileResult>(folder, "profile", ...parameters);

test("profiles every dataset that is named, those that are made included", async () => {
  const { datasets } = await profile(folderWith(shop), spending);
  expect(datasets.map(({ dataset, rows }) => [dataset, rows])).toEqual([
    ["crm:raw/orders", 4],
    ["crm:raw/customers", 4],
    ["lake:sales/by_city", 4],
  ]);
  expect(datasets[0]?.columns).toMatchObject([
    { name: "id", type: "BIGINT", nulls: 0, distinct: 4, min: 1, max: 4, mean: 2.5, topValues: [] },
    {
      name: "customer",
      type: "VARCHAR",
      distinct: 3,
      mean: null,
      topValues: [{ value: "ann", count: 2 }, {}, {}],
    },
    { name: "amount", type: "DOUBLE", min: 5, max: 20 },
  ]);
  const counted = datasets[0]?.columns[2]?.histogram.reduce((sum, { count }) => sum + count, 0);
  expect(counted).toBe(4);
});

test.each(["dataos://lake:sales/by_city?acl=r", "lake:sales/by_city"])(
  "--dataset %s profiles one",
  async (dataset) => {
    const { datasets } = await profile(folderWith(shop), ".", "--dataset", dataset);
    expect(datasets.map((each) => each.dataset)).toEqual(["lake:sales/by_city"]);
  },
);

test("a dataset without data says why, and fails the command", async () => {
  const folder = folderWith(shop);
  const parameters = [".", "--dataset", "crm:raw/nothing"];
  const { datasets } = await profile(folder, ...parameters);
  expect(datasets).toMatchObject([
    { rows: 0, columns: [], error: expect.stringContaining("samples/crm/raw/nothing") },
  ]);
  expect((await dps(folder, "profile", ...parameters)).status).toBe(1);
});

test("text, for people", async () => {
  const { stdout } = await dps(folderWith(shop), "profile", ".", "--dataset", "crm:raw/orders");
  expect(stdout.replaceAll(/ +/g, " ")).toMatchInlineSnapshot(`
    "crm:raw/orders 4 rows
     column type null distinct min max distribution
     id bigint 0.0 % 4 1 4 █ █ █ █
     customer varchar 0.0 % 3 ann zoe ann 50 %, bob 25 %, zoe 25 %
     amount double 0.0 % 4 5 20 ██ █ █
    "
  `);
});
