import { describe, test } from "vitest";
import { expectProblems } from "../../../test/support/problems.ts";
import { flare } from "../../../test/support/manifests.ts";

const expectSchedules = (source: string) => expectProblems(source, "contradicting-schedule");

const at = (cron: string, manifest: string) =>
  manifest.replace("workflow:\n  dag:", `workflow:\n  schedule:\n    cron: "${cron}"\n  dag:`);

const ingest = flare({
  name: "orders",
  input: "dataos://crm:public/orders",
  output: "dataos://lakehouse:sales/orders",
});
const customers = flare({
  name: "customers",
  input: "dataos://crm:public/customers",
  output: "dataos://lakehouse:sales/customers",
});

const quality = (cron: string, datasets: readonly string[], mark = "") => `
#- quality.yaml
name: wf-quality
version: v1
type: workflow
workflow:
  schedule:
    cron: "${cron}"${mark}
  dag:
    - name: quality
      spec:
        stack: soda+python:1.0
        compute: runnable-default
        stackSpec:
          inputs:
${datasets.map((dataset) => `            - dataset: dataos://lakehouse:sales/${dataset}\n              checks:\n                - row_count > 0`).join("\n")}
`;

test("checks that run more often than what they check is written", () =>
  expectSchedules(`
#- ingest.yaml
${at("0 2 * * *", ingest)}
${quality(
  "*/5 * * * *",
  ["orders"],
  `
#         ^^^^^^^^^^^^^ hint contradicting-schedule: This runs more often (\`*/5 * * * *\`) than lakehouse:sales/orders is written (\`0 2 * * *\`); let it run after what it reads.`,
)}`));

test("a super-DAG whose files read what is written less often", () =>
  expectSchedules(`
#- ingest.yaml
${at("0 2 * * 1", ingest)}
#- enrich.yaml
${flare({ name: "enrich", input: "dataos://lakehouse:sales/orders", output: "dataos://lakehouse:sales/enriched" })}
#- nightly.yaml
name: wf-nightly
version: v1
type: workflow
workflow:
  schedule:
    cron: "0 4 * * *"
#         ^^^^^^^^^^^ hint contradicting-schedule: This runs more often
  dag:
    - name: enrich
      file: enrich.yaml
`));

test("several sources, of which the most frequent counts", () =>
  expectSchedules(`
#- orders.yaml
${at("0 * * * *", ingest)}
#- customers.yaml
${at("0 2 * * *", customers)}
${quality("30 * * * *", ["orders", "customers"])}`));

test.each([
  ["as often", at("0 2 * * *", ingest), "0 4 * * *"],
  ["less often", at("0 * * * *", ingest), "0 4 * * *"],
  ["nobody knows when it is written", ingest, "*/5 * * * *"],
  ["a schedule that a placeholder gives", at("${CRON}", ingest), "*/5 * * * *"],
  ["written elsewhere as well", `${at("0 2 * * *", ingest)}\n#- more.yaml\n${ingest}`, "*/5 * * * *"],
])("%s", (_what, writer, cron) => expectSchedules(`#- ingest.yaml\n${writer}\n${quality(cron, ["orders"])}`));

test("a source that is written outside the workspace may be fresher", () =>
  expectSchedules(`
#- ingest.yaml
${at("0 2 * * *", ingest)}
${quality("*/5 * * * *", ["orders", "events"])}`));

test.each([
  ["a job of a stack that is not known", "stack: container", "image: shop"],
  ["a scanner", "stack: scanner:2.0", "stackSpec: { depot: crm }"],
  [
    "an address with a placeholder",
    "stack: flare:7.0",
    "stackSpec: { job: { inputs: [{ name: a, dataset: 'dataos://${DEPOT}:a/b' }] } }",
  ],
])("%s may read anything", (_what, stack, rest) =>
  expectSchedules(`
#- ingest.yaml
${at("0 2 * * *", ingest)}
${quality("*/5 * * * *", ["orders"]).trimEnd()}
    - name: other
      spec:
        ${stack}
        compute: runnable-default
        ${rest}
`),
);

test("so may a file that is not there", () =>
  expectSchedules(`
#- ingest.yaml
${at("0 2 * * *", ingest)}
${quality("*/5 * * * *", ["orders"]).trimEnd()}
    - name: other
      file: elsewhere.yaml
`));

describe("a freshness check", () => {
  const fresh = (read: string, check: string, write = "0 2 * * *") =>
    `#- ingest.yaml\n${at(write, ingest)}` +
    quality(read, ["orders"]).replace("- row_count > 0", `- ${check}`);

  test("that asks for rows younger than they ever are", () =>
    expectSchedules(
      fresh(
        "0 14 * * *",
        `freshness(created_at) < 6h
#                 ^^^^^^^^^^^^^^^^^^^^^^^^^^ hint contradicting-schedule: Whenever this runs (\`0 14 * * *\`), the newest rows are at least 12 hours old, for they are written at \`0 2 * * *\`; so this always fails.`,
      ),
    ));

  test.each([
    ["0 3 * * *", "freshness(created_at) < 6h"],
    ["0 14 * * *", "freshness(created_at) < 1d"],
    ["0 14 * * 1", "freshness(created_at) < ${limit}"],
    ["0 14 * * *", "row_count > 6"],
  ])("at %s: %s", (read, check) => expectSchedules(fresh(read, check)));

  test("of weekly data", () =>
    expectSchedules(
      fresh(
        "0 2 * * 3",
        `freshness(created_at) <= 1d
#                 ^^^^^^^^^^^^^^^^^^^^^^^^^^^ hint contradicting-schedule: Whenever this runs (\`0 2 * * 3\`), the newest rows are at least 48 hours old`,
        "0 2 * * 1",
      ),
    ));
});

test("a workflow with a schedule of its own, which a scheduled super-DAG runs", () =>
  expectSchedules(`
#- all.yaml
name: wf-all
version: v1
type: workflow
workflow:
  schedule:
    cron: "0 1 * * *"
  dag:
    - name: ingest
      file: ingest.yaml
#           ^^^^^^^^^^^ hint contradicting-schedule: The workflow in "ingest.yaml" has a schedule of its own (\`0 2 * * *\`) and runs at this one (\`0 1 * * *\`) as well
    - name: customers
      file: customers.yaml
#- customers.yaml
${customers}#- ingest.yaml
${at("0 2 * * *", ingest)}`));
