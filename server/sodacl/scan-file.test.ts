import { expect, test } from "vitest";
import { isIncluded, readScanFile } from "./scan-file.ts";

test("sections become checks of datasets, with their filters and their columns' configurations", () => {
  const file = readScanFile(`
filter orders [daily]:
  where: day = current_date
checks for orders [daily]:
  - row_count > 0
  - missing_count(status) = 0:
      missing values: [none]
configurations for orders:
  missing values for status: [N/A]
  invalid values for status: [x]
for each dataset d:
  datasets: [ord%, exclude ord_old]
  checks:
    - schema
checks for:
  - row_count > 0
profile columns:
  columns: [orders.%]
`);
  expect(file.filters).toEqual([{ dataset: "orders", name: "daily", where: "day = current_date" }]);
  expect(file.sections).toMatchObject([
    {
      dataset: "orders",
      filter: "daily",
      items: [
        { line: { value: "row_count > 0" }, configuration: {} },
        {
          line: { value: "missing_count(status) = 0" },
          configuration: { "missing values": ["none", "N/A"] },
        },
      ],
    },
    { datasets: { include: ["ord%"], exclude: ["ord_old"] }, items: [{ line: { value: "schema" } }] },
  ]);
  expect(file.sections[0]?.items[1]?.configuration).not.toHaveProperty("invalid values");
  expect(file.problems).toMatchObject([{ message: "There is no section `checks for`." }]);
  expect(file.others).toEqual(["profile columns"]);
});

test("names of datasets are patterns", () => {
  const datasets = { include: ["ord%", "x.y"], exclude: ["*_old"] };
  expect(
    ["orders", "ord", "ord_old", "border", "x.y", "xzy"].filter((name) => isIncluded(name, datasets)),
  ).toEqual(["orders", "ord", "x.y"]);
});
