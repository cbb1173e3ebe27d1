import { expect, test } from "vitest";
import { dps, folderWith, resultOf } from "../../test/support/command-line.ts";
import { shop } from "../../test/support/shop.ts";
import type { QualityResult } from "../run/results.ts";

const quality = "quality/by-city.yml";

const measure = (folder: string, ...parameters: string[]) =>
  resultOf<QualityResult>(folder, "quality", ...parameters);

test("makes the dataset, and says what came of each check", async () => {
  const { checks, summary } = await measure(folderWith(shop), quality);
  expect(checks).toMatchObject([
    {
      file: "by-city.yml",
      dataset: "lake:sales/by_city",
      check: "row_count > 0",
      name: "There are cities",
      outcome: "pass",
      value: 4,
    },
    { outcome: "fail", value: 1, failedRows: { count: 1, columns: ["city", "total"], rows: [[null, 7]] } },
    { outcome: "warn", value: 20 },
  ]);
  expect(checks[0]?.range.start.line).toBe(16);
  expect(summary).toEqual({ pass: 1, warn: 1, fail: 1, error: 0, not_evaluated: 0 });
});

test("--dataset measures one", async () => {
  const { checks } = await measure(folderWith(shop), ".", "--dataset", "dataos://lake:sales/by_city");
  expect(checks).toHaveLength(3);
});

const passing = shop[quality].replace("missing_count(city) = 0", "missing_count(city) < 2");
const unreadable = passing.replace("max(total)", "max(totla)");
test.each([
  ["a failed check", shop[quality], [], 1],
  ["a warning", passing, [], 0],
  ["a warning with --fail-on warn", passing, ["--fail-on", "warn"], 1],
  ["a check that can't be measured", unreadable, [], 1],
])("exit status of %s", async (_title, text, options, status) => {
  expect((await dps(folderWith({ ...shop, [quality]: text }), "quality", ".", ...options)).status).toBe(
    status,
  );
});

test("junit: a test a check, which fails where the command does", async () => {
  const report = async (...options: string[]) =>
    (await dps(folderWith(shop), "quality", ".", "--format", "junit", ...options)).stdout;
  expect(await report()).toContain(
    '<testsuite name="lake:sales/by_city" tests="3" failures="1" errors="0" skipped="0">',
  );
  expect(await report("--fail-on", "warn")).toContain('tests="3" failures="2" errors="0" skipped="0">');
});

test("text, for people", async () => {
  const folder = folderWith(shop);
  const { checks } = await measure(folder, ".");
  const [pass, fail, warn] = checks.map(({ message }) => message);
  const { stdout } = await dps(folder, "quality", ".");
  expect(stdout.replaceAll(/ +/g, " ")).toBe(`lake:sales/by_city
 outcome check result
 pass There are cities ${pass}
 fail Every total has a city ${fail}
 warn Totals are plausible ${warn}

3 checks: 1 pass, 1 warn, 1 fail
`);
});

test("a folder without checks", async () => {
  expect(await dps(folderWith(shop), "quality", "depots")).toMatchObject({
    status: 0,
    stdout: "There is no quality check here.\n",
  });
});
