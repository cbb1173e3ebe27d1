import type { Mistake } from "./mistake.ts";

/** Malformed addresses. */
export const addresses: readonly Mistake[] = [
  {
    what: "address with one slash",
    file: "ingestion/transaction.yml",
    before: "dataos://crmbq:sales_360",
    after: "dataos:/crmbq:sales_360",
    problems: [
      `:33 ‹dataos:/› error malformed-address: The address "dataos:/crmbq:sales_360/transaction?acl=r" does not begin with "dataos://"; write the scheme so.`,
    ],
  },
  {
    what: "address without slashes",
    file: "ingestion/transaction.yml",
    before: "dataos://crmbq:sales_360",
    after: "dataos:crmbq:sales_360",
    problems: [
      `:33 ‹dataos:› error malformed-address: The address "dataos:crmbq:sales_360/transaction?acl=r" does not begin with "dataos://"; write the scheme so.`,
    ],
  },
  {
    what: "slash for colon",
    file: "ingestion/transaction.yml",
    before: "dataos://crmbq:sales_360/transaction",
    after: "dataos://crmbq/sales_360/transaction",
    problems: [
      `:33 ‹crmbq/sales_360/transaction› error malformed-address: The address "dataos://crmbq/sales_360/transaction?acl=r" has no colon between depot and collection; write it as "dataos://depot:collection/dataset".`,
    ],
  },
  {
    what: "colon for slash",
    file: "ingestion/transaction.yml",
    before: "dataos://crmbq:sales_360/transaction",
    after: "dataos://crmbq:sales_360:transaction",
    problems: [
      `:33 ‹:› error malformed-address: The address "dataos://crmbq:sales_360:transaction?acl=r" has a colon between collection and dataset; write it as "dataos://depot:collection/dataset".`,
    ],
  },
  {
    what: "scheme",
    file: "ingestion/transaction.yml",
    before: "dataos://crmbq:sales_360",
    after: "dataso://crmbq:sales_360",
    problems: [
      `:33 ‹dataso://› error malformed-address: The address "dataso://crmbq:sales_360/transaction?acl=r" does not begin with "dataos://"; write the scheme so.`,
    ],
  },
  {
    what: "no scheme",
    file: "ingestion/transaction.yml",
    before: "dataos://crmbq:sales_360",
    after: "crmbq:sales_360",
    problems: [
      `:33 ‹crmbq:sales_360/transaction?acl=r› error malformed-address: The address "crmbq:sales_360/transaction?acl=r" has no scheme; begin it with "dataos://".`,
    ],
  },
  {
    what: "no depot",
    file: "ingestion/transaction.yml",
    before: "dataos://crmbq:sales_360",
    after: "dataos://:sales_360",
    problems: [
      `:33 ‹dataos://:sales_360/transaction?acl=r› error malformed-address: The address "dataos://:sales_360/transaction?acl=r" names no depot; write it as "dataos://depot:collection/dataset".`,
    ],
    fix: "none",
  },
  {
    what: "no collection",
    file: "ingestion/transaction.yml",
    before: "dataos://crmbq:sales_360/transaction",
    after: "dataos://crmbq:/transaction",
    problems: [
      `:33 ‹:› error malformed-address: The address "dataos://crmbq:/transaction?acl=r" names no collection; write it as "dataos://depot:collection/dataset".`,
    ],
    fix: "none",
  },
  {
    what: "blank in an address",
    file: "ingestion/transaction.yml",
    before: "dataos://crmbq:sales_360",
    after: "dataos:// crmbq:sales_360",
    problems: [
      `:33 ‹ › error malformed-address: The address "dataos:// crmbq:sales_360/transaction?acl=r" holds a blank, which no address may; remove it.`,
    ],
  },
  {
    what: "slash too much",
    file: "ingestion/transaction.yml",
    before: `sales_360/transaction?acl=r
`,
    after: `sales_360//transaction?acl=r
`,
    problems: [
      `:33 ‹/› error malformed-address: The address "dataos://crmbq:sales_360//transaction?acl=r" has two slashes between collection and dataset; remove one.`,
    ],
  },
  {
    what: "access",
    file: "ingestion/transaction.yml",
    before: `transaction?acl=r
`,
    after: `transaction?acl=w
`,
    problems: [
      `:33 ‹w› error malformed-address: The address "dataos://crmbq:sales_360/transaction?acl=w" asks for an access that does not exist; "acl" is "r" or "rw".`,
    ],
    fix: {
      text: `transaction?acl=rw
`,
    },
  },
  {
    what: "key of the access",
    file: "ingestion/transaction.yml",
    before: `transaction?acl=r
`,
    after: `transaction?alc=r
`,
    problems: [
      `:33 ‹alc› error malformed-address: The address "dataos://crmbq:sales_360/transaction?alc=r" asks for an access by a key that does not exist; write "acl".`,
    ],
  },
  {
    what: "& for ?",
    file: "ingestion/transaction.yml",
    before: `transaction?acl=r
`,
    after: `transaction&acl=r
`,
    problems: [
      `:33 ‹&› error malformed-address: The address "dataos://crmbq:sales_360/transaction&acl=r" has "&" where its query begins; write "?".`,
    ],
  },
  {
    what: "access for writing",
    file: "ingestion/transaction.yml",
    before: "transaction?acl=rw",
    after: "transaction?acl=r",
    problems: [
      ":49 ‹dataos://lakehouse:sales_360/transaction?acl=r› warning wrong-acl: The job writes here, but `acl=r` does not choose the credentials for writing; make it `acl=rw`.",
    ],
  },
  {
    what: "dataset reference of two parts",
    file: "data-products/transaction.yml",
    before: "dataset:lakehouse:sales_360:transaction",
    after: "dataset:lakehouse:transaction",
    problems: [
      `:31 ‹lakehouse:transaction› error malformed-address: The reference "dataset:lakehouse:transaction" does not have three parts; write it as "dataset:depot:collection:dataset".`,
    ],
    fix: "none",
  },
  {
    what: "slash in a dataset reference",
    file: "data-products/transaction.yml",
    before: "dataset:lakehouse:sales_360:transaction",
    after: "dataset:lakehouse:sales_360/transaction",
    problems: [
      `:31 ‹lakehouse:sales_360/transaction› error malformed-address: The reference "dataset:lakehouse:sales_360/transaction" does not have three parts; write it as "dataset:depot:collection:dataset".`,
    ],
  },
];
