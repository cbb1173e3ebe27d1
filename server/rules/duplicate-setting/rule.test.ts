import { test } from "vitest";
import { expectProblems } from "../../../test/support/problems.ts";

const expectSettings = (source: string) => expectProblems(source, "duplicate-setting");

const job = (name: string, settings: string) => `
    - name: ${name}
      spec:
        stack: flare:7.0
        compute: runnable-default
        stackSpec:
          sparkConf:
${settings}
          job:
            inputs:
              - name: orders
                dataset: dataos://crm:public/orders
            outputs:
              - name: orders
                dataset: dataos://lakehouse:sales/orders?acl=rw
`;
const workflow = (...jobs: readonly string[]) => `
name: wf-orders
version: v1
type: workflow
workflow:
  dag:${jobs.join("").trimEnd()}
`;

test("a setting in two items", () =>
  expectSettings(
    workflow(
      job(
        "orders",
        `            - spark.sql.shuffle.partitions: "10"
            - spark.sql.adaptive.enabled: "true"
            - spark.sql.shuffle.partitions: "20"
#             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning duplicate-setting: \`spark.sql.shuffle.partitions\` is set above as well, and the last value wins; remove one of the two.`,
      ),
    ),
  ));

test("an item that holds several settings", () =>
  expectSettings(
    workflow(
      job(
        "orders",
        `            - spark.sql.shuffle.partitions: "10"
              spark.sql.adaptive.enabled: "true"
            - spark.sql.adaptive.enabled: "true"
#             ^^^^^^^^^^^^^^^^^^^^^^^^^^ warning duplicate-setting: \`spark.sql.adaptive.enabled\``,
      ),
    ),
  ));

test("the same setting in two jobs", () =>
  expectSettings(
    workflow(
      job("orders", `            - spark.sql.shuffle.partitions: "10"`),
      job("customers", `            - spark.sql.shuffle.partitions: "20"`),
    ),
  ));

test("a setting that overrides one of an anchor", () =>
  expectSettings(
    workflow(
      job("orders", `            - &usual\n              spark.sql.shuffle.partitions: "10"`),
      job("customers", `            - <<: *usual\n            - spark.sql.shuffle.partitions: "20"`),
    ),
  ));
