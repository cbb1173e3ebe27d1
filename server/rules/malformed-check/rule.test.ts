import { test } from "vitest";
import { expectFix, expectProblems } from "../../../test/support/problems.ts";

const quality = (check: string) => `
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
                - ${check}
`;

test("a metric that Soda does not have", () =>
  expectProblems(
    quality(`mising_count(order_id) = 0
#                 ^^^^^^^^^^^^ error malformed-check`),
    "malformed-check",
  ));

test("checks that are read", () =>
  expectProblems(
    quality(`row_count between 1 and 10
                - duplicate_percent(order_id, line) < 5%
                - freshness(ordered_at) < 1d6h`),
    "malformed-check",
  ));

test("a missing blank is added", () =>
  expectFix(quality("duplicate_count(a,$0b) = 0"), "Change to duplicate_count(a, b) = 0").toGive(
    quality("duplicate_count(a, b) = 0"),
  ));
