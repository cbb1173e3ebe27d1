import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { problemsOf } from "../../../test/support/problems.ts";
import { csvColumns } from "./csv-columns.ts";
import { newDataProduct, type DataProductOrder } from "./new-data-product.ts";

async function problemsIn(order: DataProductOrder) {
  const product = newDataProduct(order);
  if ("refused" in product) throw new Error(product.refused);
  const manifests = product.files.filter(
    ({ path }) => /\.(?:yml|sql)$/.test(path) && path !== "dps.config.yml",
  );
  const found = await problemsOf(manifests.map(({ path, text }) => `#- ${path}\n${text}`).join(""));
  return found.map(({ severity, rule, message }) => `${severity} ${rule}: ${message}`);
}

test.each(["customer", "web-order", "order", "select", "x1", "a-b-c"])(
  "the data product %s has no problem from the start",
  async (name) => expect(await problemsIn({ name })).toEqual([]),
);

const word = fc.stringMatching(/^[a-z][a-z0-9]{0,7}$/);

test("no name and no columns make one with a problem", async () => {
  const header = fc.stringMatching(/^[A-Za-z][A-Za-z0-9 _-]{0,12}$/);
  await fc.assert(
    fc.asyncProperty(
      fc
        .array(word, { minLength: 1, maxLength: 3 })
        .map((words) => words.join("-").slice(0, 20).replace(/-$/, "")),
      fc.uniqueArray(header, { minLength: 1, maxLength: 6, selector: (name) => name.toLowerCase() }),
      async (name, columns) => {
        const csv = `${columns.join(",")}\n${columns.map((_, index) => index + 1).join(",")}\n`;
        expect(await problemsIn({ name, csv })).toEqual([]);
      },
    ),
    { numRuns: 25 },
  );
}, 60_000);

test.each(["", "Customer", "a_b", "-a", "a--b", "../up", "a".repeat(21)])(
  '"%s" is refused as a name',
  (name) => {
    expect(newDataProduct({ name })).toEqual({ refused: expect.stringContaining("can't be called") });
  },
);

describe("columns of a CSV file", () => {
  test("have the type of all their values", () => {
    const csv =
      'id;Name;zip;paid;on;note\n1;"A; ""B""";0100;true;2024-01-31;\n2;C;0200;FALSE;2024-02-01T10:00:00Z;\n';
    expect(csvColumns(csv)).toEqual([
      { name: "id", type: "number", isKey: true },
      { name: "Name", type: "string", isKey: true },
      { name: "zip", type: "string", isKey: true },
      { name: "paid", type: "boolean", isKey: true },
      { name: "on", type: "time", isKey: true },
      { name: "note", type: "string", isKey: false },
    ]);
  });

  test.each(["", "\n\n", ",,\n"])("%j has none", (text) => expect(csvColumns(text)).toEqual([]));
});
