import { test } from "vitest";
import { expectProblems } from "../../../test/support/problems.ts";

test("a data product names its bundle in another version", () =>
  expectProblems(
    `
#- bundle.yaml
name: orders-bundle
version: v1beta
type: bundle
layer: user
bundle:
  resources:
    - id: depot
      file: depot.yaml
#- product.yaml
name: orders-dp
version: v1beta
entity: product
type: data
v1beta:
  data:
    resource:
      refType: dataos
      ref: bundle:v1alpha:orders-bundle
#                 ^^^^^^^ error wrong-version: The bundle "orders-bundle" has version v1beta, not v1alpha; correct the version.
    inputs:
      - refType: depot
        ref: dataos://crm:public/orders
`,
    "wrong-version",
  ));
