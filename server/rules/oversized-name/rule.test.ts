import { expect, test } from "vitest";
import { expectProblems, problemsOf } from "../../../test/support/problems.ts";

const workflow = (name: string, mark = "") => `
name: ${name}${mark}
version: v1
type: workflow
workflow:
  dag:
    - name: nightly-ingestion-of-all-orders-of-the-shop
      file: ingest.yaml
`;
const expectNames = (source: string) => expectProblems(source, "oversized-name");

test("a name that leaves no room for what its runs append", () =>
  expectNames(
    workflow(
      "wf-nightly-ingestion-of-all-shops",
      `
#     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning oversized-name: The workflow's name has 33 characters, and its runs append 17 where 48 are allowed; shorten it to 30.`,
    ),
  ));

test.each([
  [30, []],
  [31, ["hint"]],
  [32, ["warning"]],
  [48, ["warning"]],
  // The schema says it.
  [49, []],
])("a name of %i characters: %j", async (length, severities) => {
  const found = await problemsOf(workflow("n".repeat(length)));
  expect(found.filter(({ rule }) => rule === "oversized-name").map(({ severity }) => severity)).toEqual(
    severities,
  );
  expect(
    found.some(
      ({ rule, range }) => ["malformed-value", "value-out-of-range"].includes(rule) && range.start < 60,
    ),
  ).toBe(length > 48);
});

test("a name with a placeholder has some other length", () =>
  expectNames(workflow("wf-${{nightly-ingestion-of-all-shops-of-the-country}}")));
