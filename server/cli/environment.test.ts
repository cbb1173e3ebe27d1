import { expect, test } from "vitest";
import { dps, folderWith, resultOf } from "../../test/support/command-line.ts";
import { depot, flare } from "../../test/support/manifests.ts";
import type { CheckResult, ProfileResult, RunResult } from "../run/results.ts";

/** `copy.yml` reads and writes where the environment says; only the depots of `dev` are here. */
const files = {
  "dps.config.yml": "environments: {dev: {LAKE: devlake, CRM: crm}, prod: {LAKE: lakehouse}}\n",
  "depots/crm.yml": depot("crm"),
  "depots/lake.yml": depot("devlake"),
  "flows/copy.yml": flare({
    name: "copy",
    input: "dataos://${CRM}:raw/orders",
    output: "dataos://$LAKE:sales/orders",
    sql: "SELECT id, '${LAKE}' AS lake FROM source",
  }),
  "sample-data/crm/raw/orders.csv": "id\n1\n2\n",
};

test("a run goes by the values of the environment", async () => {
  const { workflows } = await resultOf<RunResult>(folderWith(files), "run", ".");
  expect(workflows[0]?.jobs[0]?.outputs).toEqual([{ dataset: "devlake:sales/orders", rows: 2 }]);
});

test("a profile finds the datasets that the values name", async () => {
  const { datasets } = await resultOf<ProfileResult>(folderWith(files), "profile", ".");
  expect(datasets.map(({ dataset, rows }) => [dataset, rows])).toEqual([
    ["crm:raw/orders", 2],
    ["devlake:sales/orders", 2],
  ]);
});

test("another environment can be asked for; the shell stands in for what it does not list", async () => {
  process.env.CRM = "crm";
  try {
    const folder = folderWith(files);
    const { workflows } = await resultOf<RunResult>(folder, "run", ".", "--environment", "prod");
    expect(workflows[0]?.jobs[0]?.outputs).toEqual([{ dataset: "lakehouse:sales/orders", rows: 2 }]);
  } finally {
    delete process.env.CRM;
  }
});

test.each([
  ["an environment that is not there", files, 'dps.config.yml has no environment "test". It has dev, prod.'],
  ["any environment where there is none", {}, 'dps.config.yml has no environment "test". It lists none.'],
])("%s is refused", async (_, given, message) => {
  const { status, stderr } = await dps(folderWith(given), "check", "--environment", "test");
  expect([status, stderr]).toEqual([2, `dps: ${message}\n`]);
});

test("a reference finds what another manifest defines under a variable, in the environment where it is called so", async () => {
  const folder = folderWith({
    ...files,
    "depots/lake.yml": depot("$LAKE"),
    "flows/copy.yml": flare({
      name: "copy",
      input: "dataos://crm:raw/orders",
      output: "dataos://devlake:sales/orders",
    }),
  });
  expect((await resultOf<CheckResult>(folder, "check")).problems).toEqual([]);
  const inProduction = await resultOf<CheckResult>(folder, "check", "--environment", "prod");
  expect(inProduction.problems.map(({ message }) => message)).toEqual([
    '"devlake" is no depot of this workspace; there is "crm".',
  ]);
});
