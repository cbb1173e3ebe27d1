import { expect, test } from "vitest";
import { parseYaml } from "../yaml/parse.ts";
import { textOf } from "../yaml/tree.ts";
import { builtinSchemas } from "./builtin.ts";
import { walk } from "./walk.ts";

function walked(schemaFile: string, text: string) {
  const { documents, problems } = parseYaml(text);
  const root = documents[0]?.root;
  if (!root) throw new Error("nothing to judge");
  return { syntax: problems, ...walk(root, schemaFile, builtinSchemas, text) };
}

/** Every problem as `severity rule: text it stands on`, the text cut to its first line. */
function problems(schemaFile: string, text: string): string[] {
  const { syntax, problems } = walked(schemaFile, text);
  return [...syntax, ...problems].map(
    ({ severity, rule, range }) =>
      `${severity} ${rule}: ${text.slice(range.start, range.end).split("\n")[0] ?? ""}`,
  );
}

/** What the schema says that values mean, as `keyword meaning: value`, the value cut to its first 30 characters. */
function meanings(schemaFile: string, text: string): string[] {
  return walked(schemaFile, text).annotations.flatMap(({ schema, node }) =>
    [
      schema["x-defines"] && `defines ${schema["x-defines"]}`,
      schema["x-refers"] && `refers ${String(schema["x-refers"])}`,
      schema["x-path"] && `path ${schema["x-path"]}`,
      schema["x-sql"] && `${schema["x-sql"].dialect} ${schema["x-sql"].form}`,
      schema["x-secret"] && "secret",
    ]
      .filter((meaning) => meaning !== undefined && meaning !== false)
      .map((meaning) => `${meaning}: ${(textOf(node) ?? "").slice(0, 30)}`),
  );
}

/** A manifest of the kind that is silent, and what each change of it must give: `[before, after, problem]`. */
type Mistake = readonly [before: string, after: string, problem: string];

function describeSchema(
  schemaFile: string,
  { means, ...manifests }: { minimal: string; full: string; means: readonly string[] },
  mistakes: readonly Mistake[],
): void {
  test(`${schemaFile}: says what values mean`, () => {
    expect(meanings(schemaFile, manifests.full)).toEqual(means);
  });
  for (const [size, text] of Object.entries(manifests)) {
    test(`${schemaFile}: a ${size} manifest is silent`, () => {
      expect(problems(schemaFile, text)).toEqual([]);
    });
  }
  test.each(mistakes)(`${schemaFile}: %j → %j`, (before, after, problem) => {
    expect(manifests.full.split(before)).toHaveLength(2);
    expect(problems(schemaFile, manifests.full.replace(before, after))).toEqual([problem]);
  });
}

describeSchema(
  "workflow.v1.json",
  {
    minimal: `
name: wf-shoes
version: v1
type: workflow
workflow:
  dag:
    - name: scan
      spec:
        stack: scanner
        compute: runnable-default
        stackSpec:
          depot: warehouse
`,
    full: `
name: wf-shoes
version: v1
type: workflow
tags: [shoes]
workspace: public
workflow:
  title: Shoes
  schedule:
    cron: "*/30 * * * *"
    concurrencyPolicy: Forbid
    endOn: "2030-01-01T00:00:00Z"
    timezone: Europe/Berlin
  dag:
    - name: ingest
      title: Ingest
      file: ingestion/shoes.yml
      retry: { count: 2, strategy: OnFailure }
    - name: forecast
      description: A stack of our own.
      dependencies: [ingest]
      spec:
        stack: forecast+python:2.0
        compute: runnable-default
        logLevel: INFO
        envs: { SEASON: winter, DEPTH: 3 }
        resources:
          requests: { cpu: 100m, memory: 128Mi }
        dataosSecrets:
          - name: shoes-r
            allKeys: true
            consumptionType: envVars
        persistentVolume: { name: scratch, directory: tmp }
        runAsUser: iamgroot
        stackSpec: { anything: [goes, here] }
    - name: report
      dependencies: forecast
      spec:
        stack: container
        compute: \${COMPUTE}
        stackSpec: { image: shoes/report }
`,
    means: [
      "defines workflow: wf-shoes",
      "defines job: ingest",
      "path workflow: ingestion/shoes.yml",
      "defines job: forecast",
      "refers job: ingest",
      "refers compute: runnable-default",
      "refers instance-secret,secret: shoes-r",
      "refers volume: scratch",
      "defines job: report",
      "refers job: forecast",
      "refers compute: ${COMPUTE}",
    ],
  },
  [
    ["  dag:", "  dags:", "error unknown-key: dags"],
    ["workspace: public", "workspaces: public", "warning unknown-key: workspaces"],
    ["    timezone:", "    timeZone:", "warning unknown-key: timeZone"],
    ["Forbid", "Forbidden", "error unknown-value: Forbidden"],
    ["strategy: OnFailure", "strategy: OnFail", "error unknown-value: OnFail"],
    ["type: workflow", "type: workflows", "error unknown-value: workflows"],
    ["version: v1", "version: v1beta1", "error unknown-value: v1beta1"],
    ["name: ingest\n", "name: Ingest_All\n", "error malformed-value: Ingest_All"],
    ["      file:", "      spec: {}\n      file:", "error misplaced-key: spec"],
    ["      file: ingestion/shoes.yml\n", "", "error missing-key: name"],
    ["        stack: container\n", "", "error missing-key: spec"],
    ["        compute: ${COMPUTE}\n", "", "warning missing-key: spec"],
    ["        runAsUser:", "        runAsUsers:", "warning unknown-key: runAsUsers"],
    ["        stack: container", "        stack: alpha", "hint deprecated-key: alpha"],
    ["dependencies: [ingest]", "dependencies: { ingest: true }", "error wrong-type: { ingest: true }"],
    [
      "stackSpec: { image: shoes/report }",
      "container: { image: shoes/report }",
      "hint deprecated-key: container",
    ],
  ],
);

const job = (spec: string): string => `
name: wf-shoes
version: v1
type: workflow
workflow:
  dag:
    - name: job
      ${spec.trim().replaceAll("\n", "\n      ")}
`;

test.each([
  [
    "a Flare job without a body",
    "spec:\n  stack: flare:7.0\n  compute: runnable-default",
    ["error missing-key: spec"],
  ],
  [
    "an older Flare job, whose body is called like the stack",
    `
spec:
  stack: flare:3.0
  compute: runnable-default
  flare:
    job:
      inputs:
        - { name: shoes, datset: dataos://warehouse:raw/shoes }
`,
    ["hint deprecated-key: flare", "error unknown-key: datset"],
  ],
  [
    "an older Soda job, whose body is the list of inputs",
    `
spec:
  stack: soda+python:1.0
  compute: runnable-default
  soda:
    - dataset: dataos://lakehouse:sales/shoes
      checks: [row_count > 0]
`,
    ["hint deprecated-key: soda"],
  ],
  [
    "a job whose `spec` level is gone",
    "stack: flare:7.0\ncompute: runnable-default\nstackSpec: { job: {} }",
    ["error misplaced-key: stackSpec"],
  ],
  ["a job with nothing to do", "title: Nothing", ["error missing-key: name"]],
  [
    "a stack that is a placeholder",
    "spec:\n  stack: ${STACK}\n  compute: runnable-default\n  stackSpec: { a: b }",
    [],
  ],
])("workflow.v1.json: %s", (_what, spec, expected) => {
  expect(problems("workflow.v1.json", job(spec))).toEqual(expected);
});

describeSchema(
  "flare.json",
  {
    minimal: `
job:
  inputs:
    - name: shoes
      dataset: dataos://warehouse:raw/shoes
`,
    full: `
driver: { coreLimit: 1200m, cores: 1, memory: 1024m }
executor: { coreLimit: 1200m, cores: 1, instances: 2, memory: 2g }
sparkConf:
  - spark.sql.shuffle.partitions: 10
job:
  explain: true
  logLevel: INFO
  showPreviewLines: 5
  udfs: { shout: "(text: String) => text.toUpperCase" }
  inputs:
    - name: shoes
      dataset: dataos://warehouse:raw/shoes?acl=r
      format: CSV
      schemaPath: dataos://warehouse:none/schemas/shoes.avsc
      options: { header: true, inferSchema: true, someReaderOption: 7 }
    - name: orders
      query: SELECT * FROM lakehouse.sales.orders
      options: { cluster: minervaq, driver: io.trino.jdbc.TrinoDriver, SSL: "true" }
    - name: recent
      dataset: dataos://lakehouse:sales/returns
      format: Iceberg
      isStream: false
      incremental:
        context: returns_all
        sql: SELECT * FROM returns_all WHERE day > '$|since|'
        keys:
          - name: since
            sql: SELECT '2024-01-01'
        state:
          - { key: since, value: since }
  steps:
    - sequence:
        - name: sold
          doc: Orders with their shoes.
          sql: SELECT * FROM orders JOIN shoes USING (sku)
          functions:
            - name: cleanse_column_names
            - { name: change_column_case, case: lower }
            - { name: set_type, columns: { size: int } }
            - { name: unpivot, columns: "*", pivotColumns: [sku], keyColumnName: k, valueColumnName: v }
            - { name: any_date, column: day, asColumn: on_day }
            - { name: drop, columns: [k] }
          commands:
            - { name: persist, sequenceName: orders, mode: MEMORY_AND_DISK }
        - name: from_file
          sqlFile: sql/returns.sql
    - steps/more.yml
  outputs:
    - name: sold
      dataset: dataos://lakehouse:sales/sold?acl=rw
      format: iceberg
      description: Shoes sold.
      tags: [shoes]
      columnTags:
        - { columnName: email, tags: [PII.Sensitive] }
      assertions:
        - { column: price, filter: price > 0, tests: [avg > 10.5, "missing_count < 1"] }
        - { sql: SELECT max(price) AS top FROM sold, tests: [top < 1000] }
      options:
        saveMode: overwrite
        sort: { mode: partition, columns: [{ name: day, order: desc }] }
        iceberg:
          properties: { write.format.default: parquet }
          partitionSpec:
            - { type: bucket, column: sku, numBuckets: 8 }
          merge:
            onClause: old.sku = new.sku
            whenClause: MATCHED THEN UPDATE SET *
  streaming:
    triggerMode: ProcessingTime
    triggerDuration: 10 seconds
    checkpointLocation: /checkpoints/shoes
  actions:
    - { name: expire_snapshots, input: recent, options: { retainLast: 5, olderThanMillis: "1741987433222" } }
    - { name: delete_from_dataset, input: recent, deleteWhere: target.status = 'closed' }
  profile:
    level: basic
    filters: [{ type: expression, expression: size > 30 }]
`,
    means: [
      "defines step-view: shoes",
      "refers dataset: dataos://warehouse:raw/shoes?a",
      "refers depot: dataos://warehouse:none/schema",
      "defines step-view: orders",
      "trino statement: SELECT * FROM lakehouse.sales.",
      "refers cluster: minervaq",
      "defines step-view: recent",
      "refers dataset: dataos://lakehouse:sales/retur",
      "spark statement: SELECT * FROM returns_all WHER",
      "spark statement: SELECT '2024-01-01'",
      "defines step-view: sold",
      "spark statement: SELECT * FROM orders JOIN shoe",
      "refers step-view: orders",
      "defines step-view: from_file",
      "path file: sql/returns.sql",
      "path file: steps/more.yml",
      "refers step-view: sold",
      "defines dataset: dataos://lakehouse:sales/sold?",
      "spark predicate: price > 0",
      "spark statement: SELECT max(price) AS top FROM ",
      "spark predicate: old.sku = new.sku",
      "refers step-view: recent",
      "refers step-view: recent",
      "spark predicate: target.status = 'closed'",
      "spark predicate: size > 30",
    ],
  },
  [
    ["    - name: shoes\n", "    - nam: shoes\n", "error unknown-key: nam"],
    [
      "dataset: dataos://warehouse:raw/shoes?acl=r",
      "datset: dataos://warehouse:raw/shoes",
      "error unknown-key: datset",
    ],
    ["      query: SELECT * FROM lakehouse.sales.orders\n", "", "error missing-key: name"],
    ["      query:", "      dataset: dataos://a:b/c\n      query:", "warning misplaced-key: dataset"],
    ["name: shoes\n", "name: my-shoes\n", "error malformed-value: my-shoes"],
    ["format: CSV", "format: CVS", "warning unknown-value: CVS"],
    ["header: true", "headers: true", "warning deprecated-key: headers"],
    ["header: true", "saveMode: append", "warning misplaced-key: saveMode"],
    ["  logLevel:", "  loglevel:", "warning unknown-key: loglevel"],
    ["sparkConf:", "sparkConfig:", "warning deprecated-key: sparkConfig"],
    ["        keys:\n", "        key:\n", "error unknown-key: key"],
    ["          sql: SELECT * FROM orders JOIN shoes USING (sku)\n", "", "error missing-key: name"],
    [
      "- name: cleanse_column_names",
      "- name: cleanse_columns_names",
      "error unknown-value: cleanse_columns_names",
    ],
    ["case: lower", "case: lowre", "error unknown-value: lowre"],
    ["columns: { size: int }", "colums: { size: int }", "error unknown-key: colums"],
    ["columns: [k]", "columns: k", "error wrong-type: k"],
    ["asColumn: on_day", "asColumn: on_day, format: x", "warning unknown-key: format"],
    ['columns: "*"', "columns: all", "error unknown-value: all"],
    ["saveMode: overwrite", "saveMode: overwirte", "error unknown-value: overwirte"],
    [", numBuckets: 8", "", "error missing-key: type"],
    ["            onClause:", "            on_clause:", "error unknown-key: on_clause"],
    ["retainLast: 5", "retain_last: 5", "warning unknown-key: retain_last"],
    ["name: expire_snapshots", "name: expire_snapshot", "error unknown-value: expire_snapshot"],
    [", deleteWhere: target.status = 'closed'", "", "error missing-key: name"],
    ["avg > 10.5", "avg over 10.5", "warning malformed-value: avg over 10.5"],
    ["{ sql: SELECT max", "{ column: top, sql: SELECT max", "error misplaced-key: column"],
    ["triggerMode: ProcessingTime", "triggerMode: Sometimes", "error unknown-value: Sometimes"],
    ["    - sequence:\n", "    - sequences:\n", "error unknown-key: sequences"],
    [
      "coreLimit: 1200m, cores: 1, memory: 1024m",
      "coreLimit: 1200Mi, cores: 1",
      "warning malformed-value: 1200Mi",
    ],
    ["  explain: true", "  sparkConf: []", "warning misplaced-key: sparkConf"],
  ],
);

test("flare.json: a body that lost its `job` level is one problem", () => {
  const text = `
inputs:
  - name: shoes
    dataset: dataos://warehouse:raw/shoes
steps: []
outputs: []
`;
  expect(problems("flare.json", text)).toEqual(["error misplaced-key: inputs"]);
});

test("flare.json: manifests for standalone Flare get a hint and nothing else", () => {
  const text = `
job:
  inputs:
    - name: shoes
      inputType: bigquery
      bigquery: { projected: p, dataset: d, table: t }
  steps:
    - sequence:
        - { name: all, sql: SELECT * FROM shoes }
  outputs:
    - name: all
      outputType: file
      file: { format: Iceberg, warehousePath: /data/out, schemaName: s, tableName: t }
`;
  expect(problems("flare.json", text)).toEqual([
    "hint deprecated-key: inputType",
    "hint deprecated-key: outputType",
  ]);
});

test.each([
  "name: add_column, column: a, value: 1, type: int",
  "name: any_date, column: a, asColumn: b, rules: ['(?<year>[0-9]{4})']",
  "name: any_timestamp, column: a, asColumn: b, timezone: Asia/Kolkata",
  "name: change_case, column: a, case: title",
  "name: change_column_case, case: upper",
  "name: cleanse_column_names",
  "name: columns_replace, sedExpression: s/^a/b/g",
  "name: copy, fromColumn: a, toColumn: b",
  "name: cut_character, column: a, asColumn: b, startIndex: 1, endIndex: 4",
  "name: decode, algo: base64, column: a, asColumn: b",
  "name: diff_date, columnA: a, columnB: b, asColumn: c",
  "name: drop, columns: [a]",
  "name: drop_duplicates, columns: [a, b]",
  "name: encode, algo: hex, column: a, asColumn: b",
  "name: epoch_to_timestamp, column: a, asColumn: b",
  "name: fill_null_or_empty, columns: { a: none }",
  "name: find_and_replace, column: a, sedExpression: 's/[$]//g'",
  "name: flatten, column: a, asColumn: b",
  "name: flatten_outer, column: a, asColumn: b",
  "name: format_date, column: a, format: yyyy-MM-dd",
  "name: format_unix_date, column: a, format: yyyy-MM-dd",
  "name: generate_uuid, asColumn: a",
  "name: hash, column: a, algo: SHA-256",
  "name: increment_variable, column: a",
  "name: mask_number, column: a, pattern: 'XXX-##'",
  "name: merge, separator: ' ', columns: [a, b], asColumn: c",
  "name: parse_as_json, column: a, asColumn: b, sparkSchema: '{}'",
  "name: parse_as_json, column: a, asColumn: b, avroSchema: '{}'",
  "name: parse_html, column: a",
  "name: pivot, groupBy: [a], column: b, aggregateExpression: sum(c) as c, values: [x], approach: two-phase",
  "name: rename, column: a, asColumn: b",
  "name: rename_all, columns: { a: b }",
  "name: select, columns: [a]",
  "name: set_column, column: a, value: b",
  "name: set_type, columns: { a: 'decimal(10,2)' }",
  "name: set_variable, column: a, expression: b + 1",
  "name: snake_case",
  "name: split_email, column: a",
  "name: split_url, column: a",
  "name: swap, columnA: a, columnB: b",
  "name: trim, column: a, method: ltrim",
  "name: unfurl, expression: explode(a) as b",
  "name: unpivot, columns: [a], pivotColumns: '*', keyColumnName: k, valueColumnName: v",
])("flare.json: the function { %s } is silent; another parameter is not", (call) => {
  const body = (item: string) => `
job:
  inputs:
    - { name: shoes, dataset: dataos://warehouse:raw/shoes }
  steps:
    - sequence:
        - name: all
          sql: SELECT * FROM shoes
          functions:
            - { ${item} }
`;
  expect(problems("flare.json", body(call))).toEqual([]);
  expect(problems("flare.json", body(`${call}, surplus: 1`))).toEqual(["warning unknown-key: surplus"]);
});

test.each([
  ["flare.json", "job: { inputs: [{ name: a, inputType: jdbc, jdbc: { password: hunter2 } }] }", ["hunter2"]],
  [
    "flare.json",
    "job: { inputs: [{ name: a, dataset: x, options: { kafka.ssl.key.password: k1 } }] }",
    ["k1"],
  ],
  ["scanner.json", "sourceConnection: { config: { credentials: { gcs: { privateKey: k2 } } } }", ["k2"]],
  ["scanner.json", "sourceConnection: { config: { hostPort: db:5432, password: k3 } }", ["k3"]],
])("%s: { %s } holds a secret", (schemaFile, text, secrets) => {
  expect(meanings(schemaFile, text).filter((meaning) => meaning.startsWith("secret"))).toEqual(
    secrets.map((secret) => `secret: ${secret}`),
  );
});

describeSchema(
  "soda.json",
  {
    minimal: `
inputs:
  - dataset: dataos://lakehouse:sales/shoes
    profile: { columns: ["*"] }
`,
    full: `
inputs:
  - dataset: dataos://lakehouse:sales/shoes?acl=r
    options: { engine: minerva, clusterName: system, branchName: main }
    filter: { name: recent, where: day > date '2024-01-01' }
    profile: { columns: [size, "exclude sku"] }
    checks:
      - row_count > 0
      - row_count same as boots
      - missing_count(email) = 0:
          name: Everybody can be reached
          attributes: { category: Completeness, title: E-mail, owner: sales }
          missing values: [n/a, "-"]
          filter: country = 'US'
          samples limit: 20
      - invalid_percent(size) < 5 %:
          valid min: 15
          valid max: 52
      - invalid_count(phone) = 0:
          valid format: phone number
      - invalid_count(color):
          valid regex: ^[a-z]+$
          warn: when > 5
          fail: when not between 0 and 100
      - share >= 0.5:
          share expression: count(sold) / count(*)
      - freshness(day) < 1d6h
      - schema:
          warn:
            when required column missing: [sku, size]
            when schema changes: any
          fail:
            when wrong column type: { size: integer }
      - failed rows:
          name: No negative prices
          fail condition: price < 0
      - values in (sku) must exist in catalog (sku):
          samples limit: 5
      - group by:
          query: SELECT country, avg(price) AS a FROM shoes GROUP BY country
          fields: [country]
          checks:
            - a > 10: { name: dear }
      - group evolution:
          query: SELECT country FROM shoes GROUP BY country
          fail: { when required group missing: [US] }
      - anomaly score for row_count < default
`,
    means: [
      "refers dataset: dataos://lakehouse:sales/shoes",
      "refers cluster: system",
      "trino predicate: day > date '2024-01-01'",
      "trino predicate: country = 'US'",
      "trino expression: count(sold) / count(*)",
      "trino predicate: price < 0",
      "trino statement: SELECT country, avg(price) AS ",
      "trino statement: SELECT country FROM shoes GROU",
    ],
  },
  [
    ["  - dataset:", "  - datasets:", "error unknown-key: datasets"],
    ["engine: minerva", "engine: minerv", "warning unknown-value: minerv"],
    [", clusterName: system", "", "warning missing-key: options"],
    ["where: day", "were: day", "error unknown-key: were"],
    ["category: Completeness", "category: Completenes", "warning unknown-value: Completenes"],
    ["valid min: 15", "valid_min: 15", "error unknown-key: valid_min"],
    ["valid regex:", "valid_regex:", "error unknown-key: valid_regex"],
    ["samples limit: 20", "sample limit: 20", "error unknown-key: sample limit"],
    ["valid format: phone number", "valid format: phone", "error unknown-value: phone"],
    ["valid max: 52", "valid max: big", "error wrong-type: big"],
    ["warn: when > 5", "warn: more than 5", "error malformed-value: more than 5"],
    ["fail: when not between 0 and 100", "fail: { when: 5 }", "error wrong-type: { when: 5 }"],
    [
      "when required column missing",
      "when required columns missing",
      "error unknown-key: when required columns missing",
    ],
    ["when schema changes: any", "when schema changes: all", "error unknown-value: all"],
    ["fail condition:", "fail conditions:", "error unknown-key: fail conditions"],
    [
      "when required group missing",
      "when required groups missing",
      "error unknown-key: when required groups missing",
    ],
    ["          valid max:", "        valid max:", "error misplaced-key: valid max"],
    ["columns: [size", "column: [size", "error unknown-key: column"],
  ],
);

describeSchema(
  "scanner.json",
  {
    minimal: "depot: dataos://warehouse\n",
    full: `
type: data-product
sourceConfig:
  config:
    type: DataProduct
    markDeletedDataProducts: true
    dataProductFilterPattern:
      includes: [^sales-360$]
      excludes: [draft]
`,
    means: [],
  },
  [
    ["sourceConfig:\n", "sourceConfigs:\n", "error unknown-key: sourceConfigs"],
    ["    type: DataProduct", "    type: DatabaseMetadata", "error unknown-value: DatabaseMetadata"],
    ["markDeletedDataProducts", "markDeletedDataProduct", "warning unknown-key: markDeletedDataProduct"],
    ["      excludes: [draft]", "      includeViews: true", "error misplaced-key: includeViews"],
    ["      includes:", "      include:", "warning unknown-key: include"],
    ["includes: [^sales-360$]", "includes: ^sales-360$", "error wrong-type: ^sales-360$"],
  ],
);

test.each([
  ["users", "type: users\n", []],
  ["an indexer", "type: worker\nworker: soda_indexer\n", []],
  ["an unknown indexer", "type: worker\nworker: soda_index\n", ["error unknown-value: soda_index"]],
  ["a worker that doesn't say which", "type: worker\n", ["error missing-key: type"]],
  [
    "a source without a depot",
    "type: bigquery\nsource: Shoes\nsourceConnection:\n  config: { type: BigQuery }\n",
    [],
  ],
  [
    "nothing to scan",
    "sourceConfig:\n  config: { includeViews: true }\n",
    ["error missing-key: sourceConfig"],
  ],
  [
    "a depot with filters",
    "depot: shop\nsourceConfig:\n  config:\n    tableFilterPattern: { includes: [a, b] }\n",
    [],
  ],
])("scanner.json: %s", (_what, text, expected) => {
  expect(problems("scanner.json", text)).toEqual(expected);
});

test("scanner.json: a depot may be given by name or by address", () => {
  expect(meanings("scanner.json", "depot: warehouse")).toEqual(["refers depot: warehouse"]);
  expect(meanings("scanner.json", "depot: dataos://warehouse")).toEqual(["refers depot: dataos://warehouse"]);
});

describeSchema(
  "lens-tables.json",
  {
    minimal: `
tables:
  - name: shoes
    sql: {{ load_sql('shoes') }}
`,
    full: `
tables:
  - name: sales
    sql: SELECT * FROM sales.sold
    description: One row for each pair sold.
    public: true
    meta: { export_to_board: true, owner: sales }
    joins:
      - name: shoes
        relationship: many_to_one
        sql: "{TABLE.sku} = {shoes.sku}"
    dimensions:
      - { name: id, type: number, column: id, primary_key: true, public: false }
      - name: buyer
        type: string
        sql: "CONCAT({first_name}, ' ', {last_name})"
        meta:
          secure:
            func: redact
            user_groups: { includes: "*", excludes: [sellers] }
      - { name: best_size, type: number, sql: "{shoes.best_size}", sub_query: true }
    measures:
      - { name: pairs, type: count }
      - name: revenue
        type: sum
        sql: price
        filters: [{ sql: "{TABLE.status} = 'paid'" }]
        rolling_window: { trailing: 7 day, offset: start }
    segments:
      - name: domestic
        sql: "{TABLE.country} = 'US'"
        meta: { secure: { user_groups: [sellers] } }
`,
    means: [
      "defines lens-table: sales",
      "lens statement: SELECT * FROM sales.sold",
      "refers lens-table: shoes",
      "lens predicate: {TABLE.sku} = {shoes.sku}",
      "defines lens-member: id",
      "defines lens-member: buyer",
      "lens expression: CONCAT({first_name}, ' ', {las",
      "refers user-group: sellers",
      "defines lens-member: best_size",
      "lens expression: {shoes.best_size}",
      "defines lens-member: pairs",
      "defines lens-member: revenue",
      "lens expression: price",
      "lens predicate: {TABLE.status} = 'paid'",
      "defines lens-member: domestic",
      "lens predicate: {TABLE.country} = 'US'",
      "refers user-group: sellers",
    ],
  },
  [
    ["  - name: sales", "  - nme: sales", "error unknown-key: nme"],
    ["    sql: SELECT * FROM sales.sold\n", "", "error missing-key: name"],
    ["name: sales\n", "name: sales-360\n", "error malformed-value: sales-360"],
    ["many_to_one", "many-to-one", "warning unknown-value: many-to-one"],
    ["many_to_one", "many_to_many", "error unknown-value: many_to_many"],
    ["        relationship:", "        relation:", "error unknown-key: relation"],
    ["type: number, column: id", "type: int, column: id", "error unknown-value: int"],
    [", column: id", "", "error missing-key: name"],
    ["primary_key: true", "primary_key: id", "warning wrong-type: id"],
    ["type: sum", "type: average", "error unknown-value: average"],
    ["        sql: price\n", "", "error missing-key: name"],
    ["func: redact", "func: reduct", "error unknown-value: reduct"],
    ["trailing: 7 day", "trailing: 7 fortnight", "error malformed-value: 7 fortnight"],
    ["    segments:", "    segment:", "warning unknown-key: segment"],
    ["One row for each", "One {row} for each", "warning malformed-value: One {row} for each pair sold."],
    [
      "    segments:\n      - name: domestic",
      "segments:\n      - name: domestic",
      "error misplaced-key: segments",
    ],
  ],
);

describeSchema(
  "lens-views.json",
  {
    minimal: `
views:
  - name: everything
    tables:
      - { join_path: sales, includes: "*" }
`,
    full: `
views:
  - name: revenue
    description: Revenue by day.
    public: true
    meta:
      title: Revenue
      tags: [DPDomain.Sales]
      metric: { expression: "*/45 * * * *", timezone: UTC, window: day, excludes: [pairs] }
    tables:
      - join_path: sales
        prefix: true
        includes:
          - revenue
          - { name: day, alias: sold_on }
      - { join_path: sales.shoes, includes: "*", excludes: [sku] }
`,
    means: ["defines lens-view: revenue"],
  },
  [
    ["      - join_path: sales\n", "      - joinpath: sales\n", "error unknown-key: joinpath"],
    ["        includes:\n", "        include:\n", "error unknown-key: include"],
    ['includes: "*"', "includes: all", "error unknown-value: all"],
    ["window: day", "window: days", "warning unknown-value: days"],
    ["    tables:", "    table:", "error unknown-key: table"],
    ["        prefix: true", "        prefix: yes", "warning wrong-type: yes"],
    [
      "    public: true\n",
      '    metric: { expression: "0 0 * * *", timezone: UTC, window: day }\n',
      "warning deprecated-key: metric",
    ],
  ],
);

describeSchema(
  "lens-user-groups.json",
  {
    minimal: `
user_groups:
  - name: default
    includes: "*"
`,
    full: `
user_groups:
  - name: sellers
    description: Who sells.
    api_scopes: [meta, data, graphql, jobs, source]
    includes: [users:id:iamgroot]
    excludes: [users:id:thanos]
  - name: default
    includes: "*"
`,
    means: ["defines user-group: sellers", "defines user-group: default"],
  },
  [
    ["jobs", "job", "error unknown-value: job"],
    ["    api_scopes:", "    api_scope:", "warning unknown-key: api_scope"],
    ["users:id:thanos", "thanos", "warning malformed-value: thanos"],
    ['    includes: "*"\n', "", "warning missing-key: name"],
    ["name: sellers", "name: the sellers", "error malformed-value: the sellers"],
  ],
);

describeSchema(
  "lens-1.json",
  {
    minimal: `
name: shoes
entities:
  - name: sale
    sql: { query: SELECT id FROM sold, columns: [{ name: id }] }
    fields:
      - { name: id, type: number, column: id }
`,
    full: `
name: shoes
contract: shoes
description: Who buys what.
owner: iamgroot
tags: [shoes]
entities:
  - name: sale
    description: A pair sold.
    sql:
      query: SELECT id, sku, price FROM "lakehouse"."sales".sold
      columns: [{ name: id }, { name: sku }, { name: price }]
      verified: true
      tables: [lakehouse.sales.sold]
    fields:
      - { name: sale_id, type: number, column: id, primary: true }
      - { name: sku, type: string, column: sku, tags: [key] }
    dimensions:
      - { name: dear, type: bool, sql_snippet: "\${sale.price} > 100" }
    measures:
      - name: revenue
        type: sum
        sql_snippet: \${sale.price}
        rolling_window: { trailing: 1 month, offset: end }
    relationships:
      - type: N:1
        field: sku
        target: { name: shoe, field: sku }
  - name: boot
    extend: sale
`,
    means: [
      "defines lens-table: sale",
      'lens statement: SELECT id, sku, price FROM "la',
      "defines lens-member: sale_id",
      "defines lens-member: sku",
      "defines lens-member: dear",
      "lens expression: ${sale.price} > 100",
      "defines lens-member: revenue",
      "lens expression: ${sale.price}",
      "refers lens-table: shoe",
      "defines lens-table: boot",
      "refers lens-table: sale",
    ],
  },
  [
    ["type: bool", "type: timestamp", "error unknown-value: timestamp"],
    ["type: N:1", "type: N:N", "error unknown-value: N:N"],
    ["    measures:", "    measure:", "warning unknown-key: measure"],
    ["    fields:", "    field:", "error unknown-key: field"],
    ["name: sale_id", "name: Sale_id", "error malformed-value: Sale_id"],
    [", field: sku }", " }", "error missing-key: target"],
    ["      columns: [{ name: id }, { name: sku }, { name: price }]\n", "", "warning missing-key: sql"],
    ["        sql_snippet: ${sale.price}\n", "", "error missing-key: name"],
  ],
);
