import { expect, test } from "vitest";
import { readConfig } from "../workspace/config.ts";
import { withExternals } from "./config-file.ts";

const found = { depot: ["crm"], dataset: ["crm:raw/orders", "crm:raw/null"] };

test("a new configuration lists what is external, with a comment a kind, and is valid", () => {
  const text = withExternals(undefined, found) ?? "";
  expect(text).toMatchInlineSnapshot(`
    "# Settings of Data Product Studio. The folder that holds this file is the workspace's root.

    # Where sample data lies: <sampleData>/<depot>/<collection>/<dataset>.csv
    sampleData: sample-data

    # What the manifests here rely on and none of them defines: it lives on the platform.
    external:
      # Depots that others set up.
      depot:
        - crm
      # Datasets that something outside this folder writes.
      dataset:
        - crm:raw/orders
        - crm:raw/null
    "
  `);
  expect(readConfig(text)).toMatchObject({ problems: [], config: { external: found } });
});

test.each([["null"], ["1"], ["a: b"], ["# x"], ["-"], ["a#b"], ['say "hi"'], ["*"]])(
  "the name %j is quoted where YAML needs it",
  (name) => {
    expect(readConfig(withExternals("", { depot: [name] }) ?? "").config.external).toEqual({ depot: [name] });
  },
);

test.each([
  [
    "no externals yet: not a byte changes",
    "# mine\nsampleData: samples # here\n",
    /^# mine\nsampleData: samples # here\n\n# What the/,
  ],
  [
    "some: comments stay, and lists grow",
    "# all\nexternal:\n  depot:\n    - lake # ours\n",
    /# all\nexternal:\n {2}depot:\n {4}- lake # ours\n {4}- crm\n/,
  ],
  ["a list in brackets", "external: { depot: [lake] }\n", /depot: \[ ?lake, crm ?\]/],
  ["an empty key", "external:\nrules: {}\n", /external:\n {2}depot:\n {4}- crm\n/],
])("%s", (_, text, expected) => {
  const extended = withExternals(text, found) ?? "";
  expect(extended).toMatch(expected);
  expect(readConfig(extended).problems).toEqual([]);
  expect(readConfig(extended).config.external).toMatchObject({
    depot: expect.arrayContaining(["crm"]) as unknown,
    dataset: found.dataset,
  });
});

test("what has errors, or another shape, is left alone; so is what lacks nothing", () => {
  expect(withExternals("external: [", found)).toBeUndefined();
  expect(withExternals("external: [depot]", found)).toBeUndefined();
  expect(withExternals("external:\n  depot: crm\n", found)).toBeUndefined();
  expect(withExternals("- a\n", found)).toBeUndefined();
  expect(withExternals("rules:   {}\n", {})).toBe("rules:   {}\n");
});
