import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { parseYaml } from "../yaml/parse.ts";
import { builtinSchemas } from "./builtin.ts";
import { walk } from "./walk.ts";

const fixturesFolder = new URL("fixtures/", import.meta.url);
const stacksFolder = new URL("stacks/", fixturesFolder);

const kinds = [
  "bundle.v1beta",
  "cluster.v1",
  "compute.v1",
  "data-product.v1alpha",
  "data-product.v1beta",
  "database.v1",
  "depot.v1",
  "depot.v2alpha",
  "grant.v1alpha",
  "instance-secret.v1",
  "lakehouse.v1alpha",
  "lens-1",
  "lens.v1alpha",
  "monitor.v1alpha",
  "operator.v1alpha",
  "pager.v1alpha",
  "policy.v1",
  "resource",
  "resource.v1beta",
  "secret.v1",
  "service.v1",
  "stack.v1alpha",
  "volume.v1beta",
  "worker.v1beta",
];

/** Bodies of stacks, and what all runs of a stack have in common. */
const stacks = [
  "beacon",
  "bento",
  "container",
  "dataos-ctl",
  "dbt",
  "flash",
  "nilus",
  "python",
  "run",
  "steampipe",
  "stream-function",
  "stream-monitor",
  "toolbox",
];

test("every kind has a minimal and a full manifest, and so has the body of every stack", () => {
  const files = (folder: URL) => readdirSync(folder).filter((name) => name.endsWith(".yaml"));
  const both = (name: string) => [`${name}.full.yaml`, `${name}.minimal.yaml`];
  expect(files(fixturesFolder)).toEqual(kinds.flatMap(both));
  expect(files(stacksFolder)).toEqual(stacks.flatMap(both));
});

test.each([...kinds, ...stacks])("valid manifests of %s are silent", (kind) => {
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
  "compute.v1.minimal": [
    ["dataplane: hub", "dataPlane: hub", "error unknown-key: dataPlane"],
    [
      "  purpose: runnable\n  nodePool",
      "  purpose: runnables\n  nodePool",
      "warning unknown-value: runnables",
    ],
    ["dataos.io/purpose: runnable", "dataos.io/purpose: query", "hint unknown-value: query"],
    ["        effect: NoSchedule\n", "", "error missing-key: key"],
    ["effect: NoSchedule", "effect: noSchedule", "error unknown-value: noSchedule"],
    ["        value: runnable\n", "", "error missing-key: key"],
    ["key: dedicated\n", "key: dedicated\n        operator: Exists\n", "warning misplaced-key: value"],
    ["key: dedicated\n", 'key: "dedicated:"\n', 'error malformed-value: "dedicated:"'],
    [
      "    tolerations:\n      - key: dedicated\n        value: runnable\n        effect: NoSchedule\n",
      "",
      "warning missing-key: nodePool",
    ],
    ["type: compute", "type: compute\nworkspace: public", "warning misplaced-key: workspace"],
  ],
  "database.v1.minimal": [
    ["name: rentalsdb", "name: rentals_db", "warning malformed-value: rentals_db"],
    ["version: v1", "version: v1beta1", "warning unknown-value: v1beta1"],
    ["command: up", "command: upp", "error unknown-value: upp"],
    ["    command: up\n", "", "error missing-key: migrate"],
    ["    includes:\n      - migrations/\n", "", "error missing-key: migrate"],
    ["includes:\n      - migrations/", "includesInline: SELECT 1", "error wrong-type: SELECT 1"],
    ["  compute: runnable-default\n", "", "hint missing-key: database"],
    ["  migrate:", "  migrates:", "error unknown-key: migrates"],
  ],
  "volume.v1beta.minimal": [
    ["size: 10Gi", "size: 10GB", "error malformed-value: 10GB"],
    ["accessMode: ReadWriteMany", "accessMode: ReadWriteAll", "warning unknown-value: ReadWriteAll"],
    ["type: temp\n", "type: CloudTemp\n", "error unknown-value: ReadWriteMany"],
    ["type: temp\n", "type: temporary\n", "warning unknown-value: temporary"],
    ["  size: 10Gi\n", "", "error missing-key: volume"],
    ["  size: 10Gi\n", "  size: 10Gi\n  class: fast\n", "warning unknown-key: class"],
  ],
  "grant.v1alpha.minimal": [
    ["  policy_use_case_id:", "  policyUseCaseId:", "error unknown-key: policyUseCaseId"],
    ["users:id:mreuter", "mreuter", "warning malformed-value: mreuter"],
    ["  subjects:\n    - users:id:mreuter\n", "", "warning missing-key: grant"],
  ],
  "grant.v1alpha.full": [["approve: false", "approve: never", "error wrong-type: never"]],
  "resource.v1beta.minimal": [
    ["  operator: courier\n", "", "error missing-key: resource"],
    ["version: v1beta", "version: v1", "warning unknown-value: v1"],
  ],
  "operator.v1alpha.minimal": [
    ["type: worker", "type: job", "error unknown-value: job"],
    ["      image: docker.io/example/courier:1.2.0\n", "", "error missing-key: name"],
    ["replicas: 1", "replicas: one", "error malformed-value: one"],
    ["  enabledWorkspaces:\n    - public\n", "", "warning missing-key: operator"],
    ["- name: sync-run", "- name: sync-run\n      nameJqFilter: .name[", "error malformed-value: .name["],
  ],
  "operator.v1alpha.full": [
    ["          subject: courier.run\n", "", "error missing-key: command"],
    ["jsonSchema:", "jsonschema:", "error unknown-key: jsonschema"],
  ],
  "stack.v1alpha.minimal": [
    ["reconciler: stackManager", "reconciler: stackmanager", "warning unknown-value: stackmanager"],
    ['  version: "1.0"\n', "", "error missing-key: stack"],
    ["workflowJobConfig:", "workflowJobConfg:", "warning unknown-key: workflowJobConfg"],
  ],
  "stack.v1alpha.full": [
    ["type: propFile", "type: propfile", "warning unknown-value: propfile"],
    ["- .output.dataset", "- .output.dataset[", "error malformed-value: .output.dataset["],
    [
      "containerResourceTemplate:",
      "conatinerResourceTemplate:",
      "warning deprecated-key: conatinerResourceTemplate",
    ],
  ],
  "policy.v1.minimal": [
    ["\npolicy:\n  access:", "\nPolicy:\n  access:", "error unknown-key: Policy"],
    ["  access:\n", "  acces:\n", "error unknown-key: acces"],
    [
      "      tags:\n        - roles:id:shop\n    predicates",
      "      tags: roles:id:shop\n    predicates",
      "error wrong-type: roles:id:shop",
    ],
    [
      "      tags:\n        - roles:id:shop\n    predicates",
      "      tags:\n        - -- roles:id:shop\n    predicates",
      "error malformed-value: -- roles:id:shop",
    ],
    ["    allow: true\n", "", "warning missing-key: access"],
    ["      paths:", "      path:", "warning deprecated-key: path"],
    ["      paths:\n        - dataos://lakehouse:rentals/**", "      {}", "error missing-key: objects"],
    ["type: mask", "type: masks", "error unknown-value: masks"],
    ["priority: 80", "priority: 0", "error value-out-of-range: 0"],
    ["priority: 80", "priority: 99", "hint value-out-of-range: 99"],
    ["match: any", "match: some", "error unknown-value: some"],
    ["      column:\n        tags:\n          - PII.Email\n", "", "error missing-key: selector"],
    ["operator: hash", "operator: bucket_name", "error unknown-value: bucket_name"],
    ["operator: hash", "operator: redact", "hint misplaced-key: hash"],
    ["      hash:\n        algo: sha256\n", "", "error missing-key: mask"],
    ["    allow: true\n", "    allow: true\n  data:\n    type: mask\n", "error misplaced-key: data"],
  ],
  "policy.v1.full": [
    ["operator: not_equals", "operator: notEquals", "warning unknown-value: notEquals"],
    ["precision: week", "precision: decade", "warning unknown-value: decade"],
    ["        operator: equals\n", "", "error missing-key: column"],
  ],
  "lakehouse.v1alpha.minimal": [
    ["type: s3", "type: S3", "warning malformed-value: S3"],
    ["type: s3", "type: s4", "error unknown-value: s4"],
    ["type: s3\n", "type: gcs\n      gcs:\n        bucket: rentals\n", "warning misplaced-key: s3"],
    ["type: s3", "depotName: Rentals\n      type: s3", "warning malformed-value: Rentals"],
    ["        bucket: rentals\n", "        buckets: rentals\n", "error unknown-key: buckets"],
    [
      "        bucket: rentals\n",
      "        bucket: rentals\n        depotName: lake\n",
      "warning deprecated-key: depotName",
    ],
    [
      "  iceberg:\n",
      "  metastore:\n    type: iceberg-rest-catalog\n  iceberg:\n",
      "warning deprecated-key: metastore",
    ],
    [
      "  iceberg:\n",
      "  iceberg:\n    metastore:\n      type: iceberg-rest-catlog\n",
      "warning unknown-value: iceberg-rest-catlog",
    ],
    ["  compute: runnable-default\n", "", "warning missing-key: lakehouse"],
  ],
  "resource.minimal": [
    ["\ndataplane:", "\nDataplane:", "error unknown-key: Dataplane"],
    ["name: second-hub", "name: second_hub", "warning malformed-value: second_hub"],
    ["type: dataplane", "type: dataplane\ntitle: North", "hint deprecated-key: title"],
    ["type: dataplane", "type: dataplane\nworkspace: public", "warning misplaced-key: workspace"],
  ],
  "service.v1.minimal": [
    ["\nservice:", "\nServices:", "error unknown-key: Services"],
    ["version: v1", "version: v1beta1", "hint deprecated-key: v1beta1"],
    ["version: v1", "version: v2", "warning unknown-value: v2"],
    ["name: booking-page", "name: booking_page", "warning malformed-value: booking_page"],
    ["type: service", "type: service\ntitle: Bookings", "hint deprecated-key: title"],
    ["  stack: container\n", "", "error missing-key: service"],
    ["stack: container", "stack: Container", "warning malformed-value: Container"],
    ["stack: container", "stack: alpha", "hint deprecated-key: alpha"],
    ["  compute: runnable-default\n", "", "warning missing-key: service"],
    ["servicePort: 8501", "servicePort: 850100", "error value-out-of-range: 850100"],
    ["servicePort: 8501", "servciePort: 8501", "warning unknown-key: servciePort"],
    ["path: /bookings", "path: bookings", "warning malformed-value: bookings"],
    ["    path: /bookings\n", "", "warning missing-key: ingress"],
    ["    enabled: true", "    enabled: maybe", "error wrong-type: maybe"],
    ["  stackSpec:", "  container:", "hint deprecated-key: container"],
    ["    image: docker.io/rentals/page:1.4.0", "    command: [sh]", "error missing-key: stackSpec"],
    ["  stackSpec:\n    image: docker.io/rentals/page:1.4.0\n", "", "error missing-key: service"],
  ],
  "service.v1.full": [
    ["  autoScaling:", "  autoscaling:", "hint deprecated-key: autoscaling"],
    ["  dataosVolumes:", "  secrets:\n    - booking-rw\n  dataosVolumes:", "hint deprecated-key: secrets"],
    ["    requests:", "    request:", "warning unknown-key: request"],
    ["type: database", "type: lakehouse", "warning malformed-value: lakehouse"],
    ["      name: rentalsdb\n", "", "error missing-key: source"],
    ["  stackSpec:\n    source:", "  beacon:\n    source:", "hint deprecated-key: beacon"],
    ["- name: backup\n      servicePort: 5433", "- name: backup", "error missing-key: name"],
  ],
  "worker.v1beta.minimal": [
    ["version: v1beta", "version: v1", "warning unknown-value: v1"],
    ["  replicas: 1", "  replicas: 1\n  servicePort: 80", "warning misplaced-key: servicePort"],
    ["    worker: soda_indexer\n", "", "error missing-key: stackSpec"],
    ["soda_indexer", "sodaindexer", "error unknown-value: sodaindexer"],
    ["  stackSpec:", "  scanner:", "hint deprecated-key: scanner"],
  ],
  "worker.v1beta.full": [
    ["mode: required", "mode: require", "error unknown-value: require"],
    [
      "          - row_count > 0\n",
      "          - row_count > 0\n        check: 1\n",
      "warning unknown-key: check",
    ],
  ],
  "run.full": [
    ["  arguments:", "  argument:", "error unknown-key: argument"],
    ["    type: output\n", "", "warning missing-key: name"],
  ],
  "container.full": [
    ["image: docker", "Image: docker", "error unknown-key: Image"],
    ["command:\n  - streamlit", "command: streamlit", "error wrong-type: streamlit"],
    ["arguments:", "args:", "warning unknown-key: args"],
  ],
  "python.full": [
    ["  url:", "  uri:", "error unknown-key: uri"],
    ["  baseDir: forecast/app\n", "", "error missing-key: repo"],
    ["  syncFlags:", "  syncFlag:", "warning unknown-key: syncFlag"],
  ],
  "beacon.full": [
    ["  workspace: public\n", "", "warning missing-key: source"],
    ["source:\n", "sources:\n", "error unknown-key: sources"],
  ],
  "flash.full": [
    ["  - name: everything\n", "  - nmae: everything\n", "error unknown-key: nmae"],
    ["    depot: dataos://lakehouse\n", "", "warning missing-key: name"],
    ['"*/5 * * * *"', '"*/5 * * *"', 'error malformed-value: "*/5 * * *"'],
    ["init:", "inits:", "warning unknown-key: inits"],
    ["    sql: INSERT", "    sqls: INSERT", "error unknown-key: sqls"],
  ],
  "dataos-ctl.full": [
    ["manifest:\n", "manifests:\n", "warning unknown-key: manifests"],
    ["arguments:", "argument:", "error unknown-key: argument"],
  ],
  "toolbox.full": [
    ["action:\n", "actions:\n", "error unknown-key: actions"],
    ["  value: latest", "  version: latest", "warning unknown-key: version"],
  ],
  "stream-monitor.full": [
    ["type: stream_monitor", "type: stream", "error unknown-value: stream"],
    ["non-persistent://", "pulsar://", "warning malformed-value: pulsar://system/rentals/bookings"],
    ["subscriptionPosition: earliest", "subscriptionPosition: first", "warning unknown-value: first"],
    ["valueJqFilter: .lost", "valueJqFilter: .lost[", "error malformed-value: .lost["],
    ["      operator: greater_than\n", "", "error missing-key: valueJqFilter"],
  ],
  "stream-function.full": [
    ["EARLIEST", "FIRST", "warning unknown-value: FIRST"],
    ["EFFECTIVELY_ONCE", "EXACTLY_ONCE", "warning unknown-value: EXACTLY_ONCE"],
    ['commitInterval: "60"', "commitInterval: often", "warning malformed-value: often"],
  ],
  "nilus.minimal": [
    ["    incremental-strategy: append\n", "", "warning missing-key: options"],
    ["incremental-strategy: append", "incremental-strategy: add", "warning unknown-value: add"],
    ["    incremental-strategy", "  incremental-strategy", "error misplaced-key: incremental-strategy"],
    ["    dest-table:", "    dest-tabel:", "error unknown-key: dest-tabel"],
    ["    source-table: public.bookings\n", "    page-size: 5\n", "warning missing-key: options"],
    ["\nsink:", "\nsinks:", "error unknown-key: sinks"],
  ],
  "nilus.full": [
    ["email: hash", "email: 'hash it'", "warning malformed-value: 'hash it'"],
    ["page-size: 1000", "page-size: many", "warning malformed-value: many"],
    ["engine: debezium", "engine: flink", "warning malformed-value: flink"],
    ["    topic.prefix: rentals\n", "", "warning missing-key: options"],
    [
      "    topic.prefix: rentals\n",
      "    topic.prefix: rentals\n    table.exclude.list: public.audit\n",
      "warning misplaced-key: table.exclude.list",
    ],
    ["    aws_region:", "    awsregion:", "warning unknown-key: awsregion"],
    [
      "      - column: shop\n        type: bucket",
      "      - column: shop\n        type: buckets",
      "warning unknown-value: buckets",
    ],
  ],
  "dbt.full": [
    ["    target: dev\n", "", "error missing-key: rentals"],
    ["  profile: rentals\n", "", "error missing-key: dbt_project"],
    ["dbt_packages:", "dbt_package:", "warning unknown-key: dbt_package"],
    ["threads: 4", "threads: four", "warning malformed-value: four"],
  ],
  "bento.full": [
    ["\npipeline:", "\npipelines:", "warning unknown-key: pipelines"],
    ["pattern: fan_out", "pattern: fan", "warning unknown-value: fan"],
    [
      "          - log:\n              level: DEBUG\n              message:",
      "          - log:\n            message:",
      "warning misplaced-key: message",
    ],
    ["          metadata:\n", "          metadata: AVRO\n        others:\n", "error wrong-type: AVRO"],
    ["      - own_input: 5", "      - own_input:\n        url: /x", "warning misplaced-key: url"],
    ["      - own_output: {}", "      - own_output:\n        outputs: []", "warning misplaced-key: outputs"],
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
  const isStack = stacks.some((stack) => name.startsWith(`${stack}.`));
  return readFileSync(new URL(`${name}.yaml`, isStack ? stacksFolder : fixturesFolder), "utf8");
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
