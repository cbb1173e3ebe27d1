import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { parseYaml } from "../yaml/parse.ts";
import { builtinSchemas } from "./builtin.ts";
import { walk } from "./walk.ts";

const fixturesFolder = new URL("fixtures/", import.meta.url);

const kinds = [
  "bundle.v1beta",
  "cluster.v1",
  "data-product.v1alpha",
  "data-product.v1beta",
  "depot.v1",
  "depot.v2alpha",
  "instance-secret.v1",
  "lens.v1alpha",
  "monitor.v1alpha",
  "pager.v1alpha",
  "resource",
  "secret.v1",
];

test("every kind has a minimal and a full manifest", () => {
  expect(readdirSync(fixturesFolder).sort()).toEqual(
    kinds.flatMap((kind) => [`${kind}.full.yaml`, `${kind}.minimal.yaml`]),
  );
});

test.each(kinds)("valid manifests of %s are silent", (kind) => {
  expect(problemsIn(kind, fixture(`${kind}.minimal`))).toEqual([]);
  expect(problemsIn(kind, fixture(`${kind}.full`))).toEqual([]);
});

/** A change of a fixture and the one problem it gives: `severity rule: text the problem stands on`. */
type Mistake = readonly [before: string, after: string, problem: string];

const mistakes: Readonly<Record<string, readonly Mistake[]>> = {
  "depot.v2alpha.minimal": [
    ["name: rentals\n", "name: rental-shop\n", "error malformed-value: rental-shop"],
    ["name: rentals\n", "", "error missing-key: version"],
    ["type: depot", "type: depot\nworkspace: public", "warning misplaced-key: workspace"],
    ["type: depot", "type: depot\nDescription: Shops", "warning unknown-key: Description"],
    ["type: depot", "type: depot\nlayer: users", "warning unknown-value: users"],
    ["type: JDBC", "type: JBDC", "warning unknown-value: JBDC"],
    ["type: JDBC", "type: SNOWFLAKE", "error missing-key: depot"],
    ["  jdbc:", "  jdcb:", "error unknown-key: jdcb"],
    ["  jdbc:", "  spec:", "warning misplaced-key: spec"],
    ["  secrets:\n    - name: rentals-r\n", "", "warning missing-key: depot"],
    ["  secrets:", "  secret:", "warning unknown-key: secret"],
    ["- name: rentals-r", "- key: rentals-r", "error missing-key: key"],
    ["port: 5432", "port: five", "error malformed-value: five"],
    ["port: 5432", "port: 70000", "error value-out-of-range: 70000"],
    ["port: 5432", "port: [5432]", "error wrong-type: [5432]"],
    ["    host: db.example.com\n", "", "error missing-key: jdbc"],
    ["    port: 5432\n", "", "warning missing-key: jdbc"],
  ],
  "depot.v1.minimal": [
    ["  spec:", "  jdbc:", "warning misplaced-key: jdbc"],
    ["  spec:", "  specs:", "error unknown-key: specs"],
    ["database:", "databse:", "warning unknown-key: databse"],
  ],
  "depot.v1.full": [
    ["  connectionSecret:", "  connectionSecrets:", "warning unknown-key: connectionSecrets"],
    ["acl: rw", "acl: w", "error unknown-value: w"],
  ],
  "instance-secret.v1.minimal": [
    [
      "\n  type: key-value-properties\n  acl",
      "\n- type: key-value-properties\n  acl",
      "warning wrong-type: - type: key-value-properties",
    ],
    ["\ninstance-secret:", "\nsecret:", "error misplaced-key: secret"],
    ["acl: r", "acl: rw", "warning malformed-value: rw"],
    ["type: key-value-properties", "type: key-values", "error unknown-value: key-values"],
    [
      "type: key-value-properties",
      "type: cloud-kernel-image-pull",
      "hint malformed-value: cloud-kernel-image-pull",
    ],
    ["  data:\n    username: ${BOOKING_USER}\n", "", "error missing-key: instance-secret"],
    ["  data:\n    username:", "  data:\n    username:\n      -", "error wrong-type: - ${BOOKING_USER}"],
    ["type: instance-secret", "type: instance-secret\nworkspace: public", "warning misplaced-key: workspace"],
  ],
  "secret.v1.minimal": [
    ["version: v1", "version: v1beta1", "error unknown-value: v1beta1"],
    ["  data:", "  file: key.json\n  data:", "hint deprecated-key: file"],
    ["type: key-value", "type: certificate", "error missing-key: secret"],
  ],
  "bundle.v1beta.minimal": [
    ["  resources:", "  Resources:", "error unknown-key: Resources"],
    ["    - id: ingestion\n      file: ingestion.yaml", "    - id: ingestion", "error missing-key: id"],
    ["file: ingestion.yaml", "file: ingestion.yaml\n      spec: {}", "warning misplaced-key: spec"],
    ["bundle:\n", "bundle:\n  dependencies: []\n", "warning unknown-key: dependencies"],
  ],
  "bundle.v1beta.full": [
    ["resourceId: ingestion", "ResourceId: ingestion", "error unknown-key: ResourceId"],
    ["timezone: Europe/Berlin", "timezone: Eurpoe/Berlin", "error malformed-value: Eurpoe/Berlin"],
    ["initialState: create", "initialState: created", "error unknown-value: created"],
    ['"0 20 * * MON-FRI"', '"* /2 * * * *"', 'error malformed-value: "* /2 * * * *"'],
  ],
  "cluster.v1.minimal": [
    ["name: rentalcluster", "name: rental-cluster", "error malformed-value: rental-cluster"],
    ["  compute: query-default\n", "", "error missing-key: cluster"],
    ["  minerva:", "  minevra:", "error unknown-key: minevra"],
    ["  type: minerva\n", "", "hint missing-key: cluster"],
    ["  minerva:", "  themis: {}\n  minerva:", "error misplaced-key: themis"],
    ["replicas: 1", "replicas: one", "error malformed-value: one"],
  ],
  "cluster.v1.full": [
    ['- cron: "0 8-10 * * MON-FRI"', '- corn: "0 8-10 * * MON-FRI"', "error unknown-key: corn"],
    ["runAsUser: mreuter", "runaAsUser: mreuter", "warning unknown-key: runaAsUser"],
    ["cpu: 4000m", "cpu: 4Gi", "warning malformed-value: 4Gi"],
    ["logLevel: INFO", "logLevel: verbose", "warning unknown-value: verbose"],
  ],
  "monitor.v1alpha.minimal": [
    ['schedule: "*/5 * * * *"', 'schedule: "*/5 - - - *"', 'error malformed-value: "*/5 - - - *"'],
    ["type: report_monitor", "type: report", "error unknown-value: report"],
    ["  incident:\n    name: run-failed\n", "", "warning missing-key: monitor"],
    ["dataOsInstance:", "dataosInstance:", "hint deprecated-key: dataosInstance"],
    [
      "/collated/api/v1/reports/resources/runtime?id=",
      "/reports/runtime?id=",
      "warning malformed-value: /reports/runtime?id=workflow:v1:ingestion:public",
    ],
    ["valueJqFilter: .value", "valueJqFilter: .value[", "error malformed-value: .value["],
    ["operator: equals", "operator: is", "error unknown-value: is"],
    ["queryCoefficient: 1", "query_coefficient: 1", "error unknown-key: query_coefficient"],
    ["queryCoefficient: 0", "queryCoefficient: 2", "hint missing-key: rightExpression"],
    ["    operator: less_than", "  operator: less_than", "warning misplaced-key: operator"],
    ["    operator: less_than", "      operator: less_than", "warning misplaced-key: operator"],
    ["    operator: less_than\n", "", "error missing-key: equation"],
    ["        cluster: system\n", "", "warning missing-key: query"],
  ],
  "monitor.v1alpha.full": [["        dsn: ${LIMITS_DSN}\n", "", "error missing-key: query"]],
  "pager.v1alpha.minimal": [
    ["operator: equals", "operator: less_than", "hint malformed-value: less_than"],
    ["value: run-failed", "vale: run-failed", "error unknown-key: vale"],
    ["valueJqFilter: .properties.name", "valueJqFilter: .properties[", "error malformed-value: .properties["],
    [
      "    email:\n      emailTargets:\n        - rentals@example.com\n",
      "    {}\n",
      "warning value-out-of-range: {}",
    ],
    ["- rentals@example.com", "- rentals", "warning malformed-value: rentals"],
  ],
  "pager.v1alpha.full": [
    ["verb: POST", "verb: send", "error unknown-value: send"],
    ["webHookUrl:", "webhookUrl:", "error unknown-key: webhookUrl"],
  ],
  "data-product.v1beta.minimal": [
    ["entity: product\n", "", "warning missing-key: name"],
    ["\nv1beta:", "\nv1alpha:", "error misplaced-key: v1alpha"],
    ["    resource:", "    resources:", "error unknown-key: resources"],
    [
      "ref: bundle:v1beta:rentals-bundle",
      "ref: bundle:v1beta:rentals-bundle.",
      "error malformed-value: bundle:v1beta:rentals-bundle.",
    ],
    [
      "ref: dataset:booking:public:bookings",
      "ref: dataos://booking:public/bookings",
      "warning malformed-value: dataos://booking:public/bookings",
    ],
    ["    meta:\n      title: Rentals\n", "", "warning missing-key: data"],
    ["type: data", "type: data\nworkspace: public", "warning misplaced-key: workspace"],
  ],
  "data-product.v1alpha.minimal": [
    ["refType: dataos_address", "refType: dataos_adress", "error unknown-value: dataos_adress"],
    ["        version: v1\n", "", "error missing-key: type"],
    ["\nv1alpha:", "\nv1beta:", "error misplaced-key: v1beta"],
  ],
  "lens.v1alpha.minimal": [
    ["type: depot", "type: bigquery", "error unknown-value: bigquery"],
    ["type: depot", "type: minerva", "warning missing-key: source"],
    ["lensBaseDir:", "lensBasedir:", "error unknown-key: lensBasedir"],
    ["  source:\n    type: depot\n    name: lakehouse\n", "", "error missing-key: lens"],
  ],
  "lens.v1alpha.full": [
    [
      "targetCPUUtilizationPercentage: 80",
      "targetCPUUtilizationPercentage: 120",
      "warning value-out-of-range: 120",
    ],
    ["mode: preferred", "mode: prefered", "error unknown-value: prefered"],
    ["    replicas: 2", "    replicas: -1", "error value-out-of-range: -1"],
  ],
  "resource.minimal": [
    ["\nservice:", "\nServices:", "error unknown-key: Services"],
    ["version: v1", "version: v1beta1", "warning unknown-value: v1beta1"],
    ["name: booking-api", "name: booking_api", "warning malformed-value: booking_api"],
    ["type: service", "type: service\ntitle: Bookings", "hint deprecated-key: title"],
  ],
};

describe.each(Object.entries(mistakes))("one mistake in %s is one problem", (name, rows) => {
  const text = fixture(name);
  const kind = name.slice(0, name.lastIndexOf("."));

  test.each(rows)("%j → %j", (before, after, problem) => {
    expect(text.split(before), "the change applies to one place").toHaveLength(2);
    expect(
      problemsIn(
        kind,
        text.replace(before, () => after),
      ),
    ).toEqual([problem]);
  });
});

function fixture(name: string): string {
  return readFileSync(new URL(`${name}.yaml`, fixturesFolder), "utf8");
}

function problemsIn(kind: string, text: string): string[] {
  const { documents, problems } = parseYaml(text);
  const all = documents.flatMap(({ root }) =>
    root ? walk(root, `${kind}.json`, builtinSchemas).problems : [],
  );
  return [...problems, ...all].map(({ severity, rule, range }) => {
    const [firstLine = ""] = text.slice(range.start, range.end).split("\n");
    return `${severity} ${rule}: ${firstLine}`;
  });
}
