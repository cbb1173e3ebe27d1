import type { Mistake } from "./mistake.ts";

/** The semantic model. */
export const lens: readonly Mistake[] = [
  {
    what: "table that is joined",
    file: "lens/model/tables/transaction.yml",
    before: `- name: products
        relationship`,
    after: `- name: product
        relationship`,
    problems: [
      `:8 ‹product› error unresolved-reference: "product" is no table of this Lens model; did you mean "products"?`,
    ],
  },
  {
    what: "table in a join's condition",
    file: "lens/model/tables/transaction.yml",
    before: "{TABLE.skuid} = {products.skuid}",
    after: "{TABLE.skuid} = {product.skuid}",
    problems: [
      `:10 ‹product› error unresolved-reference: "product" is no table of this Lens model; did you mean "products"?`,
    ],
  },
  {
    what: "member in a join's condition",
    file: "lens/model/tables/transaction.yml",
    before: "{TABLE.skuid} = {products.skuid}",
    after: "{TABLE.skuid} = {products.sku_id}",
    problems: [
      `:10 ‹sku_id› warning unresolved-reference: "sku_id" is no member of the Lens table "products"; did you mean "skuid"?`,
    ],
  },
  {
    what: "member in a measure",
    file: "lens/model/tables/transaction.yml",
    before: `name: total_revenue
        type: sum
        sql: "{transaction_amount}"`,
    after: `name: total_revenue
        type: sum
        sql: "{transaction_amout}"`,
    problems: [
      `:134 ‹transaction_amout› warning unresolved-reference: "transaction_amout" is no member of the Lens table "transaction"; did you mean "transaction_amount"?`,
    ],
  },
  {
    what: "member in a dimension",
    file: "lens/model/tables/customer.yml",
    before: "{first_name}, ' '",
    after: "{firstname}, ' '",
    problems: [
      `:105 ‹firstname› warning unresolved-reference: "firstname" is no member of the Lens table "customer"; did you mean "first_name"?`,
    ],
  },
  {
    what: "member of a view",
    file: "lens/model/views/sales_analysis.yml",
    before: "- productcategory",
    after: "- product_category",
    problems: [
      `:37 ‹product_category› error unresolved-reference: "product_category" is no member of the Lens table "products"; did you mean "productcategory"?`,
    ],
  },
  {
    what: "member that is not there",
    file: "lens/model/views/sales_analysis.yml",
    before: "          - total_revenue",
    after: "          - revenue_total",
    problems: [
      `:25 ‹revenue_total› error unresolved-reference: "revenue_total" is no member of the Lens table "transaction"; there are "average_transaction_amount", "billing_address", "canceled_order_percentage", "customer_id", ….`,
    ],
    fix: "none",
  },
  {
    what: "table of a join path",
    file: "lens/model/views/sales_analysis.yml",
    before: "join_path: transaction.products",
    after: "join_path: transaction.product",
    problems: [
      `:33 ‹product› error unresolved-reference: "product" is no table of this Lens model; did you mean "products"?`,
    ],
  },
  {
    what: "join path without a join",
    file: "lens/model/views/sales_analysis.yml",
    before: "join_path: transaction.products",
    after: "join_path: channel.products",
    problems: [
      `:33 ‹channel.products› error unresolved-reference: The table "channel" has no join to "products"; add one, or begin the path elsewhere.`,
    ],
    fix: "none",
  },
  {
    what: "first table of a join path",
    file: "lens/model/views/sales_analysis.yml",
    before: `join_path: transaction
`,
    after: `join_path: transactions
`,
    problems: [
      `:12 ‹transactions› error unresolved-reference: "transactions" is no table of this Lens model; did you mean "transaction"?`,
    ],
  },
  {
    what: "SQL file of a table",
    file: "lens/model/tables/transaction.yml",
    before: "load_sql('transaction')",
    after: "load_sql('transactions')",
    problems: [
      `:3 ‹transactions› warning missing-file: There is no file "sqls/transactions.sql"; did you mean "sqls/transaction.sql"?`,
    ],
  },
  {
    what: "a table is renamed: joins and views break",
    file: "lens/model/tables/products.yml",
    before: "- name: products",
    after: "- name: product",
    problems: [
      `lens/model/tables/transaction.yml:8 ‹products› error unresolved-reference: "products" is no table of this Lens model; did you mean "product"?`,
      `lens/model/tables/transaction.yml:10 ‹products› error unresolved-reference: "products" is no table of this Lens model; did you mean "product"?`,
      `lens/model/views/sales_analysis.yml:33 ‹products› error unresolved-reference: "products" is no table of this Lens model; did you mean "product"?`,
    ],
    fix: "other",
  },
  {
    what: "relationship of a join",
    file: "lens/model/tables/transaction.yml",
    before: `relationship: many_to_one
        sql: "{TABLE.skuid}`,
    after: `relationship: many_to_1
        sql: "{TABLE.skuid}`,
    problems: [
      ":9 ‹many_to_1› error unknown-value: `many_to_1` is not a value of `relationship`; did you mean `many_to_one`?",
    ],
  },
  {
    what: "type of a measure",
    file: "lens/model/tables/customer.yml",
    before: "type: avg",
    after: "type: average",
    problems: [
      ":118 ‹average› error unknown-value: `average` is not a value of `type`; use `count`, `count_distinct`, `count_distinct_approx`, `sum`, `avg`, `min`, `max`, `number`, `string`, `time` or `boolean`.",
    ],
    fix: "none",
  },
  {
    what: "scope of a user group",
    file: "lens/model/user_groups.yml",
    before: "- graphql",
    after: "- graphQL",
    problems: [
      ":7 ‹graphQL› error unknown-value: `graphQL` is not a value of `api_scopes`; did you mean `graphql`?",
    ],
  },
  {
    what: "two dimensions of one name",
    file: "lens/model/tables/customer.yml",
    before: "- name: last_name",
    after: "- name: first_name",
    problems: [
      `:23 ‹first_name› error duplicate-name: Another member of the Lens table "customer" is called "first_name" too; give one of them another name.`,
    ],
    fix: "none",
  },
  {
    what: "key of a dimension",
    file: "lens/model/tables/customer.yml",
    before: "column: city",
    after: "colum: city",
    problems: [
      ":89 ‹colum› error unknown-key: `colum` is not a key of an item of `dimensions`; did you mean `column`?",
    ],
  },
  {
    what: "dimension without a type",
    file: "lens/model/tables/customer.yml",
    before: `- name: city
        type: string
`,
    after: `- name: city
`,
    problems: [":87 ‹name› error missing-key: `type` is missing in this item of `dimensions`; add it."],
    fix: "other",
    leaves: "missing-key: `type` is empty; give it a value.",
  },
  {
    what: "column that the table's SQL file does not select",
    file: "lens/model/tables/customer.yml",
    before: "column: birth_date",
    after: "column: birthdate",
    problems: [
      `:41 ‹birthdate› warning undefined-column: "birthdate" is none of the columns that the table's SQL selects; did you mean "birth_date"?`,
    ],
  },
  {
    what: "column of a join's condition",
    file: "lens/model/tables/transaction.yml",
    before: "{TABLE.store_id} = {channel.store_id}",
    after: "{TABLE.storeid} = {channel.store_id}",
    problems: [
      `:13 ‹storeid› warning undefined-column: "storeid" is none of the columns that the table's SQL selects; did you mean "store_id"?`,
    ],
  },
  {
    what: "type of a dimension that is added up",
    file: "lens/model/tables/transaction.yml",
    before: `- name: shipping_amount
        type: number`,
    after: `- name: shipping_amount
        type: string`,
    problems: [
      `:146 ‹shipping_amount› warning wrong-aggregate: "shipping_amount" is of type "string", and only numbers can be added up; correct its type, or count it instead.`,
    ],
    fix: "none",
  },
  {
    what: "relationship against the other table's key",
    file: "lens/model/tables/transaction.yml",
    before: `relationship: many_to_one
        sql: "{TABLE.store_id}`,
    after: `relationship: one_to_many
        sql: "{TABLE.store_id}`,
    problems: [
      ':12 ‹one_to_many› warning contradicting-relationship: `store_id` is the primary key of "channel", so a row meets at most one there; declare many to one.',
    ],
    fix: "none",
  },
];
