import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { contentsOf, dps, folderWith, resultOf } from "../../test/support/command-line.ts";
import type { CheckResult, QualityResult, RunResult } from "../run/results.ts";

describe("dps new data-product", () => {
  const csv = 'Order ID,Amount,Placed At,note\n1,2.50,2024-01-31,\n2,3,2024-02-01,"a, b"\n3,4,2024-02-02,c\n';

  test.each([
    ["with made-up rows", ["new", "data-product", "order"], 100],
    ["with rows of one's own", ["new", "data-product", "order", "--columns", "mine.csv"], 3],
  ])(
    "%s has no problem, runs, and passes its checks",
    async (_what, parameters, rows) => {
      const folder = folderWith({ "mine.csv": csv });
      const { status, stdout, stderr } = await dps(folder, ...parameters);
      expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
      expect(stdout).toContain("Next: dps check order, dps run order, dps quality order");
      expect((await resultOf<CheckResult>(folder, "check", "order")).problems).toEqual([]);
      const { workflows } = await resultOf<RunResult>(folder, "run", "order");
      const jobs = workflows.flatMap((workflow) => workflow.jobs);
      expect(jobs.filter(({ status: ended }) => ended === "failed")).toEqual([]);
      expect(jobs.flatMap(({ outputs }) => outputs)).toEqual([
        expect.objectContaining({ dataset: "lakehouse:order_product/order_data", rows }),
      ]);
      const { checks } = await resultOf<QualityResult>(folder, "quality", "order");
      expect(checks.map(({ outcome }) => outcome)).toEqual(["pass", "pass", "pass"]);
    },
    60_000,
  );

  test("its columns are those of the file, with the key that it has", async () => {
    const folder = folderWith({ "mine.csv": csv });
    await dps(folder, "new", "data-product", "order", "--columns", "mine.csv", "--output", "out");
    const read = (path: string) => readFileSync(join(folder, "out", path), "utf8");
    expect(read("ingestion/order.yml")).toContain("`Order ID` AS order_id,");
    expect(read("quality/order.yml")).toContain("duplicate_count(order_id) = 0");
    expect(read("lens/model/tables/order_data.yml")).toContain("name: placed_at\n        type: time\n");
    expect(read("sample-data/ordersource/public/order_data.csv")).toBe(csv);
  });

  test("nothing is written where something is", async () => {
    const folder = folderWith({ "order/lens/deployment.yml": "mine" });
    const before = contentsOf(folder);
    const { status, stderr } = await dps(folder, "new", "data-product", "order");
    expect(status).toBe(2);
    expect(stderr).toContain("lens/deployment.yml is there already, and nothing was written");
    expect(contentsOf(folder)).toEqual(before);
  });
});

describe("dps new KIND", () => {
  test("prints a manifest, or writes it", async () => {
    const folder = folderWith({});
    const { stdout } = await dps(
      folder,
      "new",
      "depot",
      "crm",
      "--set",
      "type=S3",
      "--set",
      "depot.s3.bucket=crm",
    );
    expect(stdout).toMatch(/^name: crm\nversion: v2alpha\ntype: depot\n(?:.*\n)*.* bucket: crm\n/);
    await dps(folder, "new", "depot", "crm", "--output", "depots/crm.yml");
    expect(existsSync(join(folder, "depots/crm.yml"))).toBe(true);
    expect((await dps(folder, "new", "depot", "crm", "--output", "depots/crm.yml")).stderr).toContain(
      "crm.yml is there already",
    );
  });
});

test.each([
  [["new"], "dps new takes a KIND and a NAME"],
  [["new", "depto", "x"], 'There is no kind "depto"; did you mean "depot"?'],
  [["new", "depot", "x", "--set", "type"], '--set takes KEY=VALUE, not "type".'],
  [["new", "depot", "x", "--columns", "a.csv"], "--columns is for dps new data-product NAME."],
  [["new", "data-product", "No Name"], `can't be called "No Name"`],
  [["new", "data-product", "x", "--columns", "nowhere.csv"], 'There is no file "nowhere.csv".'],
  [["new", "data-product", "x", "--columns", "empty.csv"], "names no columns"],
])("%j can't be done", async (parameters, message) => {
  const { status, stderr } = await dps(folderWith({ "empty.csv": "" }), ...parameters);
  expect(status).toBe(2);
  expect(stderr).toContain(message);
});
