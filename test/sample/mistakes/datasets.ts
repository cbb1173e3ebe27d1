import type { Mistake } from "./mistake.ts";

/** Datasets on the way from who writes to who reads them, and views within a job. */
export const datasets: readonly Mistake[] = [
  {
    what: "dataset that is read",
    file: "transformation/customer-churn.yml",
    before: `dataos://lakehouse:sales_360/transaction
`,
    after: `dataos://lakehouse:sales_360/transactions
`,
    problems: [
      ":31 ‹lakehouse:sales_360/transactions› warning unwritten-dataset: No workflow writes lakehouse:sales_360/transactions; did you mean lakehouse:sales_360/transaction, which ingestion/transaction.yml writes?",
    ],
  },
  {
    what: "collection that is read",
    file: "transformation/customer-churn.yml",
    before: `dataos://lakehouse:sales_360/transaction
`,
    after: `dataos://lakehouse:sales360/transaction
`,
    problems: [
      ":31 ‹lakehouse:sales360/transaction› warning unwritten-dataset: No workflow writes lakehouse:sales360/transaction; did you mean lakehouse:sales_360/transaction, which ingestion/transaction.yml writes?",
    ],
  },
  {
    what: "dataset that nobody writes",
    file: "transformation/customer-churn.yml",
    before: `dataos://lakehouse:sales_360/transaction
`,
    after: `dataos://lakehouse:sales_360/refunds
`,
    problems: [
      ":31 ‹lakehouse:sales_360/refunds› hint unwritten-dataset: No workflow of the workspace writes lakehouse:sales_360/refunds; correct it, or list it as external if the platform has it.",
    ],
    fix: "none",
  },
  {
    what: "dataset that is checked",
    file: "quality/customer.yml",
    before: "lakehouse:sales_360/customer",
    after: "lakehouse:sales_360/customers",
    problems: [
      ":25 ‹lakehouse:sales_360/customers› warning unwritten-dataset: No workflow writes lakehouse:sales_360/customers; did you mean lakehouse:sales_360/customer, which ingestion/customer.yml writes?",
    ],
  },
  {
    what: "dataset that is profiled",
    file: "profiling/customer.yml",
    before: "sales_360/customer",
    after: "sales_360/custmer",
    problems: [
      ":24 ‹lakehouse:sales_360/custmer› warning unwritten-dataset: No workflow writes lakehouse:sales_360/custmer; did you mean lakehouse:sales_360/customer, which ingestion/customer.yml writes?",
    ],
  },
  {
    what: "dataset that is written: whoever reads it breaks",
    file: "ingestion/transaction.yml",
    before: "lakehouse:sales_360/transaction?acl=rw",
    after: "lakehouse:sales_360/transactoin?acl=rw",
    problems: [
      "data-products/sales-360.yml:45 ‹lakehouse:sales_360:transaction› warning unwritten-dataset: No workflow writes lakehouse:sales_360/transaction; did you mean lakehouse:sales_360/transactoin, which ingestion/transaction.yml writes?",
      "data-products/transaction.yml:31 ‹lakehouse:sales_360:transaction› warning unwritten-dataset: No workflow writes lakehouse:sales_360/transaction; did you mean lakehouse:sales_360/transactoin, which ingestion/transaction.yml writes?",
      "lens/model/sqls/transaction.sql:23 ‹lakehouse.sales_360.transaction› warning unwritten-dataset: No workflow writes lakehouse:sales_360/transaction; did you mean lakehouse:sales_360/transactoin, which ingestion/transaction.yml writes?",
      "profiling/transaction.yml:24 ‹lakehouse:sales_360/transaction› warning unwritten-dataset: No workflow writes lakehouse:sales_360/transaction; did you mean lakehouse:sales_360/transactoin, which ingestion/transaction.yml writes?",
      "quality/transaction.yml:25 ‹lakehouse:sales_360/transaction› warning unwritten-dataset: No workflow writes lakehouse:sales_360/transaction; did you mean lakehouse:sales_360/transactoin, which ingestion/transaction.yml writes?",
      "transformation/customer-churn.yml:31 ‹lakehouse:sales_360/transaction› warning unwritten-dataset: No workflow writes lakehouse:sales_360/transaction; did you mean lakehouse:sales_360/transactoin, which ingestion/transaction.yml writes?",
      "transformation/order-enriched.yml:45 ‹lakehouse:sales_360/transaction› warning unwritten-dataset: No workflow writes lakehouse:sales_360/transaction; did you mean lakehouse:sales_360/transactoin, which ingestion/transaction.yml writes?",
    ],
    fix: "other",
  },
  {
    what: "output of another product",
    file: "data-products/transaction.yml",
    before: "ref: dataset:lakehouse:sales_360:transaction",
    after: "ref: dataset:lakehouse:sales_360:customer",
    problems: [
      ":31 ‹dataset:lakehouse:sales_360:customer› warning inconsistent-product: The output lakehouse:sales_360/customer is written by ingestion/customer.yml, which is not among the product's resources; add it to them, or correct the output.",
    ],
    fix: "none",
  },
  {
    what: "output of a product",
    file: "data-products/transaction.yml",
    before: "ref: dataset:lakehouse:sales_360:transaction",
    after: "ref: dataset:lakehouse:sales_360:transactions",
    problems: [
      ":31 ‹lakehouse:sales_360:transactions› warning unwritten-dataset: No workflow writes lakehouse:sales_360/transactions; did you mean lakehouse:sales_360/transaction, which ingestion/transaction.yml writes?",
    ],
  },
  {
    what: "input of a product",
    file: "data-products/transaction.yml",
    before: "ref: dataos://crmbq:sales_360/transaction",
    after: "ref: dataos://crmbq:sales_360/customer",
    problems: [
      ":26 ‹dataos://crmbq:sales_360/customer› warning inconsistent-product: The product's workflows do not read the input crmbq:sales_360/customer, but crmbq:sales_360/transaction; correct the input.",
    ],
    fix: "none",
  },
  {
    what: "input that a product does not list",
    file: "data-products/sales-360.yml",
    before: `      - description: Orders of the order system
        purpose: source
        refType: depot
        ref: dataos://ordersdb:public/orders
`,
    after: "",
    problems: [
      ":37 ‹dataset:lakehouse:sales_360:customer› warning inconsistent-product: The product's workflows also read ordersdb:public/orders; list it under `inputs`.",
    ],
    fix: "none",
  },
  {
    what: "resources of another product",
    file: "data-products/transaction.yml",
    before: "ref: bundle:v1beta:transaction-sales-bundle",
    after: "ref: bundle:v1beta:customer-sales-bundle",
    problems: [
      ":21 ‹bundle:v1beta:customer-sales-bundle› warning inconsistent-product: The workflows of these resources read none of the product's inputs and write none of its outputs; name the resources that do.",
    ],
    fix: "none",
  },
  {
    what: "view in SQL",
    file: "transformation/customer-churn.yml",
    before: `customer_input c
                        LEFT JOIN transaction_input`,
    after: `customers_input c
                        LEFT JOIN transaction_input`,
    problems: [
      `:42 ‹customers_input› error unknown-view: No input and no earlier step makes the view "customers_input"; did you mean "customer_input"?`,
    ],
  },
  {
    what: "view that is not there",
    file: "transformation/customer-churn.yml",
    before: `FROM
                        customer_churn
`,
    after: `FROM
                        churn_totals
`,
    problems: [
      `:83 ‹churn_totals› error unknown-view: No input and no earlier step makes the view "churn_totals"; there are "customer_input", "transaction_input", "customer_activity", "customer_churn".`,
    ],
    fix: "none",
  },
  {
    what: "an input is renamed that SQL reads",
    file: "ingestion/transaction.yml",
    before: "- name: transaction_input",
    after: "- name: transactions_input",
    problems: [
      `:42 ‹transaction_input› error unknown-view: No input and no earlier step makes the view "transaction_input"; did you mean "transactions_input"?`,
    ],
    fix: "other",
  },
  {
    what: "step of an output",
    file: "transformation/customer-churn.yml",
    before: `- name: churn_summary
                dataset`,
    after: `- name: churn_sumary
                dataset`,
    problems: [
      `:94 ‹churn_sumary› error unresolved-reference: "churn_sumary" is no input or step of this Flare job; did you mean "churn_summary"?`,
    ],
  },
  {
    what: "a step is renamed that an output writes",
    file: "ingestion/transaction.yml",
    before: `- name: transaction_final
                    sql`,
    after: `- name: transactions_final
                    sql`,
    problems: [
      `:48 ‹transaction_final› error unresolved-reference: "transaction_final" is no input or step of this Flare job; did you mean "transactions_final"?`,
    ],
    fix: "other",
  },
];
