import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { contentsOf, dps, folderWith, resultOf } from "../../test/support/command-line.ts";
import type { MigrateResult } from "../run/results.ts";

const depot = "name: crm\nversion: v1\ntype: depot\ndepot:\n  type: S3\n  spec:\n    bucket: crm\n";
const product = `name: sales
version: v1alpha
entity: product
type: data
v1alpha:
  data:
    resources:
      - {type: depot, version: v1, name: crm, refType: dataos, description: The CRM, purpose: source}
    inputs: []
    outputs: []
`;

test("nothing is written before it is asked for", async () => {
  const folder = folderWith({ "dps.config.yml": "", "depots/crm.yml": depot });
  const before = contentsOf(folder);
  const { stdout, status } = await dps(folder, "migrate", ".");
  expect(status).toBe(0);
  expect(stdout).toContain("--- depots/crm.yml\nname: crm\nversion: v2alpha\n");
  expect(stdout).toContain("Nothing was written.");
  expect(contentsOf(folder)).toEqual(before);
});

test("--write writes the file, and the new ones beside it, with what the workspace holds", async () => {
  const folder = folderWith({ "dps.config.yml": "", "depots/crm.yml": depot, "products/sales.yml": product });
  const { migrations } = await resultOf<MigrateResult>(folder, "migrate", "products", "--write");
  expect(migrations.map(({ file, newFiles }) => [file, newFiles.map(({ path }) => path)])).toEqual([
    ["sales.yml", ["sales-bundle.yml"]],
  ]);
  expect(readFileSync(join(folder, "products/sales-bundle.yml"), "utf8")).toContain("file: depots/crm.yml\n");
  expect(readFileSync(join(folder, "depots/crm.yml"), "utf8")).toBe(depot);
  expect((await dps(folder, "check", ".", "--fail-on", "error")).status).toBe(0);
});

test("a file that git ignores is not overwritten either", async () => {
  const folder = folderWith({
    ".gitignore": "*-bundle.yml",
    "sales.yml": product,
    "sales-bundle.yml": "mine",
  });
  const { status, stderr } = await dps(folder, "migrate", ".", "--write");
  expect(status).toBe(2);
  expect(stderr).toContain("sales-bundle.yml is there already, and nothing was written");
  expect(readFileSync(join(folder, "sales.yml"), "utf8")).toBe(product);
});

test("there may be nothing to move", async () => {
  const { stdout } = await dps(folderWith({ "a.yml": "services: {}\n" }), "migrate", ".");
  expect(stdout).toBe("Nothing here is in an older layout that can be moved.\n");
});
