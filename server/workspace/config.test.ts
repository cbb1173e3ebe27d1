import { expect, test } from "vitest";
import { defaultConfig, readConfig } from "./config.ts";

test("everything is optional", () => {
  for (const text of ["", "# nothing yet\n", "{}\n"]) {
    expect(readConfig(text)).toMatchObject({ config: defaultConfig, problems: [], broken: false });
  }
});

test("reads all there is", () => {
  const { config, problems } = readConfig(`
external:
  depot: [crm, erp]
  dataset: ["dataos://crm:sales/orders?acl=r", "erp:hr/people"]
sampleData: ./data/samples/
datasets:
  dataos://crm:sales/orders: fixtures/orders.csv
schemas: [schemas/ingestor.v1.json]
rules: {invalid-sql: off, unresolved-reference: error}
exclude: ["archive/"]
baseline: ci/known.json
environments: {dev: {DEPOT: lake, REPLICAS: 2, DEBUG: false, CODE: 007}, prod: {}}
environment: prod
`);
  expect(problems).toEqual([]);
  expect(config).toEqual({
    external: { depot: ["crm", "erp"], dataset: ["crm:sales/orders", "erp:hr/people"] },
    sampleData: "data/samples",
    datasets: { "crm:sales/orders": "fixtures/orders.csv" },
    schemas: ["schemas/ingestor.v1.json"],
    rules: { "invalid-sql": "off", "unresolved-reference": "error" },
    exclude: ["archive/"],
    baseline: "ci/known.json",
    environments: { dev: { DEPOT: "lake", REPLICAS: "2", DEBUG: "false", CODE: "007" }, prod: {} },
    environment: "prod",
  });
});

test.each([
  ["an unknown key", "exlude: [a]\n", "unknown-key", "exlude"],
  ["a wrong severity", "rules: {invalid-sql: fatal}\n", "unknown-value", "fatal"],
  ["a wrong type", "external: {depot: crm}\n", "wrong-type", "crm"],
  ["a path out of the workspace", "sampleData: ../data\n", "malformed-value", "../data"],
  ["a baseline out of it", "baseline: ../known.json\n", "malformed-value", "../known.json"],
  ["an environment without values", "environment: prod\n", "unknown-value", "prod"],
  ["an absolute path", "schemas: [/etc/passwd]\n", "malformed-value", "/etc/passwd"],
])("%s is a problem and counts as not written", (_, text, rule, where) => {
  const { config, problems } = readConfig(text);
  expect(
    problems.map((problem) => [problem.rule, text.slice(problem.range.start, problem.range.end)]),
  ).toEqual([[rule, where]]);
  expect({ ...config, external: {} }).toEqual(defaultConfig);
});

test.each(["[", "a: [", "*x", "- 1", "text", "\u0000"])("%j gives the defaults", (text) => {
  expect(readConfig(text).config).toEqual(defaultConfig);
});
