import { expect, test } from "vitest";
import { parseResourceId } from "./resource-id.ts";

test.each([
  ["bundle:v1beta:sales", { type: "bundle", version: "v1beta", name: "sales" }],
  [
    "lens:v1alpha:sales-360:public",
    { type: "lens", version: "v1alpha", name: "sales-360", workspace: "public" },
  ],
  ["data:v1beta:sales_360", { type: "data", version: "v1beta", name: "sales_360" }],
  ["instance-secret:v1:s3", { type: "instance-secret", version: "v1", name: "s3" }],
  [
    "lens:v1alpha:${{name}}:public",
    { type: "lens", version: "v1alpha", name: "${{name}}", workspace: "public" },
  ],
  ["lens:v1alpha:${{a:b}}-x", { type: "lens", version: "v1alpha", name: "${{a:b}}-x" }],
  ["lens:v1alpha:x:${WORKSPACE}", { type: "lens", version: "v1alpha", name: "x", workspace: "${WORKSPACE}" }],
])("reads %s", (text, expected) => {
  const { ranges, ...id } = parseResourceId(text) ?? {};
  expect(id).toEqual(expected);
  const sliced = Object.entries(ranges ?? {}).map(([part, { start, end }]) => [part, text.slice(start, end)]);
  expect(Object.fromEntries(sliced)).toEqual(expected);
});

test.each([
  "",
  "sales",
  "bundle:sales",
  "sales:bundle:v1beta",
  "bundle:v1beta:",
  "bundle:v1beta:a:b:c",
  "workflow:v1:%25:public",
  "${{bundle:v1beta:sales}}",
  "bundle:${{version}}:sales",
  "dataset:lakehouse:sales:orders",
])("%j is no resource id", (text) => {
  expect(parseResourceId(text)).toBeUndefined();
});
