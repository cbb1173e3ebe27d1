import type { Mistake } from "./mistake.ts";

/** SQL in block, folded and quoted scalars, and SodaCL. */
export const sql: readonly Mistake[] = [
  {
    what: "comma too few",
    file: "transformation/customer-churn.yml",
    before: `c.customer_id,
                        MAX`,
    after: `c.customer_id
                        MAX`,
    problems: [`:39 ‹MAX› error invalid-sql: "MAX" is not expected here; is a comma missing before it?`],
    fix: "none",
  },
  {
    what: "comma too much",
    file: "transformation/customer-churn.yml",
    before: "COUNT(t.transaction_id) AS transaction_count",
    after: "COUNT(t.transaction_id) AS transaction_count,",
    problems: [":40 ‹,› error invalid-sql: Nothing follows this comma before FROM; remove it."],
  },
  {
    what: "parenthesis too few",
    file: "transformation/customer-churn.yml",
    before: "COUNT(t.transaction_id) AS",
    after: "COUNT(t.transaction_id AS",
    problems: [`:40 ‹AS› error invalid-sql: Expected ")" before "AS".`],
    fix: "none",
  },
  {
    what: "keyword",
    file: "transformation/customer-churn.yml",
    before: `GROUP BY
                        churn_status`,
    after: `GRUOP BY
                        churn_status`,
    problems: [`:84 ‹GRUOP› error invalid-sql: "GRUOP" is not expected here; did you mean GROUP?`],
  },
  {
    what: "FROM",
    file: "ingestion/transaction.yml",
    before: `SELECT
                        *
                      FROM`,
    after: `SELECT
                        *
                      FORM`,
    problems: [`:41 ‹FORM› error invalid-sql: "FORM" is not expected here; did you mean FROM?`],
  },
  {
    what: "CASE without END",
    file: "transformation/customer-churn.yml",
    before: `ELSE 'Not Churned'
                        END`,
    after: `ELSE 'Not Churned'
                       `,
    problems: [`:67 ‹AS› error invalid-sql: Expected END before "AS".`],
    fix: "none",
  },
  {
    what: "operator, in folded text",
    file: "monitors/quality-monitor.yml",
    before: "AND check_outcome = 'fail'",
    after: "AND check_outcome == = 'fail'",
    problems: [`:26 ‹=› error invalid-sql: "=" is not expected here.`],
    fix: "none",
  },
  {
    what: "parenthesis too few, in folded text",
    file: "monitors/quality-monitor.yml",
    before: "IN ('customer', 'product', 'transaction')",
    after: "IN ('customer', 'product', 'transaction'",
    problems: [`:27 ‹MINUTE› error invalid-sql: The SQL ends after "MINUTE", but ")" is missing.`],
    fix: "none",
  },
  {
    what: "quote too few, in folded text",
    file: "monitors/profile-monitor.yml",
    before: "analyzer_name = 'Missing'",
    after: "analyzer_name = 'Missing",
    problems: [":27 ‹' MINUTE› error invalid-sql: This text is never closed: its closing quote is missing."],
    fix: "none",
  },
  {
    what: "CASE without END, in quotes",
    file: "lens/model/tables/transaction.yml",
    before: `sql: "100.0 * count(CASE WHEN {order_status} = 'canceled' THEN 1 END) / count(*)"`,
    after: `sql: "100.0 * count(CASE WHEN {order_status} = 'canceled' THEN 1) / count(*)"`,
    problems: [`:162 ‹)› error invalid-sql: Expected END before ")".`],
    fix: "none",
  },
  {
    what: "parenthesis too few, in quotes",
    file: "lens/model/tables/customer.yml",
    before: "concat({first_name}, ' ', {last_name})",
    after: "concat({first_name}, ' ', {last_name}",
    problems: [`:105 ‹{last_name}› error invalid-sql: The SQL ends after "{last_name}", but ")" is missing.`],
    fix: "none",
  },
  {
    what: "no SQL",
    file: "ingestion/transaction.yml",
    before: `sql: |
                      SELECT
                        *
                      FROM
                        transaction_input
`,
    after: `sql:
`,
    problems: [":38 ‹sql› error missing-key: `sql` is empty; give it a value."],
    fix: "none",
  },
  {
    what: "metric",
    file: "quality/customer.yml",
    before: "missing_count(customer_id) = 0",
    after: "mising_count(customer_id) = 0",
    problems: [
      ":34 ‹mising_count› error malformed-check: There is no metric `mising_count`; did you mean `missing_count`?",
    ],
  },
  {
    what: "no blanks in a check",
    file: "quality/customer.yml",
    before: "missing_count(customer_id) = 0",
    after: "missing_count(customer_id)=0",
    problems: [
      ":34 ‹=› error malformed-check: A blank is missing here: the check language needs exactly one between its words.",
    ],
  },
  {
    what: "comparison of a check",
    file: "quality/customer.yml",
    before: "missing_count(customer_id) = 0",
    after: "missing_count(customer_id) == 0",
    problems: [":34 ‹==› error malformed-check: `==` is no comparison; write `=`."],
  },
  {
    what: "check without a threshold",
    file: "quality/customer.yml",
    before: "missing_count(customer_id) = 0",
    after: "missing_count(customer_id)",
    problems: [
      ":34 ‹missing_count› error malformed-check: This check never says when it passes: add a threshold, or `warn` or `fail` below it.",
    ],
    fix: "none",
  },
  {
    what: "parenthesis of a check",
    file: "quality/customer.yml",
    before: "missing_count(customer_id) = 0",
    after: "missing_count(customer_id = 0",
    problems: [":34 ‹ › error malformed-check: A closing parenthesis must stand here."],
    fix: "none",
  },
  {
    what: "check without a column",
    file: "quality/customer.yml",
    before: "missing_count(customer_id) = 0",
    after: "missing_count = 0",
    problems: [
      ":34 ‹missing_count› error malformed-check: `missing_count` needs a column: write `missing_count(column)`.",
    ],
    fix: "none",
  },
  {
    what: "validity that nothing defines",
    file: "quality/customer.yml",
    before: `                    valid values: [MALE, FEMALE, OTHER]
`,
    after: "",
    problems: [
      ":48 ‹invalid_count› hint ineffective-check: `invalid_count` counts nothing until a key such as `valid regex` or `invalid values` says what is invalid.",
    ],
    fix: "none",
  },
  {
    what: "key of a check",
    file: "quality/customer.yml",
    before: "valid values: [MALE",
    after: "valid value: [MALE",
    problems: [
      ":50 ‹valid value› error unknown-key: `valid value` is not a key of `invalid_count(gender) = 0`; did you mean `valid values`?",
    ],
  },
  {
    what: "bounds of a check",
    file: "quality/customer.yml",
    before: "between 100 and 1000000",
    after: "between 1000000 and 100",
    problems: [
      ":30 ‹between 1000000 and 100› error malformed-check: The lower bound must not be above the upper one.",
    ],
    fix: "none",
  },
  {
    what: "what stands between two bounds",
    file: "quality/customer.yml",
    before: "between 100 and 1000000",
    after: "between 100, 1000000",
    problems: [":30 ‹,› error malformed-check: `and` must stand here, between the two bounds."],
    fix: "none",
  },
  {
    what: "key of a schema check",
    file: "quality/customer.yml",
    before: `      fail:
                      when required column missing: [customer_id, gender`,
    after: `      fail:
                      when required columns missing: [customer_id, gender`,
    problems: [
      ":73 ‹when required columns missing› error unknown-key: `when required columns missing` is not a key of `fail`; did you mean `when required column missing`?",
    ],
  },
  {
    what: "value of a check's key",
    file: "quality/customer.yml",
    before: "valid length: 10",
    after: "valid length: ten",
    problems: [":65 ‹ten› error wrong-type: `valid length` must be a whole number, not text."],
    fix: "none",
  },
];
