import { expect, test } from "vitest";
import { bodyOf, factsOf, manifestOf, symbolsIn } from "./facts.fixture.ts";
import { sqlRange } from "./sql-range.ts";

const job = (stack: string, body: string) => `name: w
version: v1
type: workflow
workflow:
  dag:
    - name: j
      spec:
        stack: ${stack}
        compute: runnable-default
${body.replaceAll(/^(?=.)/gm, "        ")}`;

test("a workflow has jobs with what they wait for and run", () => {
  const { schedule, jobs } = bodyOf(
    `
    name: w
    version: v1
    type: workflow
    workflow:
      schedule:
        cron: "0 * * * *"
      dag:
        - name: load
          file: load.yml
        - name: check
          file: check.yml
          dependencies: load
        - name: report
          file: report.yml
          dependencies: [load, check]
    `,
    "workflow",
  );
  expect(schedule?.value).toBe("0 * * * *");
  expect(jobs.map(({ name, file }) => [name?.value, file?.value])).toEqual([
    ["load", "load.yml"],
    ["check", "check.yml"],
    ["report", "report.yml"],
  ]);
  expect(jobs.map(({ dependencies }) => dependencies.map(({ value }) => value))).toEqual([
    [],
    ["load"],
    ["load", "check"],
  ]);
});

test("a Flare job has inputs, steps with functions, and outputs", () => {
  const text = job(
    "flare:7.0",
    `stackSpec:
  job:
    inputs:
      - name: orders
        dataset: dataos://crm:sales/orders
        format: csv
        options:
          header: true
        incremental:
          context: all_orders
          sql: SELECT * FROM all_orders
          keys:
            - name: since
              sql: SELECT 1
    steps:
      - sequence:
          - name: clean
            sql: |
              SELECT *
              FROM orders
            functions:
              - name: rename
                column: a
                asColumn: b
          - name: other
            classpath: a.b.C
    outputs:
      - name: clean
        dataset: dataos://lakehouse:sales/orders?acl=rw
        format: iceberg
        options:
          saveMode: overwrite
`,
  );
  const flare = bodyOf(text, "workflow").jobs[0]?.body;
  if (flare?.type !== "flare") throw new Error("no Flare job");
  const [input] = flare.inputs;
  expect([input?.name?.value, input?.dataset?.value, input?.format?.value]).toEqual([
    "orders",
    "dataos://crm:sales/orders",
    "csv",
  ]);
  expect(input?.options).toEqual({ header: "true" });
  expect(input?.incremental?.context?.value).toBe("all_orders");
  expect(input?.incremental?.keys.map(({ name, sql }) => [name?.value, sql?.value])).toEqual([
    ["since", "SELECT 1"],
  ]);
  expect(flare.steps.map(({ name, sql, external }) => [name?.value, sql?.value, external])).toEqual([
    ["clean", "SELECT *\nFROM orders\n", undefined],
    ["other", undefined, "classpath"],
  ]);
  expect(flare.steps[0]?.functions.map(({ name, parameters }) => [name.value, parameters])).toEqual([
    ["rename", { column: "a", asColumn: "b" }],
  ]);
  expect(flare.outputs[0]).toMatchObject({ name: { value: "clean" }, saveMode: "overwrite" });
  expect(flare.complete).toBe(true);
});

test("the SQL of a body is the SQL of the manifest, each piece once, in the order of the text", () => {
  const text = job(
    "flare:7.0",
    `stackSpec:
  job:
    inputs:
      - name: a
        dataset: dataos://crm:sales/a
    steps:
      - sequence:
          - name: b
            sql: SELECT x FROM a
          - name: c
            sql: >
              SELECT y
              FROM b
`,
  );
  const { manifests, text: whole } = factsOf(text);
  const { sqls = [], body } = manifests[0] ?? {};
  const flare = body?.type === "workflow" ? body.jobs[0]?.body : undefined;
  expect(flare?.type === "flare" && flare.steps.map(({ sql }) => sqls.indexOf(sql as never))).toEqual([0, 1]);
  expect(sqls.map(({ dialect, form }) => [dialect, form])).toEqual([
    ["spark", "statement"],
    ["spark", "statement"],
  ]);
  const [, folded] = sqls;
  const start = folded?.value.indexOf("FROM b") ?? -1;
  const range = folded && sqlRange(folded, { start, end: start + "FROM b".length });
  expect(whole.slice(range?.start, range?.end)).toBe("FROM b");
});

test.each([
  ["steps in another file", "    steps:\n      - steps/clean.yaml\n", false],
  [
    "a sink",
    "    steps:\n      - sequence:\n          - name: a\n            sql: SELECT 1\n        sink: []\n",
    false,
  ],
  [
    "a sequence without dash",
    "    steps:\n      - sequence:\n          name: a\n          sql: SELECT 1\n",
    true,
  ],
])("an older way of writing steps, %s: complete %s", (_, steps, complete) => {
  const flare = bodyOf(job("flare:4.0", `flare:\n  job:\n    inputs: []\n${steps}`), "workflow").jobs[0]
    ?.body;
  expect(flare?.type === "flare" && flare.complete).toBe(complete);
});

test("the body of a Flare job may bear the stack's name", () => {
  const text = job(
    "flare:3.0",
    `flare:
  job:
    inputs:
      - name: a
        dataset: dataos://crm:sales/a
    steps:
      - sequence:
          - name: b
            sql: SELECT x FROM a
`,
  );
  expect(symbolsIn(text)).toContain("dataset crm:sales/a");
  expect(manifestOf(text).sqls.map(({ value }) => value)).toEqual(["SELECT x FROM a"]);
});

test("a Soda job has checks with their configuration", () => {
  const text = job(
    "soda+python:1.0",
    `stackSpec:
  inputs:
    - dataset: dataos://lakehouse:sales/orders
      options:
        engine: minerva
        clusterName: system
      filter:
        name: recent
        where: day > now()
      checks:
        - row_count > 0
        - invalid_count(status) = 0:
            valid values: [open, paid]
      profile:
        columns: ["*"]
`,
  );
  const { manifests, text: whole } = factsOf(text);
  const body = manifests[0]?.body;
  const soda = body?.type === "workflow" ? body.jobs[0]?.body : undefined;
  if (soda?.type !== "soda") throw new Error("no Soda job");
  const [input] = soda.inputs;
  expect([input?.engine?.value, input?.clusterName?.value]).toEqual(["minerva", "system"]);
  expect([input?.filter?.name?.value, input?.filter?.where?.value]).toEqual(["recent", "day > now()"]);
  expect(input?.profile.map(({ value }) => value)).toEqual(["*"]);
  expect(input?.checks.map(({ line, configuration }) => [line.value, configuration])).toEqual([
    ["row_count > 0", {}],
    ["invalid_count(status) = 0", { "valid values": ["open", "paid"] }],
  ]);
  const place = input?.checks[1]?.configurationRanges["valid values"];
  expect(whole.slice(place?.start, place?.end)).toBe("[open, paid]");
});

test("a Soda job's inputs may be the body", () => {
  const soda = bodyOf(
    job("soda:1.0", "soda:\n  - dataset: dataos://crm:sales/a\n    engine: minerva\n"),
    "workflow",
  );
  const body = soda.jobs[0]?.body;
  expect(body?.type === "soda" && body.inputs.map(({ dataset }) => dataset?.value)).toEqual([
    "dataos://crm:sales/a",
  ]);
});

test("a Scanner job has a depot, or the products it looks for", () => {
  const text = job(
    "scanner:2.0",
    `stackSpec:
  type: data-product
  sourceConfig:
    config:
      type: DataProduct
      dataProductFilterPattern:
        includes: [sales-dp]
`,
  );
  const scanner = bodyOf(text, "workflow").jobs[0]?.body;
  expect(
    scanner?.type === "scanner" &&
      scanner.filters.map(({ of, includes }) => [of, ...includes.map(({ value }) => value)]),
  ).toEqual([["data-product", "sales-dp"]]);
  for (const depot of ["crm", "dataos://crm", "dataos://crm:sales"]) {
    expect(symbolsIn(job("scanner:2.0", `stackSpec:\n  depot: ${depot}\n`))).toContain("depot crm");
  }
});

test("a job of the CLI stack holds a manifest", () => {
  const text = job(
    "dataos-ctl",
    `stackSpec:
  arguments: [resource, apply]
  manifest:
    name: crm
    version: v1
    type: depot
    depot: {}
`,
  );
  expect(factsOf(text).manifests.map(({ kind, nested }) => [kind, nested])).toEqual([
    ["workflow", undefined],
    ["depot", true],
  ]);
});

test("a monitor defines the properties of its incident, and refers to what its report is about", () => {
  const text = `
    name: m
    version: v1alpha
    type: monitor
    monitor:
      schedule: "*/5 * * * *"
      type: report_monitor
      report:
        source:
          dataOsInstance:
            path: /collated/api/v1/reports/resources/runtime?id=workflow:v1:wf-orders:public
        conditions: []
      incident:
        name: load-failed
        severity: high
  `;
  expect(symbolsIn(text)).toEqual([
    "+monitor m",
    "workflow wf-orders",
    "+incident name=load-failed @ load-failed",
    "+incident severity=high @ high",
  ]);
  expect(symbolsIn(text.replace("wf-orders", "%25"))).not.toContain("workflow %25");
});

test("a worker that watches a stream raises incidents too", () => {
  const text = `
    name: m
    version: v1beta
    type: worker
    worker:
      stack: stream-monitor
      stackSpec:
        incident:
          name: pod-lost
  `;
  expect(symbolsIn(text)).toContain("+incident name=pod-lost @ pod-lost");
});

test("a pager's conditions refer to incidents", () => {
  const text = `
    name: p
    version: v1alpha
    type: pager
    pager:
      conditions:
        - valueJqFilter: .properties.name
          operator: equals
          value: load-failed
        - valueJqFilter: .properties.severity
          operator: not_equals
          value: low
        - valueJqFilter: .monitor.name
          operator: equals
          value: m
      output: {}
  `;
  expect(symbolsIn(text)).toEqual(["+pager p", "incident name=load-failed @ load-failed"]);
  expect(bodyOf(text, "pager").conditions.map(({ property }) => property)).toEqual([
    "name",
    "severity",
    undefined,
  ]);
});

test("a depot's source is read without regard to case", () => {
  const text = "name: crm\nversion: v2alpha\ntype: depot\ndepot:\n  type: bigquery\n  bigquery: {}\n";
  expect(bodyOf(text, "depot").source?.value).toBe("BIGQUERY");
});

test.each([
  ["a database", "name: shop\nversion: v1\ntype: database\ndatabase: {}\n", "shopdatabase"],
  ["a lakehouse", "name: lake\nversion: v1alpha\ntype: lakehouse\nlakehouse: {}\n", "lake0public0storage"],
])("%s brings a depot with it", (_, text, depot) => {
  const implied = manifestOf(text).definitions.find(({ symbol }) => symbol === "depot");
  expect(implied).toMatchObject({ name: depot, implied: true });
});

test("a lakehouse that names its depot brings that one", () => {
  const depots = manifestOf(`
    name: lake
    version: v1alpha
    type: lakehouse
    lakehouse:
      iceberg:
        storage:
          depotName: alpha
  `).definitions.filter(({ symbol }) => symbol === "depot");
  expect(depots.map(({ name }) => name)).toEqual(["alpha"]);
});

test.each([
  [
    "v1beta",
    "    resource:\n      ref: bundle:v1beta:b\n    ports:\n      lens:\n        - ref: lens:v1alpha:l:public\n",
  ],
  ["v1alpha", "    resources:\n      - type: workflow\n        name: wf\n"],
])("a data product of the layout %s", (layout, data) => {
  const product = bodyOf(
    `name: p\nversion: ${layout}\ntype: data\n${layout}:\n  data:\n${data}`,
    "data-product",
  );
  expect(product.layout).toBe(layout);
  expect([
    product.bundle?.value,
    product.lens?.value,
    product.resources.map(({ name }) => name?.value),
  ]).toEqual(
    layout === "v1beta" ? ["bundle:v1beta:b", "lens:v1alpha:l:public", []] : [undefined, undefined, ["wf"]],
  );
});

test("a Lens deployment has a source", () => {
  const text = `
    name: l
    version: v1alpha
    type: lens
    lens:
      compute: runnable-default
      source:
        type: minerva
        name: bq
        catalog: lakehouse
  `;
  expect(bodyOf(text, "lens").source).toMatchObject({ type: { value: "minerva" }, name: { value: "bq" } });
  expect(symbolsIn(text)).toContain("cluster bq");
});

test.each(["workflow", "bundle", "monitor", "pager", "depot", "cluster", "lens", "lakehouse", "worker"])(
  "a %s of which only the head is written has facts",
  (type) => {
    for (const rest of ["", `${type}:\n`, `${type}: x\n`, `${type}: [a, b]\n`, `${type}:\n  - {}\n`]) {
      expect(factsOf(`name: a\nversion: v1\ntype: ${type}\n${rest}`).manifests).toHaveLength(1);
    }
  },
);

test("a depot tells the format and the database behind it, in either layout", () => {
  const depot = (details: string) =>
    bodyOf(`name: d\nversion: v2alpha\ntype: depot\ndepot:\n${details}`, "depot");
  expect(depot("  type: S3\n  s3:\n    format: ICEBERG\n").format?.value).toBe("ICEBERG");
  expect(depot("  type: JDBC\n  spec:\n    subprotocol: mysql\n").subprotocol?.value).toBe("mysql");
});
