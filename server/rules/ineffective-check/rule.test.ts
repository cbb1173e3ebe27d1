import { test } from "vitest";
import { expectProblems } from "../../../test/support/problems.ts";

test("thresholds that can never hold, and zones that the threshold on the line overrules", () =>
  expectProblems(
    `
name: wf-quality
version: v1
type: workflow
workflow:
  dag:
    - name: quality
      spec:
        stack: soda+python:1.0
        compute: runnable-default
        stackSpec:
          inputs:
            - dataset: dataos://crm:public/orders
              checks:
                - row_count > 0
                - missing_count(order_id) < 0
#                                         ^^^ error ineffective-check
                - duplicate_count(order_id) = 0:
                    warn: when > 10
#                         ^^^^^^^^^ warning ineffective-check
`,
    "ineffective-check",
  ));
