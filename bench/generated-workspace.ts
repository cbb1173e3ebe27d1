/**
 * Texts of a workspace of `count` manifests, by path: depots, ingestion workflows that read from them, quality
 * workflows that check what those write, and super-DAGs. Every tenth workflow has a long transformation.
 */
export function generateWorkspace(count: number): ReadonlyMap<string, string> {
  const files = new Map<string, string>([["dps.config.yml", "sampleData: sample-data\n"]]);
  for (let i = 0; files.size <= count; i++) {
    const domain = `d${i}`;
    const add = (path: string, text: string) => {
      if (files.size <= count) files.set(`${domain}/${path}`, text);
    };
    add("depot.yml", depot(`depot${i}`));
    add("ingest.yml", workflow(i, `ingest-${i}`, chain(i % 10 === 0 ? 20 : 1)));
    add("quality.yml", quality(i));
    add("super-dag.yml", superDag(i, domain));
  }
  return files;
}

/** A Flare workflow of about 700 lines. */
export const largeManifest = (): string => workflow(0, "large", chain(42));

/** A Flare workflow whose steps no other workflow has. */
export function manifestWithSteps(i: number, steps: number): string {
  return workflow(
    i,
    `steps-${i}`,
    chain(steps).map((sql) => `${sql}\n  AND amount > ${i}`),
  );
}

/** A Flare workflow with one statement of 100 lines that reads the column. */
export function manifestWithLongSql(column: string): string {
  const columns = Array.from({ length: 90 }, (_, n) => `  upper(s.column_${n}) AS c${n},\n`);
  const sql = `SELECT
${columns.join("")}  ${column},
  row_number() OVER (PARTITION BY s.customer_id ORDER BY s.order_date) AS n
FROM
  source s
  LEFT JOIN other o ON s.customer_id = o.customer_id
WHERE
  s.status <> 'canceled'
  AND o.amount > 0
ORDER BY n`;
  return workflow(0, "long-sql", [sql]);
}

function depot(name: string): string {
  return `name: ${name}
version: v2alpha
type: depot
layer: user
description: Source ${name}
depot:
  type: BIGQUERY
  external: true
  secrets:
    - name: ${name}-r
      allKeys: true
  bigquery:
    project: project
`;
}

/** @param steps the SQL of each */
function workflow(i: number, name: string, steps: readonly string[]): string {
  return `name: wf-${name}
version: v1
type: workflow
tags:
  - DPDomain.Sales
description: Ingests table ${i}
workspace: public
workflow:
  dag:
    - name: ${name}
      title: Ingestion ${i}
      spec:
        stack: flare:7.0
        compute: runnable-default
        stackSpec:
          driver:
            coreLimit: 1200m
            cores: 1
            memory: 1024m
          job:
            explain: true
            logLevel: INFO
            inputs:
              - name: source
                dataset: dataos://depot${i}:public/table${i}?acl=r
                format: bigquery
            steps:
              - sequence:
${steps.map(step).join("")}            outputs:
              - name: step${steps.length - 1}
                dataset: dataos://lakehouse:sales/table${i}?acl=rw
                format: iceberg
                options:
                  saveMode: overwrite
`;
}

function step(sql: string, n: number): string {
  return `                  - name: step${n}
                    sql: |
${sql.replaceAll(/^/gm, " ".repeat(22))}
                    functions:
                      - name: cleanse_column_names
                      - name: change_column_case
                        case: lower
`;
}

/** Steps that each read the one before. */
function chain(length: number): readonly string[] {
  return Array.from(
    { length },
    (_, n) => `SELECT
  order_id,
  customer_id,
  order_date,
  amount,
  status
FROM
  ${n === 0 ? "source" : `step${n - 1}`}
WHERE
  status <> 'canceled'`,
  );
}

function quality(i: number): string {
  return `name: wf-quality-${i}
version: v1
type: workflow
workflow:
  dag:
    - name: quality
      spec:
        stack: soda+python:1.0
        compute: runnable-default
        stackSpec:
          inputs:
            - dataset: dataos://lakehouse:sales/table${i}
              options:
                engine: minerva
                clusterName: system
              checks:
                - row_count > 0
                - missing_count(order_id) = 0
                - duplicate_count(order_id) = 0
                - invalid_count(status) = 0:
                    valid values: [open, paid, sent, canceled]
`;
}

function superDag(i: number, folder: string): string {
  return `name: wf-nightly-${i}
version: v1
type: workflow
workflow:
  schedule:
    cron: "0 2 * * *"
    timezone: UTC
    concurrencyPolicy: Forbid
  dag:
    - name: ingest
      file: ${folder}/ingest.yml
    - name: quality
      file: ${folder}/quality.yml
      dependencies:
        - ingest
`;
}
