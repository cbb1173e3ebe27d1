import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { contentsOf, dps, folderWith, resultOf } from "../../test/support/command-line.ts";
import { shop } from "../../test/support/shop.ts";
import type { InitResult, RunResult } from "../run/results.ts";

const manifests = Object.fromEntries(
  Object.entries(shop).filter(
    ([path]) => path.endsWith(".yml") && path !== "dps.config.yml" && !path.startsWith("depots/"),
  ),
);

test("a folder that nobody prepared is set up, and its workflows run", async () => {
  const folder = folderWith(manifests);
  const { config, datasets } = await resultOf<InitResult>(folder, "init");
  expect(config).toMatchObject({ status: "created", external: { depot: ["crm", "lake"] } });
  expect(datasets.map(({ file, rows }) => [file, rows])).toEqual([
    ["sample-data/crm/raw/customers.csv", 100],
    ["sample-data/crm/raw/orders.csv", 100],
  ]);
  const { workflows } = await resultOf<RunResult>(folder, "run", ".");
  expect(workflows.filter(({ status }) => status === "failed")).toEqual([]);
});

test("nothing that is there is overwritten", async () => {
  const folder = folderWith(shop);
  const before = contentsOf(folder);
  expect((await resultOf<InitResult>(folder, "init", "--yes")).config.status).not.toBe("created");
  expect(contentsOf(folder)).toMatchObject({ ...before, "dps.config.yml": expect.any(String) as unknown });
});

test("--dry-run writes nothing; --rows and --seed are for the sample", async () => {
  const folder = folderWith(manifests);
  const before = contentsOf(folder);
  const { stdout } = await dps(folder, "init", "--dry-run", "--rows", "7", "--seed", "2");
  expect(stdout).toContain("7 rows");
  expect(stdout).toContain("Nothing was written.");
  expect(contentsOf(folder)).toEqual(before);
});

test("text, for people", async () => {
  const folder = folderWith(manifests);
  const { stdout, status } = await dps(folder, "init");
  expect(status).toBe(0);
  expect(stdout).toMatchInlineSnapshot(`
    "dps.config.yml  created
      on the platform, depot: crm, lake
      on the platform, dataset: crm:raw/customers, crm:raw/orders

    Sample data: 2 datasets
      crm:raw/customers  100 rows, 2 columns  from flows/spending.yml
      crm:raw/orders  100 rows, 3 columns  from flows/spending.yml

    Next: dps check ., dps run ., dps quality .
    "
  `);
});

test("a folder within a repository is set up itself; one within a prepared workspace is not", async () => {
  const folder = folderWith({ "in/a.yml": "", "prepared/dps.config.yml": "", "prepared/deep/a.yml": "" });
  mkdirSync(join(folder, ".git"));
  await dps(folder, "init", "in");
  expect(existsSync(join(folder, "in/dps.config.yml"))).toBe(true);
  const { stderr } = await dps(folder, "init", "prepared/deep");
  expect(stderr).toMatch(/has a configuration: that is set up/);
  expect(existsSync(join(folder, "prepared/deep/dps.config.yml"))).toBe(false);
  expect(readFileSync(join(folder, "prepared/dps.config.yml"), "utf8")).toMatch(/sampleData/);
});

test.each([
  [["--rows", "0"], '--rows takes a whole number from 1 to 100,000, not "0".'],
  [["--seed", "x"], "--seed takes a whole number"],
  [["a.yml"], '"a.yml" is a file; name the folder to set up.'],
  [["a", "b"], "dps init takes one PATH, and got 2."],
  [["nowhere"], 'There is no file or folder "nowhere".'],
])("init %j can't be done", async (parameters, message) => {
  const { status, stderr } = await dps(folderWith({ "a.yml": "" }), "init", ...parameters);
  expect(status).toBe(2);
  expect(stderr).toContain(message);
});
