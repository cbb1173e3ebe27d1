import type { Mistake } from "./mistake.ts";

/** Paths, and what waits for what. */
export const files: readonly Mistake[] = [
  {
    what: "file of a bundle",
    file: "bundles/transaction.yml",
    before: "file: quality/transaction.yml",
    after: "file: quality/transactions.yml",
    problems: [
      `:35 ‹quality/transactions.yml› warning missing-file: There is no file "quality/transactions.yml"; did you mean "quality/transaction.yml"?`,
    ],
  },
  {
    what: "folder of a bundle's file",
    file: "bundles/transaction.yml",
    before: "file: profiling/transaction.yml",
    after: "file: profile/transaction.yml",
    problems: [
      `:30 ‹profile/transaction.yml› warning missing-file: There is no file "profile/transaction.yml"; did you mean "profiling/transaction.yml"?`,
    ],
  },
  {
    what: "file of a super-DAG",
    file: "ingestion/super-dag.yml",
    before: "file: ingestion/product.yml",
    after: "file: ingestion/prodcut.yml",
    problems: [
      `:22 ‹ingestion/prodcut.yml› warning missing-file: There is no file "ingestion/prodcut.yml"; did you mean "ingestion/product.yml"?`,
    ],
  },
  {
    what: "file that is not there",
    file: "ingestion/super-dag.yml",
    before: "file: ingestion/product.yml",
    after: "file: ingestion/something-else.yml",
    problems: [
      `:22 ‹ingestion/something-else.yml› warning missing-file: There is no file "ingestion/something-else.yml" beside this manifest or under the workspace root; correct the path.`,
    ],
    fix: "none",
  },
  {
    what: "file of a super-DAG that holds a depot",
    file: "ingestion/super-dag.yml",
    before: "file: ingestion/product.yml",
    after: "file: depots/crmbq.yml",
    problems: [
      `:22 ‹depots/crmbq.yml› warning missing-file: "depots/crmbq.yml" holds no workflow, but a depot; give the path of a workflow.`,
    ],
    fix: "none",
  },
  {
    what: "dependency of a job",
    file: "ingestion/super-dag.yml",
    before: `- product-ingestion
`,
    after: `- product-ingest
`,
    problems: [
      `:33 ‹product-ingest› error unresolved-reference: "product-ingest" is no job of this workflow; did you mean "product-ingestion"?`,
    ],
  },
  {
    what: "dependency of a bundle's item",
    file: "bundles/transaction.yml",
    before: `        - ingestion
        - salescluster`,
    after: `        - ingestoin
        - salescluster`,
    problems: [
      `:38 ‹ingestoin› error unresolved-reference: "ingestoin" is no item of this bundle; did you mean "ingestion"?`,
    ],
  },
  {
    what: "a job is renamed that another waits for",
    file: "ingestion/super-dag.yml",
    before: "- name: customer-ingestion",
    after: "- name: customers-ingestion",
    problems: [
      `:32 ‹customer-ingestion› error unresolved-reference: "customer-ingestion" is no job of this workflow; did you mean "customers-ingestion"?`,
    ],
    fix: "other",
  },
  {
    what: "job that waits for itself",
    file: "ingestion/super-dag.yml",
    before: `        - product-ingestion
`,
    after: `        - transaction-ingestion
`,
    problems: [
      `:33 ‹transaction-ingestion› error cyclic-dependency: The job "transaction-ingestion" depends on itself; remove the dependency.`,
    ],
    fix: "none",
  },
  {
    what: "jobs that wait for each other",
    file: "quality/super-dag.yml",
    before: `    - name: customer-quality
      file: quality/customer.yml
`,
    after: `    - name: customer-quality
      dependencies:
        - transaction-quality
      file: quality/customer.yml
`,
    problems: [
      `:17 ‹transaction-quality› error cyclic-dependency: The jobs "customer-quality", "product-quality", "transaction-quality" wait for each other; remove one of their dependencies.`,
    ],
    fix: "none",
  },
  {
    what: "super-DAG that runs itself",
    file: "quality/super-dag.yml",
    before: "file: quality/product.yml",
    after: "file: quality/super-dag.yml",
    problems: [
      `:21 ‹quality/super-dag.yml› error cyclic-dependency: Running "quality/super-dag.yml" leads back to this file, so the super-DAG runs itself; name another file.`,
    ],
    fix: "none",
  },
  {
    what: "items that wait for each other",
    file: "bundles/transaction.yml",
    before: `    - id: crmbq
      file: depots/crmbq.yml
      dependencies:
        - crmbq-secret-r
`,
    after: `    - id: crmbq
      file: depots/crmbq.yml
      dependencies:
        - quality
`,
    problems: [
      `:17 ‹quality› error cyclic-dependency: The items "crmbq", "salescluster", "ingestion", "quality" wait for each other; remove one of their dependencies.`,
    ],
    fix: "none",
  },
  {
    what: "item that waits for itself",
    file: "bundles/transaction.yml",
    before: `        - crmbq-secret-r
        - crmbq-secret-rw
`,
    after: `        - crmbq-secret-r
        - crmbq
`,
    problems: [
      `:18 ‹crmbq› error cyclic-dependency: The item "crmbq" depends on itself; remove the dependency.`,
    ],
    fix: "none",
  },
  {
    what: "bundle that holds itself",
    file: "bundles/transaction.yml",
    before: "file: profiling/transaction.yml",
    after: "file: bundles/transaction.yml",
    problems: [
      `:30 ‹bundles/transaction.yml› error cyclic-dependency: Applying "bundles/transaction.yml" leads back to this file, so the bundle applies itself; name another file.`,
    ],
    fix: "none",
  },
  {
    what: "key of the dependencies",
    file: "ingestion/super-dag.yml",
    before: "      dependencies:",
    after: "      dependency:",
    problems: [
      ":31 ‹dependency› warning unknown-key: `dependency` is not a key of an item of `dag`; did you mean `dependencies`?",
    ],
  },
  {
    what: "two workflows of one name",
    file: "ingestion/customer.yml",
    before: "name: wf-customer-ingestion",
    after: "name: wf-transaction-ingestion",
    problems: [
      `:1 ‹wf-transaction-ingestion› error duplicate-resource: The workflow "wf-transaction-ingestion" is defined in ingestion/transaction.yml too; rename one of them, for whichever is applied last wins.`,
      `ingestion/transaction.yml:1 ‹wf-transaction-ingestion› error duplicate-resource: The workflow "wf-transaction-ingestion" is defined in ingestion/customer.yml too; rename one of them, for whichever is applied last wins.`,
    ],
    fix: "none",
  },
  {
    what: "two jobs of one name",
    file: "scanners/depot-scanner.yml",
    before: "- name: scan-ordersdb",
    after: "- name: scan-crmbq",
    problems: [
      `:24 ‹scan-crmbq› error duplicate-name: Another job of this workflow is called "scan-crmbq" too; give one of them another name.`,
    ],
    fix: "none",
  },
  {
    what: "two steps of one name",
    file: "transformation/customer-churn.yml",
    before: `- name: churn_summary
                    sql`,
    after: `- name: customer_churn
                    sql`,
    problems: [
      `:77 ‹customer_churn› warning duplicate-name: Another input or step of this Flare job is called "customer_churn" too; give one of them another name.`,
      `:94 ‹churn_summary› error unresolved-reference: "churn_summary" is no input or step of this Flare job; there are "customer_input", "transaction_input", "customer_activity", "customer_churn".`,
    ],
    fix: "none",
  },
  {
    what: "two items of one name",
    file: "bundles/transaction.yml",
    before: "- id: quality",
    after: "- id: profile",
    problems: [
      `:34 ‹profile› error duplicate-name: Another item of this bundle is called "profile" too; give one of them another name.`,
    ],
    fix: "none",
  },
  {
    what: "a key twice",
    file: "ingestion/transaction.yml",
    before: `version: v1
`,
    after: `version: v1
name: again
`,
    problems: [`:3 ‹name› error duplicate-key: The key "name" is already given on line 1; keep one of them.`],
    fix: "none",
  },
  {
    what: "token in the app",
    file: "app/churn.py",
    before: 'JWTAuthentication(os.environ["DATAOS_TOKEN"])',
    after: 'JWTAuthentication(token="k9fj2hd83jf7")',
    problems: [
      ":23 ‹k9fj2hd83jf7› warning plain-secret: The value of `token` stands here in plain text; read it from the environment instead.",
    ],
    fix: "none",
  },
  {
    what: "key file that would be committed",
    file: "secrets/crmbq-r.yml",
    before: "json_keyfile: ${CRMBQ_KEY_FILE}",
    after: "json_keyfile: keys/crmbq.json",
    problems: [
      `:14 ‹keys/crmbq.json› hint exposed-key-file: There is no key file "keys/crmbq.json", and git wouldn't ignore it; add it to .gitignore before you put it there, or correct the path.`,
    ],
    fix: "none",
  },
];
