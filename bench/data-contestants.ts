/*
 * What is compared: a workflow with quality checks and one with a pipeline, and the SQL that somebody would write
 * by hand for the same answers.
 */

const steps = {
  open_orders: `SELECT order_id, customer_id, order_date, order_total_amount, shipping_method
FROM orders
WHERE order_status <> 'cancelled'`,
  order_lines: `SELECT o.order_id, o.customer_id, o.order_date, o.shipping_method, l.skuid, l.quantity, l.unit_price
FROM open_orders o
JOIN order_line_item l ON o.order_id = l.order_id`,
  customer_value: `SELECT customer_id, shipping_method, COUNT(*) AS line_count, SUM(quantity * unit_price) AS total,
  MAX(order_date) AS last_order_date
FROM order_lines
GROUP BY customer_id, shipping_method`,
} as const;

const [firstStep, secondStep, lastStep] = Object.keys(steps) as [string, string, string];

export const pipelineManifest = `name: wf-pipeline
version: v1
type: workflow
workflow:
  dag:
    - name: pipeline
      spec:
        stack: flare:7.0
        compute: runnable-default
        stackSpec:
          job:
            inputs:
              - name: orders
                dataset: dataos://ordersdb:public/orders?acl=r
              - name: order_line_item
                dataset: dataos://ordersdb:public/order_line_item?acl=r
            steps:
              - sequence:
${Object.entries(steps)
  .map(
    ([name, sql]) => `                  - name: ${name}
                    sql: |
${sql.replaceAll(/^/gm, " ".repeat(22))}
`,
  )
  .join("")}            outputs:
              - name: ${lastStep}
                dataset: dataos://lakehouse:sales/customer_value?acl=rw
                format: iceberg
                options:
                  saveMode: overwrite
`;

/** Each step as a table whose rows are counted and looked at, then the output. */
export const pipelineByHand: readonly string[] = [
  ...[firstStep, secondStep, lastStep].flatMap((name) => [
    `CREATE OR REPLACE TABLE ${name} AS ${steps[name as keyof typeof steps]}`,
    `SELECT COUNT(*) FROM ${name}`,
    `FROM ${name} LIMIT 100`,
  ]),
  `CREATE OR REPLACE TABLE lakehouse.customer_value AS FROM ${lastStep}`,
];

export const qualityManifest = `name: wf-quality
version: v1
type: workflow
workflow:
  dag:
    - name: quality
      spec:
        stack: soda+python:1.0
        compute: runnable-default
        stackSpec:
          inputs:
            - dataset: dataos://ordersdb:public/orders
              checks:
                - row_count > 0
                - missing_count(order_id) = 0
                - missing_count(customer_id) = 0
                - missing_count(order_date) = 0
                - missing_percent(shipping_method) < 5
                - missing_percent(order_status) < 5
                - duplicate_count(order_id) = 0
                - min(order_total_amount) >= 0
                - max(order_total_amount) < 1000000
                - avg(order_total_amount) between 1 and 100000
                - sum(order_total_amount) > 0
                - min_length(order_id) > 0
                - max_length(order_id) < 100
                - invalid_count(shipping_method) = 0:
                    valid values: [USPS, UPS, FedEx]
                - invalid_count(order_id) = 0:
                    valid min length: 3
`;

export const aggregate = `SELECT COUNT(*), COUNT(*) FILTER (order_id IS NULL), COUNT(*) FILTER (customer_id IS NULL),
  COUNT(*) FILTER (order_date IS NULL), COUNT(*) FILTER (shipping_method IS NULL),
  COUNT(*) FILTER (order_status IS NULL), COUNT(order_id) - COUNT(DISTINCT order_id),
  MIN(order_total_amount), MAX(order_total_amount), AVG(order_total_amount), SUM(order_total_amount),
  MIN(length(order_id)), MAX(length(order_id)),
  COUNT(*) FILTER (shipping_method NOT IN ('USPS', 'UPS', 'FedEx')),
  COUNT(*) FILTER (length(order_id) < 3)
FROM orders`;
