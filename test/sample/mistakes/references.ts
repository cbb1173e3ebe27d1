import type { Mistake } from "./mistake.ts";

/** Names of what stands in other manifests: depots, clusters, secrets, bundles, products. */
export const references: readonly Mistake[] = [
  {
    what: "depot in an address that is read",
    file: "ingestion/transaction.yml",
    before: "dataos://crmbq:sales_360",
    after: "dataos://crmqb:sales_360",
    problems: [
      `:33 ‹crmqb› warning unresolved-reference: "crmqb" is no depot of this workspace; did you mean "crmbq"?`,
    ],
  },
  {
    what: "depot in an address that is written",
    file: "ingestion/transaction.yml",
    before: "dataos://lakehouse:sales_360",
    after: "dataos://lakehuose:sales_360",
    problems: [
      `:49 ‹lakehuose› warning unresolved-reference: "lakehuose" is no depot of this workspace; did you mean "lakehouse"?`,
    ],
  },
  {
    what: "depot that is not there",
    file: "ingestion/transaction.yml",
    before: "dataos://crmbq:sales_360",
    after: "dataos://warehouse:sales_360",
    problems: [
      `:33 ‹warehouse› warning unresolved-reference: "warehouse" is no depot of this workspace; there are "crmbq", "ordersdb".`,
    ],
    fix: "none",
  },
  {
    what: "depot of a scanner",
    file: "scanners/depot-scanner.yml",
    before: `dataos://crmbq
`,
    after: `dataos://crmbqq
`,
    problems: [
      `:17 ‹crmbqq› warning unresolved-reference: "crmbqq" is no depot of this workspace; did you mean "crmbq"?`,
    ],
  },
  {
    what: "depot of a cluster",
    file: "clusters/salescluster.yml",
    before: "dataos://ordersdb:public",
    after: "dataos://orderdb:public",
    problems: [
      `:24 ‹orderdb› warning unresolved-reference: "orderdb" is no depot of this workspace; did you mean "ordersdb"?`,
    ],
  },
  {
    what: "depot in a product's dataset reference",
    file: "data-products/transaction.yml",
    before: "dataset:lakehouse:sales_360:transaction",
    after: "dataset:lakehuose:sales_360:transaction",
    problems: [
      `:31 ‹lakehuose› warning unresolved-reference: "lakehuose" is no depot of this workspace; did you mean "lakehouse"?`,
    ],
  },
  {
    what: "depot in a product's input",
    file: "data-products/transaction.yml",
    before: "dataos://crmbq:sales_360/transaction",
    after: "dataos://crmqb:sales_360/transaction",
    problems: [
      `:26 ‹crmqb› warning unresolved-reference: "crmqb" is no depot of this workspace; did you mean "crmbq"?`,
    ],
  },
  {
    what: "cluster of quality checks",
    file: "quality/customer.yml",
    before: "clusterName: salescluster",
    after: "clusterName: salesclsuter",
    problems: [
      `:28 ‹salesclsuter› warning unresolved-reference: "salesclsuter" is no cluster of this workspace; did you mean "salescluster"?`,
    ],
  },
  {
    what: "cluster that is not there",
    file: "quality/customer.yml",
    before: "clusterName: salescluster",
    after: "clusterName: marketing",
    problems: [
      `:28 ‹marketing› warning unresolved-reference: "marketing" is no cluster of this workspace; there is "salescluster".`,
    ],
    fix: "none",
  },
  {
    what: "cluster of a monitor's query",
    file: "monitors/quality-monitor.yml",
    before: "cluster: salescluster",
    after: "cluster: sales-cluster",
    problems: [
      `:17 ‹sales-cluster› warning unresolved-reference: "sales-cluster" is no cluster of this workspace; did you mean "salescluster"?`,
    ],
  },
  {
    what: "cluster of a Lens",
    file: "lens/deployment.yml",
    before: "name: salescluster",
    after: "name: salesclusters",
    problems: [
      `:16 ‹salesclusters› warning unresolved-reference: "salesclusters" is no cluster of this workspace; did you mean "salescluster"?`,
    ],
  },
  {
    what: "compute of the platform",
    file: "ingestion/transaction.yml",
    before: "compute: runnable-default",
    after: "compute: runable-default",
    problems: [
      `:17 ‹runable-default› warning unresolved-reference: "runable-default" is no compute of this workspace; did you mean "runnable-default"?`,
    ],
  },
  {
    what: "instance secret of a depot",
    file: "depots/crmbq.yml",
    before: "name: crmbq-rw",
    after: "name: crmqb-rw",
    problems: [
      `:16 ‹crmqb-rw› warning unresolved-reference: "crmqb-rw" is no instance secret of this workspace; did you mean "crmbq-rw"?`,
    ],
  },
  {
    what: "bundle of a data product",
    file: "data-products/transaction.yml",
    before: "ref: bundle:v1beta:transaction-sales-bundle",
    after: "ref: bundle:v1beta:transactions-sales-bundle",
    problems: [
      `:21 ‹transactions-sales-bundle› warning unresolved-reference: "transactions-sales-bundle" is no bundle of this workspace; did you mean "transaction-sales-bundle"?`,
    ],
  },
  {
    what: "version of a product's bundle",
    file: "data-products/transaction.yml",
    before: "ref: bundle:v1beta:transaction-sales-bundle",
    after: "ref: bundle:v1alpha:transaction-sales-bundle",
    problems: [
      `:21 ‹v1alpha› error wrong-version: The bundle "transaction-sales-bundle" has version v1beta, not v1alpha; correct the version.`,
    ],
  },
  {
    what: "Lens of a data product",
    file: "data-products/sales-360.yml",
    before: "lens:v1alpha:sales-360:public",
    after: "lens:v1alpha:sales360:public",
    problems: [
      `:70 ‹sales360› warning unresolved-reference: "sales360" is no Lens of this workspace; did you mean "sales-360"?`,
    ],
  },
  {
    what: "related data product",
    file: "data-products/sales-360.yml",
    before: "data:v1beta:customer-sales-dp",
    after: "data:v1beta:customers-sales-dp",
    problems: [
      `:27 ‹customers-sales-dp› warning unresolved-reference: "customers-sales-dp" is no data product of this workspace; did you mean "customer-sales-dp"?`,
    ],
  },
  {
    what: "version of a related data product",
    file: "data-products/sales-360.yml",
    before: "data:v1beta:customer-sales-dp",
    after: "data:v1alpha:customer-sales-dp",
    problems: [
      `:27 ‹v1alpha› error wrong-version: The data product "customer-sales-dp" has version v1beta, not v1alpha; correct the version.`,
    ],
  },
  {
    what: "related data product without type and version",
    file: "data-products/sales-360.yml",
    before: "data:v1beta:customer-sales-dp",
    after: "customer-sales-dp",
    problems: [
      ":27 ‹customer-sales-dp› error malformed-value: `customer-sales-dp` is no id of a resource; write `type:version:name`, as in `bundle:v1beta:sales-360`.",
    ],
    fix: "none",
  },
  {
    what: "a depot is renamed: every address breaks",
    file: "depots/crmbq.yml",
    before: `name: crmbq
`,
    after: `name: crmbigquery
`,
    problems: [
      `clusters/salescluster.yml:23 ‹crmbq› warning unresolved-reference: "crmbq" is no depot of this workspace; there are "crmbigquery", "ordersdb".`,
      `data-products/customer.yml:26 ‹crmbq› warning unresolved-reference: "crmbq" is no depot of this workspace; there are "crmbigquery", "ordersdb".`,
      `data-products/product.yml:26 ‹crmbq› warning unresolved-reference: "crmbq" is no depot of this workspace; there are "crmbigquery", "ordersdb".`,
      `data-products/transaction.yml:26 ‹crmbq› warning unresolved-reference: "crmbq" is no depot of this workspace; there are "crmbigquery", "ordersdb".`,
      `ingestion/customer.yml:33 ‹crmbq› warning unresolved-reference: "crmbq" is no depot of this workspace; there are "crmbigquery", "ordersdb".`,
      `ingestion/product.yml:33 ‹crmbq› warning unresolved-reference: "crmbq" is no depot of this workspace; there are "crmbigquery", "ordersdb".`,
      `ingestion/transaction.yml:33 ‹crmbq› warning unresolved-reference: "crmbq" is no depot of this workspace; there are "crmbigquery", "ordersdb".`,
      `scanners/depot-scanner.yml:17 ‹crmbq› warning unresolved-reference: "crmbq" is no depot of this workspace; there are "crmbigquery", "ordersdb".`,
    ],
    fix: "none",
  },
  {
    what: "a cluster is renamed: all who use it break",
    file: "clusters/salescluster.yml",
    before: `name: salescluster
`,
    after: `name: saleclusters
`,
    problems: [
      `lens/deployment.yml:16 ‹salescluster› warning unresolved-reference: "salescluster" is no cluster of this workspace; did you mean "saleclusters"?`,
      `monitors/profile-monitor.yml:17 ‹salescluster› warning unresolved-reference: "salescluster" is no cluster of this workspace; did you mean "saleclusters"?`,
      `monitors/quality-monitor.yml:17 ‹salescluster› warning unresolved-reference: "salescluster" is no cluster of this workspace; did you mean "saleclusters"?`,
      `quality/customer.yml:28 ‹salescluster› warning unresolved-reference: "salescluster" is no cluster of this workspace; did you mean "saleclusters"?`,
      `quality/product.yml:28 ‹salescluster› warning unresolved-reference: "salescluster" is no cluster of this workspace; did you mean "saleclusters"?`,
      `quality/transaction.yml:28 ‹salescluster› warning unresolved-reference: "salescluster" is no cluster of this workspace; did you mean "saleclusters"?`,
    ],
    fix: "other",
  },
  {
    what: "a bundle is renamed",
    file: "bundles/transaction.yml",
    before: "name: transaction-sales-bundle",
    after: "name: transaction-bundle",
    problems: [
      `data-products/transaction.yml:21 ‹transaction-sales-bundle› warning unresolved-reference: "transaction-sales-bundle" is no bundle of this workspace; there are "customer-sales-bundle", "product-sales-bundle", "sales-360-bundle", "transaction-bundle".`,
    ],
    fix: "none",
  },
  {
    what: "collection of a scanner's filter",
    file: "scanners/depot-scanner.yml",
    before: "- ^sales_360$",
    after: "- ^sales360$",
    problems: [
      `:23 ‹^sales360$› warning unmatched-filter: No collection of the depot "crmbq" that the workspace knows matches "^sales360$"; did you mean "sales_360"?`,
    ],
  },
  {
    what: "stack, by its sound",
    file: "ingestion/customer.yml",
    before: "stack: flare:7.0",
    after: "stack: flair:7.0",
    problems: [
      `:16 ‹flair› warning unresolved-reference: "flair" is no stack of this workspace; did you mean "flare"?`,
    ],
  },
  {
    what: "catalog of a Lens",
    file: "lens/deployment.yml",
    before: "catalog: lakehouse",
    after: "catalog: lakehose",
    problems: [
      `:17 ‹lakehose› warning unresolved-reference: "lakehose" is no depot of this workspace; did you mean "lakehouse"?`,
    ],
  },
];
