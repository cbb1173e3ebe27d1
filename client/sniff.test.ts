import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, test } from "vitest";
import { resourceKinds } from "../server/manifest/kind.ts";
import { builtinSchemas } from "../server/schema/builtin.ts";
import { mayBeOurs } from "./sniff.ts";

const sample = join(dirname(import.meta.dirname), "samples/sales-360");

describe("ours", () => {
  test.each([...resourceKinds(builtinSchemas), "data"])("type: %s", (kind) => {
    expect(mayBeOurs(`name: one\nversion: v1\ntype: ${kind}\n`)).toBe(true);
  });

  test.each([
    ["a quoted type", `"type": "depot"\n`],
    ["a section under a misspelt type", "type: wokflow\nworkflow:\n  dag: []\n"],
    ["a data product of the older form", "entity: product\nversion: v1alpha\n"],
    ["a Lens table", "tables:\n  - name: customer\n    sql: SELECT 1\n"],
    ["a second document", "a: 1\n---\ntype: workflow\n"],
    ["lines that end as on Windows", "views:\r\n  - name: sales\r\n"],
  ])("%s", (_what, text) => {
    expect(mayBeOurs(text)).toBe(true);
  });

  test("every manifest of the sample", () => {
    const missed = readdirSync(sample, { recursive: true, encoding: "utf8" })
      .filter((path) => path.endsWith(".yml") && !path.endsWith("dps.config.yml"))
      .filter((path) => !mayBeOurs(readFileSync(join(sample, path), "utf8")));
    expect(missed).toEqual([]);
  });
});

describe("somebody else's", () => {
  test.each([
    ["Docker Compose", "services:\n  web:\n    type: service\nnetworks:\n  inside:\n    external: true\n"],
    ["Kubernetes", "kind: Secret\napiVersion: v1\ntype: Opaque\n"],
    ["GitHub Actions", "on: push\njobs:\n  test:\n    steps:\n      - run: npm test\n"],
    ["dbt", "version: 2\nmodels:\n  - name: orders\n    tables:\n      - name: raw\n"],
    ["Home Assistant", "sensor:\n  type: monitor\n"],
    ["an empty file", ""],
  ])("%s", (_what, text) => {
    expect(mayBeOurs(text)).toBe(false);
  });
});
