import type { Mistake } from "./mistake.ts";

/** Wrong values and types. */
export const values: readonly Mistake[] = [
  {
    what: "type of the manifest",
    file: "ingestion/transaction.yml",
    before: "type: workflow",
    after: "type: workflows",
    problems: [":3 ‹workflows› error unknown-value: `type` must be `workflow`, not `workflows`."],
  },
  {
    what: "version of the manifest",
    file: "ingestion/transaction.yml",
    before: `version: v1
`,
    after: `version: v2
`,
    problems: [":2 ‹v2› error unknown-value: `v2` is not a value of `version`; did you mean `v1`?"],
  },
  {
    what: "type of a depot",
    file: "depots/crmbq.yml",
    before: "type: BIGQUERY",
    after: "type: BIGQEURY",
    problems: [
      ":11 ‹BIGQEURY› warning unknown-value: `BIGQEURY` is not a value of `type`; did you mean `BIGQUERY`?",
    ],
  },
  {
    what: "entity of a data product",
    file: "data-products/transaction.yml",
    before: "entity: product",
    after: "entity: products",
    problems: [":3 ‹products› error unknown-value: `entity` must be `product`, not `products`."],
  },
  {
    what: "refType of a data product",
    file: "data-products/transaction.yml",
    before: "refType: depot",
    after: "refType: depots",
    problems: [
      ":25 ‹depots› error unknown-value: `depots` is not a value of `refType`; did you mean `depot`?",
    ],
  },
  {
    what: "tags that are no list",
    file: "ingestion/transaction.yml",
    before: `tags:
  - DPDomain.Sales
  - Tier.Gold
`,
    after: `tags: DPDomain.Sales
`,
    problems: [":4 ‹DPDomain.Sales› error wrong-type: `tags` must be a list, not text."],
    fix: {
      text: `tags: ["DPDomain.Sales"]
`,
    },
  },
  {
    what: "dag that is no list",
    file: "scanners/data-product-scanner.yml",
    before: `  dag:
    - name: scan-data-products
      spec:`,
    after: `  dag:
      name: scan-data-products
      spec:`,
    problems: [":10 ‹name: scan-data-products› error wrong-type: `dag` must be a list, not a mapping."],
    fix: "none",
  },
  {
    what: "replicas in words",
    file: "clusters/salescluster.yml",
    before: "replicas: 1",
    after: "replicas: one",
    problems: [":13 ‹one› error malformed-value: The number of replicas is a whole number, 0 or more."],
    fix: "none",
  },
  {
    what: "replicas below zero",
    file: "clusters/salescluster.yml",
    before: "replicas: 1",
    after: "replicas: -1",
    problems: [":13 ‹-1› error value-out-of-range: The number of replicas is a whole number, 0 or more."],
    fix: "none",
  },
  {
    what: "amount of memory",
    file: "clusters/salescluster.yml",
    before: `requests:
        cpu: 2000m
        memory: 2Gi`,
    after: `requests:
        cpu: 2000m
        memory: 2 GB`,
    problems: [
      ":17 ‹2 GB› warning malformed-value: A memory quantity is a number of bytes, or a number with a unit such as `512Mi` or `1Gi`.",
    ],
    fix: "none",
  },
  {
    what: "port",
    file: "depots/ordersdb.yml",
    before: "port: 5432",
    after: "port: 54320000",
    problems: [":21 ‹54320000› error value-out-of-range: A port is a whole number from 1 to 65535."],
    fix: "none",
  },
  {
    what: "yes for true",
    file: "ingestion/transaction.yml",
    before: "explain: true",
    after: "explain: yes",
    problems: [":29 ‹yes› warning wrong-type: `explain` must be `true` or `false`, not text."],
  },
  {
    what: "hour of a schedule",
    file: "transformation/customer-churn.yml",
    before: `"0 4 * * *"`,
    after: `"0 25 * * *"`,
    problems: [
      `:12 ‹"0 25 * * *"› error malformed-value: \`25\` is no hour in a cron expression; write \`*\`, a number from 0 to 23, or a range or step of them.`,
    ],
    fix: "none",
  },
  {
    what: "time zone",
    file: "transformation/customer-churn.yml",
    before: "timezone: UTC",
    after: "timezone: Europe/Berln",
    problems: [
      ":13 ‹Europe/Berln› error malformed-value: `Europe/Berln` is no time zone; write `UTC` or a name such as `Europe/Berlin`.",
    ],
    fix: "none",
  },
  {
    what: "policy in lower case",
    file: "transformation/customer-churn.yml",
    before: "Forbid",
    after: "forbid",
    problems: [
      ":14 ‹forbid› error unknown-value: `forbid` is not a value of `concurrencyPolicy`; did you mean `Forbid`?",
    ],
  },
  {
    what: "save mode",
    file: "ingestion/transaction.yml",
    before: "saveMode: overwrite",
    after: "saveMode: overwite",
    problems: [
      ":56 ‹overwite› error unknown-value: `overwite` is not a value of `saveMode`; did you mean `overwrite`?",
    ],
  },
  {
    what: "format of a dataset",
    file: "ingestion/transaction.yml",
    before: `format: iceberg
`,
    after: `format: icberg
`,
    problems: [
      ":50 ‹icberg› warning unknown-value: `icberg` is not a value of `format`; did you mean `iceberg`?",
    ],
  },
  {
    what: "name of a function",
    file: "ingestion/transaction.yml",
    before: "name: cleanse_column_names",
    after: "name: cleanse_colum_names",
    problems: [
      ":44 ‹cleanse_colum_names› error unknown-value: `cleanse_colum_names` is not a value of `name`; did you mean `cleanse_column_names`?",
    ],
  },
  {
    what: "acl of a secret",
    file: "secrets/crmbq-r.yml",
    before: `acl: r
`,
    after: `acl: read
`,
    problems: [":9 ‹read› error unknown-value: `read` is not a value of `acl`; use `r` or `rw`."],
    fix: "none",
  },
  {
    what: "name with capitals",
    file: "ingestion/transaction.yml",
    before: "name: wf-transaction-ingestion",
    after: "name: wf_Transaction_Ingestion",
    problems: [
      ":1 ‹wf_Transaction_Ingestion› error malformed-value: A name holds lower-case letters, digits and hyphens, begins and ends with a letter or digit, and has 48 characters at most.",
    ],
    fix: "none",
  },
  {
    what: "name that is too long",
    file: "ingestion/transaction.yml",
    before: "name: wf-transaction-ingestion",
    after: "name: wf-transaction-ingestion-of-everything-that-the-crm-knows-about-sales",
    problems: [
      ":1 ‹wf-transaction-ingestion-of-everything-that-the-crm-knows-about-sales› error value-out-of-range: A name holds lower-case letters, digits and hyphens, begins and ends with a letter or digit, and has 48 characters at most.",
    ],
    fix: "none",
  },
  {
    what: "kind of metadata",
    file: "scanners/depot-scanner.yml",
    before: `              type: DatabaseMetadata
              schemaFilterPattern:
                includes:
                  - ^public$`,
    after: `              type: DatabaseMetaData
              schemaFilterPattern:
                includes:
                  - ^public$`,
    problems: [
      ":34 ‹DatabaseMetaData› warning malformed-value: The kind of metadata is `DataProduct` or a word that ends in `Metadata`, such as `DatabaseMetadata`.",
    ],
    fix: "none",
  },
  {
    what: "filter of a scanner",
    file: "scanners/data-product-scanner.yml",
    before: "- ^sales-360-dp$",
    after: "- ^sales-361-dp$",
    problems: [
      `:26 ‹^sales-361-dp$› warning unmatched-filter: No data product that the workspace knows matches "^sales-361-dp$"; did you mean "sales-360-dp"?`,
    ],
  },
  {
    what: "stack",
    file: "ingestion/transaction.yml",
    before: "stack: flare:7.0",
    after: "stack: flaer:7.0",
    problems: [
      `:16 ‹flaer› warning unresolved-reference: "flaer" is no stack of this workspace; did you mean "flare"?`,
    ],
  },
  {
    what: "regular expression of a check",
    file: "quality/customer.yml",
    before: "valid regex: ^[a-zA-Z0-9._%+-]+@",
    after: "valid regex: ^([a-zA-Z0-9._%+-]+@",
    problems: [
      ":55 ‹^([a-zA-Z0-9._%+-]+@[a-zA-Z0-9.-]+\\.[a-zA-Z]{2,}$› error malformed-value: This regular expression has a `(` that nothing closes; add the `)`, or write `\\(`.",
    ],
    fix: "none",
  },
  {
    what: "threshold that no percentage reaches",
    file: "quality/customer.yml",
    before: "fail: when > 10%",
    after: "fail: when > 110%",
    problems: [
      ":45 ‹when > 110%› warning ineffective-check: `missing_percent` is never above 100 %, so this bound says nothing; write one from 0 to 100.",
    ],
    fix: "none",
  },
  {
    what: "pattern of a scanner's filter",
    file: "scanners/depot-scanner.yml",
    before: "- ^sales_360$",
    after: "- ^(sales_360$",
    problems: [
      ":23 ‹^(sales_360$› error malformed-value: This regular expression has a `(` that nothing closes; add the `)`, or write `\\(`.",
    ],
    fix: "none",
  },
  {
    what: "star of a scanner's filter",
    file: "scanners/depot-scanner.yml",
    before: "- ^sales_360$",
    after: "- ^sales_*$",
    problems: [
      `:23 ‹^sales_*$› hint unmatched-filter: "^sales_*$" is a regular expression that ends in any number of "_", not in anything; write "^sales_.*$".`,
    ],
    fix: "other",
  },
];
