import { test } from "vitest";
import { depot } from "../../../test/support/manifests.ts";
import { expectFix, expectProblems } from "../../../test/support/problems.ts";

const expectConnectors = (source: string) => expectProblems(source, "connector-mismatch");

const shop = `
#- shop.yaml
name: shop
version: v2alpha
type: depot
depot:
  type: JDBC
  jdbc:
    subprotocol: postgresql
    host: shop.example
    port: 5432
    database: shop
#- crm.yaml
${depot("crm")}
#- files.yaml
name: files
version: v2alpha
type: depot
depot:
  type: S3
  s3:
    bucket: files
    format: ICEBERG
`;

const job = (input: string, output = "") => `
#- job.yaml
name: wf-orders
version: v1
type: workflow
workflow:
  dag:
    - name: orders
      spec:
        stack: flare:7.0
        compute: runnable-default
        stackSpec:
          job:
            inputs:
              - name: orders
${input}
            outputs:
              - name: orders
${output || "                dataset: dataos://files:sales/orders?acl=rw"}
`;
const expectJob = (input: string, output?: string) => expectConnectors(shop + job(input, output));

test("a table format in BigQuery", () =>
  expectJob(`                dataset: dataos://crm:public/orders
                format: Iceberg
#                       ^^^^^^^ warning connector-mismatch: The depot "crm" is a BigQuery depot, which the format \`Iceberg\` does not fit; write \`bigquery\`.`));

test("the format of a database in an object store", () =>
  expectJob(`                dataset: dataos://files:public/orders
                format: snowflake
#                       ^^^^^^^^^ warning connector-mismatch: The depot "files" is an S3 depot, which the format \`snowflake\` does not fit; write a table or file format such as \`iceberg\`.`));

test("an output's format", () =>
  expectJob(
    "                dataset: dataos://files:public/orders",
    `                dataset: dataos://crm:public/orders?acl=rw
                format: parquet
#                       ^^^^^^^ warning connector-mismatch: The depot "crm" is a BigQuery depot`,
  ));

test("Delta tables in a depot that is declared with another format", () =>
  expectJob(`                dataset: dataos://files:public/orders
                format: delta
#                       ^^^^^ warning connector-mismatch: The depot "files" is declared with the format ICEBERG; Delta tables need a depot whose format is DELTA.`));

test("another database's driver", () =>
  expectJob(`                dataset: dataos://shop:public/orders
                options:
                  driver: com.mysql.cj.jdbc.Driver
#                         ^^^^^^^^^^^^^^^^^^^^^^^^ warning connector-mismatch: \`com.mysql.cj.jdbc.Driver\` is the driver of MySQL, and the depot "shop" is a PostgreSQL depot; write \`org.postgresql.Driver\`.`));

test("a driver where none is needed", () =>
  expectJob(`                dataset: dataos://crm:public/orders
                options:
                  driver: org.postgresql.Driver
#                         ^^^^^^^^^^^^^^^^^^^^^ warning connector-mismatch: \`org.postgresql.Driver\` is the driver of PostgreSQL, and the depot "crm" is a BigQuery depot; leave the driver out.`));

test("a driver that does not exist", () =>
  expectJob(`                dataset: dataos://shop:public/orders
                options:
                  driver: org.postgres.Driver
#                         ^^^^^^^^^^^^^^^^^^^ warning connector-mismatch: There is no driver \`org.postgres.Driver\`; did you mean \`org.postgresql.Driver\`?`));

test("no driver for a database", () =>
  expectJob(`                dataset: dataos://shop:public/orders
#                        ^^^^^^^^^^^^^^^^^^^^^^^^^^^ hint connector-mismatch: The depot "shop" is a PostgreSQL database, which needs a JDBC driver; write \`driver: org.postgresql.Driver\` under \`options\`.`));

test("an option of another source", () =>
  expectJob(`                dataset: dataos://crm:public/orders
                options:
                  sfWarehouse: small
#                              ^^^^^ warning connector-mismatch: The depot "crm" is a BigQuery depot, which has no option \`sfWarehouse\`; remove it.`));

test.each([
  ["dataos://crm:public/orders", "bigquery"],
  ["dataos://files:public/orders.csv", "CSV"],
  ["dataos://files:public/orders", "avro"],
  ["dataos://crm:public/orders", "something-new"],
  ["dataos://crm:public/orders", "${FORMAT}"],
  ["dataos://elsewhere:public/orders", "iceberg"],
])("%s read as %s", (dataset, format) =>
  expectJob(`                dataset: ${dataset}\n                format: ${format}`),
);

test("a depot with two definitions", () =>
  expectConnectors(
    `${shop}#- again.yaml\n${depot("crm")}${job("                dataset: dataos://crm:public/orders\n                format: iceberg")}`,
  ));

test("the format that the depot has is offered as a fix", () =>
  expectFix(
    `${job("                dataset: dataos://crm:public/orders\n                format: ice$0berg")}${shop}`,
    'Change to "bigquery"',
  ).toGive(job("                dataset: dataos://crm:public/orders\n                format: bigquery")));
