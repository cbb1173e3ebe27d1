import type { Mistake } from "./mistake.ts";

/** Keys, misspelt, missing and in the wrong place; and what breaks YAML. */
export const keys: readonly Mistake[] = [
  {
    what: "key of the manifest",
    file: "ingestion/transaction.yml",
    before: "workspace: public",
    after: "wokspace: public",
    problems: [
      ":8 ‹wokspace› warning unknown-key: `wokspace` is not a key of this kind of manifest; did you mean `workspace`?",
    ],
  },
  {
    what: "`dag`",
    file: "ingestion/transaction.yml",
    before: "  dag:",
    after: "  dags:",
    problems: [":11 ‹dags› error unknown-key: `dags` is not a key of `workflow`; did you mean `dag`?"],
  },
  {
    what: "`stackSpec`",
    file: "ingestion/transaction.yml",
    before: "stackSpec:",
    after: "stackspec:",
    problems: [
      ":18 ‹stackspec› error unknown-key: `stackspec` is not a key of `spec`; did you mean `stackSpec`?",
    ],
  },
  {
    what: "`inputs`",
    file: "ingestion/transaction.yml",
    before: "            inputs:",
    after: "            input:",
    problems: [":31 ‹input› error unknown-key: `input` is not a key of `job`; did you mean `inputs`?"],
  },
  {
    what: "`outputs`",
    file: "ingestion/transaction.yml",
    before: "            outputs:",
    after: "            output:",
    problems: [":47 ‹output› warning unknown-key: `output` is not a key of `job`; did you mean `outputs`?"],
  },
  {
    what: "`dataset`",
    file: "ingestion/transaction.yml",
    before: "dataset: dataos://crmbq",
    after: "datasets: dataos://crmbq",
    problems: [
      ":33 ‹datasets› error unknown-key: `datasets` is not a key of an item of `inputs`; did you mean `dataset`?",
    ],
  },
  {
    what: "`checks`",
    file: "quality/customer.yml",
    before: "              checks:",
    after: "              check:",
    problems: [
      ":29 ‹check› error unknown-key: `check` is not a key of an item of `inputs`; did you mean `checks`?",
    ],
  },
  {
    what: "no name",
    file: "ingestion/transaction.yml",
    before: `name: wf-transaction-ingestion
`,
    after: "",
    problems: [":1 ‹version› error missing-key: `name` is missing at the top of the manifest; add it."],
    fix: "other",
    leaves: "missing-key: `name` is empty; give it a value.",
  },
  {
    what: "no type",
    file: "ingestion/transaction.yml",
    before: `type: workflow
`,
    after: "",
    problems: [":1 ‹name› error missing-key: `type` is missing at the top of the manifest; add it."],
    fix: "other",
  },
  {
    what: "no stack",
    file: "ingestion/transaction.yml",
    before: `        stack: flare:7.0
`,
    after: "",
    problems: [":15 ‹spec› error missing-key: `stack` is missing in `spec`; add it."],
    fix: "other",
    leaves: "missing-key: `stack` is empty; give it a value.",
  },
  {
    what: "no compute",
    file: "ingestion/transaction.yml",
    before: `        compute: runnable-default
`,
    after: "",
    problems: [":15 ‹spec› warning missing-key: `compute` is missing in `spec`; add it."],
    fix: "other",
  },
  {
    what: "step without a name",
    file: "ingestion/transaction.yml",
    before: `- name: transaction_final
                    sql: |`,
    after: "- sql: |",
    problems: [":37 ‹sql› error missing-key: `name` is missing in this item of `sequence`; add it."],
    fix: "other",
    leaves: "missing-key: `name` is empty; give it a value.",
  },
  {
    what: "function without its parameter",
    file: "ingestion/transaction.yml",
    before: `                        case: lower
`,
    after: "",
    problems: [":45 ‹name› error missing-key: `case` is missing in this item of `functions`; add it."],
    fix: {
      text: `                        case: 
`,
    },
    leaves: "missing-key: `case` is empty; give it a value.",
  },
  {
    what: "schedule outside the workflow",
    file: "transformation/customer-churn.yml",
    before: `workflow:
  title: Customer churn
  schedule:
    cron: "0 4 * * *"
    timezone: UTC
    concurrencyPolicy: Forbid
`,
    after: `schedule:
  cron: "0 4 * * *"
workflow:
  title: Customer churn
`,
    problems: [
      ":9 ‹schedule› warning misplaced-key: `schedule` is not a key of this kind of manifest, but of its `workflow`; move it there.",
    ],
    fix: "none",
  },
  {
    what: "cron outside the schedule",
    file: "transformation/customer-churn.yml",
    before: `  schedule:
    cron: "0 4 * * *"
    timezone: UTC
    concurrencyPolicy: Forbid
`,
    after: `  cron: "0 4 * * *"
`,
    problems: [
      ":11 ‹cron› warning misplaced-key: `cron` is not a key of `workflow`, but of its `schedule`; move it there.",
    ],
    fix: "none",
  },
  {
    what: "dependencies too far in",
    file: "ingestion/super-dag.yml",
    before: `      dependencies:
        - customer-ingestion
        - product-ingestion`,
    after: `        dependencies:
        - customer-ingestion
        - product-ingestion`,
    problems: [
      ":31 ‹dependencies› warning misplaced-key: `dependencies` is not a key of `retry`, but belongs beside it; indent it as `retry` is.",
    ],
    fix: "none",
  },
  {
    what: "compute too far in",
    file: "ingestion/transaction.yml",
    before: `        compute: runnable-default
        stackSpec:
`,
    after: `        stackSpec:
          compute: runnable-default
`,
    problems: [
      ":18 ‹compute› warning misplaced-key: `compute` is not a key of `stackSpec`, but belongs beside it; indent it as `stackSpec` is.",
    ],
    fix: "none",
  },
  {
    what: "section of a depot",
    file: "depots/crmbq.yml",
    before: `  bigquery:
`,
    after: `  bigQuery:
`,
    problems: [
      ":18 ‹bigQuery› warning unknown-key: `bigQuery` is not a key of `depot`; did you mean `bigquery`?",
    ],
  },
  {
    what: "tab",
    file: "ingestion/transaction.yml",
    before: `  title: Transaction ingestion
  dag`,
    after: `	title: Transaction ingestion
  dag`,
    problems: [":10 ‹\t› error yaml-syntax: YAML is indented with spaces only; replace the tabs here."],
  },
  {
    what: "key without a colon",
    file: "ingestion/transaction.yml",
    before: "workspace: public",
    after: "workspace public",
    problems: [
      `:8 ‹workspace public› error yaml-syntax: "workspace public" is no key, for no ":" follows it on its line; add one, or remove it.`,
    ],
    fix: "none",
  },
  {
    what: "colon without a space",
    file: "ingestion/transaction.yml",
    before: "workspace: public",
    after: "workspace:public",
    problems: [
      `:8 ‹workspace:public› error yaml-syntax: A space is missing after the colon in "workspace:public"; add it to make this a key and its value.`,
    ],
  },
  {
    what: "dash without a space",
    file: "ingestion/transaction.yml",
    before: "  - Tier.Gold",
    after: "  -Tier.Gold",
    problems: [
      `:6 ‹-Tier.Gold› error yaml-syntax: A space is missing after the "-"; add it to make this a list item.`,
    ],
  },
  {
    what: "key out of line",
    file: "ingestion/transaction.yml",
    before: "            inputs:",
    after: "           inputs:",
    problems: [
      ":31 ‹inputs:› error yaml-syntax: This key is not in line with the keys around it; indent it as they are.",
    ],
    fix: "none",
  },
  {
    what: "quote that is never closed",
    file: "transformation/customer-churn.yml",
    before: `cron: "0 4 * * *"`,
    after: `cron: "0 4 * * *`,
    problems: [
      `:12 ‹"0 4 * * *› error yaml-syntax: The quote " is never closed; add one where the text ends.`,
    ],
    fix: "none",
  },
  {
    what: "bracket that is never closed",
    file: "quality/customer.yml",
    before: "[MALE, FEMALE, OTHER]",
    after: "[MALE, FEMALE, OTHER",
    problems: [
      `:50 ‹[MALE, FEMALE, OTHER› error yaml-syntax: The "[" is never closed; add "]", indented further than its key.`,
    ],
    fix: "none",
  },
  {
    what: "check without its colon",
    file: "quality/customer.yml",
    before: `- row_count between 100 and 1000000:
`,
    after: `- row_count between 100 and 1000000
`,
    problems: [
      `:30 ‹row_count between 100 and 1000000› error yaml-syntax: "row_count between 100 and 1000000" is no key, for no ":" follows it on its line; add one, or remove it.`,
    ],
    fix: "none",
  },
  {
    what: "case of an option of an output",
    file: "ingestion/customer.yml",
    before: "saveMode: overwrite",
    after: "savemode: overwrite",
    problems: [
      ":56 ‹savemode› warning misplaced-key: The writer reads `saveMode`, spelt like that; this one has no effect.",
    ],
  },
  {
    what: "section of a depot as in version v1",
    file: "depots/crmbq.yml",
    before: `  bigquery:
    project`,
    after: `  spec:
    project`,
    problems: [
      ":18 ‹spec› warning misplaced-key: `spec` is the layout of version v1; under v2alpha these settings stand in `bigquery`.",
    ],
  },
];
