import { expect, test } from "vitest";
import { dps, folderWith, resultOf } from "../../test/support/command-line.ts";
import { shop } from "../../test/support/shop.ts";
import type { JoinResult } from "../run/results.ts";

const spending = "flows/spending.yml";

/** A Lens model of the shop's sources; what it declares of the join is wrong. */
const lens = {
  "lens/orders.yml": `tables:
  - name: orders
    sql: SELECT * FROM crm.raw.orders
    joins:
      - name: customers
        relationship: one_to_one
        sql: "{TABLE.customer} = {customers.name}"
    dimensions:
      - name: id
        sql: id
        type: number
        primary_key: true
      - name: customer
        sql: customer
        type: string
`,
  "lens/customers.yml": `tables:
  - name: customers
    sql: SELECT * FROM crm.raw.customers
    dimensions:
      - name: name
        sql: name
        type: string
        primary_key: true
`,
};

const join = (folder: string, path: string) => resultOf<JoinResult>(folder, "join", path);

test.each([".", "flows", spending, `${spending}#located`, `${spending}#spending/located`, ".#located"])(
  "of %s",
  async (path) => {
    const { joins } = await join(folderWith(shop), path);
    expect(joins).toMatchObject([
      {
        file: path.startsWith(".") ? spending : "spending.yml",
        left: { name: "o", keys: ["o.customer"], rows: 4, nullKeys: 0, unmatched: 1, sample: ["zoe"] },
        right: { name: "c", rows: 4, unmatched: 1, sample: ["ivy"] },
        resultRows: 5,
        maxMatches: { leftToRight: 2, rightToLeft: 2 },
        observed: "N:M",
        declared: null,
        verdict: "fan-out",
      },
    ]);
  },
);

test.each(["lens#orders.customers", ".#orders.customers"])("of a relationship: %s", async (path) => {
  const { joins } = await join(folderWith({ ...shop, ...lens }), path);
  expect(joins).toMatchObject([
    { file: expect.stringMatching(/orders\.yml$/), declared: "1:1", observed: "N:M", verdict: "mismatch" },
  ]);
});

test("fails for a mismatch, for no match, and for what can't be measured; not for a fan-out", async () => {
  const status = async (path: string, changed: Record<string, string> = {}) =>
    (await dps(folderWith({ ...shop, ...lens, ...changed }), "join", path)).status;
  expect(await status("flows")).toBe(0);
  expect(await status("lens")).toBe(1);
  expect(await status("flows", { "samples/crm/raw/customers.csv": "name,city\nkim,Oslo\n" })).toBe(1);
  expect(await status("flows", { [spending]: shop[spending].replace("c.name", "c.nmae") })).toBe(1);
});

test("a step without joins has none", async () => {
  expect(await dps(folderWith(shop), "join", "flows#by_city")).toMatchObject({
    status: 0,
    stdout: "There is no join here.\n",
  });
});

test("text, for people", async () => {
  const { stdout } = await dps(folderWith(shop), "join", ".");
  expect(stdout.replaceAll(/ +/g, " ")).toMatchInlineSnapshot(`
    "flows/spending.yml
     left right on matched left matched right result data declared verdict
     o c o.customer = c.name 3 of 4 3 of 4 5 rows N:M – fan-out
     o without a partner (1): zoe
     c without a partner (1): ivy
    "
  `);
});
