import { depot } from "./manifests.ts";

/**
 * A small workspace without problems, for tests of what commands and requests return: orders and customers of a shop,
 * a pipeline that joins them, quality checks of what it writes, and a Lens model over the sources.
 */
export const shop = {
  "dps.config.yml": "sampleData: samples\n",
  "samples/crm/raw/orders.csv": "id,customer,amount\n1,ann,10.5\n2,bob,20\n3,ann,5\n4,zoe,7\n",
  "samples/crm/raw/customers.csv": "name,city\nann,Oslo\nbob,Rome\nbob,Bonn\nivy,Kiel\n",
  "depots/crm.yml": depot("crm"),
  "depots/lake.yml": depot("lake"),
  "flows/spending.yml": `# What customers spend.
name: wf-spending
version: v1
type: workflow
workflow:
  dag:
    - name: spending
      spec:
        stack: flare:7.0
        compute: runnable-default
        stackSpec:
          job:
            inputs:
              - name: orders
                dataset: dataos://crm:raw/orders
              - name: customers
                dataset: dataos://crm:raw/customers
            steps:
              - sequence:
                  - name: located
                    sql: SELECT o.id, o.amount, c.city FROM orders o LEFT JOIN customers c ON o.customer = c.name
                  - name: by_city
                    sql: SELECT city, sum(amount) AS total FROM located GROUP BY city
            outputs:
              - name: by_city
                dataset: dataos://lake:sales/by_city?acl=rw
`,
  "quality/by-city.yml": `name: wf-by-city-quality
version: v1
type: workflow
workflow:
  dag:
    - name: check-by-city
      spec:
        stack: soda+python:1.0
        compute: runnable-default
        stackSpec:
          inputs:
            - dataset: dataos://lake:sales/by_city
              options:
                engine: minerva
                clusterName: system
              checks:
                - row_count > 0:
                    name: There are cities
                    attributes:
                      category: Completeness
                - missing_count(city) = 0:
                    name: Every total has a city
                    attributes:
                      category: Completeness
                - max(total):
                    name: Totals are plausible
                    warn: when > 10
                    attributes:
                      category: Accuracy
`,
};

/** A workflow of the shop's whose step is at work for as long as anybody waits. */
export const endless = shop["flows/spending.yml"]
  .replaceAll("spending", "endless")
  .replaceAll("by_city", "product")
  .replace(
    /SELECT o\.id.*/,
    `SELECT sum(a.amount * z.amount) AS city, 1 AS amount FROM ${[..."abcdefghijklmnopqrstuvwxyz"].map((name) => `orders ${name}`).join(", ")}`,
  );
