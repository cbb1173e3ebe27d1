import { test } from "vitest";
import { expectFix, expectProblems } from "../../../test/support/problems.ts";
import { depot } from "../../../test/support/manifests.ts";

const expectReferences = (source: string) => expectProblems(source, "unresolved-reference");

test("a depot with a near namesake in the workspace", () =>
  expectReferences(`
#- depots/crm.yaml
${depot("crm")}
#- scan.yaml
name: wf-scan
version: v1
type: workflow
workflow:
  dag:
    - name: scan
      spec:
        stack: scanner:2.0
        compute: runnable-default
        stackSpec:
          depot: dataos://cmr
#                         ^^^ warning unresolved-reference: "cmr" is no depot of this workspace; did you mean "crm"?
`));

test("a depot without a namesake, where the workspace defines others", () =>
  expectReferences(`
#- depots/crm.yaml
${depot("crm")}
#- scan.yaml
name: wf-scan
version: v1
type: workflow
workflow:
  dag:
    - name: scan
      spec:
        stack: scanner:2.0
        compute: runnable-default
        stackSpec:
          depot: dataos://warehouse
#                         ^^^^^^^^^ warning unresolved-reference: "warehouse" is no depot of this workspace; there is "crm".
`));

test("nothing is known of depots when the workspace defines none", () =>
  expectReferences(`
name: wf-scan
version: v1
type: workflow
workflow:
  dag:
    - name: scan
      spec:
        stack: scanner:2.0
        compute: runnable-default
        stackSpec:
          depot: dataos://warehouse
`));

test("names that live on the platform, by themselves or by the configuration", () =>
  expectReferences(`
#- dps.config.yml
external:
  depot: [warehouse]
#- depots/crm.yaml
${depot("crm")}
#- scan.yaml
name: wf-scan
version: v1
type: workflow
workflow:
  dag:
    - name: scan-warehouse
      spec:
        stack: scanner:2.0
        compute: runnable-default
        stackSpec:
          depot: dataos://warehouse
    - name: scan-lakehouse
      spec:
        stack: scanner:2.0
        compute: runnable-default
        stackSpec:
          depot: dataos://lakehouse
`));

test("a placeholder may stand for anything", () =>
  expectReferences(`
#- depots/crm.yaml
${depot("crm")}
#- scan.yaml
name: wf-scan
version: v1
type: workflow
workflow:
  dag:
    - name: scan
      spec:
        stack: scanner:2.0
        compute: \${COMPUTE}
        stackSpec:
          depot: dataos://\${DEPOT}
`));

test("a job that the workflow does not have", () =>
  expectReferences(`
name: wf-nightly
version: v1
type: workflow
workflow:
  dag:
    - name: ingest-orders
      file: orders.yaml
    - name: check-orders
      file: quality.yaml
      dependencies:
        - ingest-order
#         ^^^^^^^^^^^^ error unresolved-reference: "ingest-order" is no job of this workflow; did you mean "ingest-orders"?
`));

test("an output that names no step", () =>
  expectReferences(`
name: wf-orders
version: v1
type: workflow
workflow:
  dag:
    - name: orders
      spec:
        stack: flare:7.0
        compute: runnable-default
        stackSpec:
          job:
            inputs:
              - name: orders_input
                dataset: dataos://crm:public/orders
            steps:
              - sequence:
                  - name: orders_final
                    sql: SELECT * FROM orders_input
            outputs:
              - name: orders_finale
#                     ^^^^^^^^^^^^^ error unresolved-reference: "orders_finale" is no input or step of this Flare job; did you mean "orders_final"?
                dataset: dataos://lakehouse:sales/orders?acl=rw
              - name: ORDERS_FINAL
                dataset: dataos://lakehouse:sales/orders_copy?acl=rw
`));

test("an item that the bundle does not have", () =>
  expectReferences(`
name: orders-bundle
version: v1beta
type: bundle
layer: user
bundle:
  resources:
    - id: depot
      file: depot.yaml
    - id: ingest
      file: ingest.yaml
      workspace: public
      dependencies:
        - depots
#         ^^^^^^ error unresolved-reference: "depots" is no item of this bundle; did you mean "depot"?
`));

test("Lens joins, views and members that point at nothing", () =>
  expectReferences(`
#- lens/model/tables/orders.yaml
tables:
  - name: orders
    sql: SELECT order_id, customer_id FROM lakehouse.sales.orders
    joins:
      - name: customers
#             ^^^^^^^^^ error unresolved-reference: "customers" is no table of this Lens model; did you mean "customer"?
        relationship: many_to_one
        sql: "{TABLE.customer_id} = {customer.customer_id}"
    dimensions:
      - name: order_id
        type: string
        column: order_id
        primary_key: true
      - name: customer_id
        type: number
        column: customer_id
    measures:
      - name: total_orders
        type: count
#- lens/model/tables/customer.yaml
tables:
  - name: customer
    sql: SELECT customer_id FROM lakehouse.sales.customer
    dimensions:
      - name: customer_id
        type: number
        column: customer_id
        primary_key: true
#- lens/model/views/sales.yaml
views:
  - name: sales
    tables:
      - join_path: orders
        includes:
          - total_orders
          - total_order
#           ^^^^^^^^^^^ error unresolved-reference: "total_order" is no member of the Lens table "orders"; did you mean "total_orders"?
`));

test("a Lens file by itself may be part of a model that is elsewhere", () =>
  expectReferences(`
#- orders.yaml
tables:
  - name: orders
    sql: SELECT order_id, customer_id FROM lakehouse.sales.orders
    joins:
      - name: customer
        relationship: many_to_one
        sql: "{TABLE.customer_id} = {customer.customer_id}"
    dimensions:
      - name: order_id
        type: string
        column: order_id
        primary_key: true
`));

test("two Lens models of one workspace don't see each other's tables", () =>
  expectReferences(`
#- sales/model/tables/orders.yaml
tables:
  - name: orders
    sql: SELECT order_id FROM lakehouse.sales.orders
    dimensions:
      - name: order_id
        type: string
        column: order_id
#- finance/model/views/invoices.yaml
views:
  - name: invoices
    tables:
      - join_path: orders
#                  ^^^^^^ error unresolved-reference: "orders" is no table of this Lens model.
        includes: "*"
`));

const monitor = (name: string, severity: string) => `
name: ${name}-monitor
version: v1alpha
type: monitor
monitor:
  schedule: "*/10 * * * *"
  type: equation_monitor
  equation:
    leftExpression:
      queryCoefficient: 0
      queryConstant: 0
    rightExpression:
      queryCoefficient: 0
      queryConstant: 0
    operator: equals
  incident:
    name: ${name}
    severity: ${severity}
    incident_type: quality
`;

const monitorAndPager = (key: string, value: string) => `
#- monitor.yaml
name: failed-checks
version: v1alpha
type: monitor
monitor:
  schedule: "*/10 * * * *"
  type: report_monitor
  report:
    source:
      dataOsInstance:
        path: /collated/api/v1/reports/resources/runtime?id=workflow:v1:%25:public
    conditions:
      - valueComparison:
          observationType: workflow-runs
          valueJqFilter: .value
          operator: equals
          value: failed
  incident:
    name: check-failed
    severity: high
    incident_type: quality
#- pager.yaml
name: on-call
version: v1alpha
type: pager
pager:
  conditions:
    - valueJqFilter: .properties.${key}
      operator: equals
      value: ${value}
  output:
    email:
      emailTargets:
        - team@example.com
`;

test("a pager condition that a monitor's incident satisfies", () =>
  expectReferences(monitorAndPager("name", "check-failed")));

test("a pager condition that no incident could be meant by", () =>
  expectReferences(monitorAndPager("name", "disk-full")));

test("a pager condition that is nearly an incident's value", () =>
  expectReferences(
    `${monitorAndPager("name", "check-fail").replace(
      "value: check-fail",
      `value: check-fail
#            ^^^^^^^^^^ warning unresolved-reference: No incident of the workspace has name "check-fail", so the pager never fires; did you mean "check-failed"?`,
    )}`,
  ));

test("a pager condition whose key the monitor spells differently", () =>
  expectReferences(
    monitorAndPager("incidentType", "quality").replace(
      ".properties.incidentType",
      `.properties.incidentType
#                                ^^^^^^^^^^^^ warning unresolved-reference: No incident of the workspace has the key "incidentType", so the pager never fires; did you mean "incident_type"?`,
    ),
  ));

test.each([
  ".incident.name",
  "incident.name",
  ".monitor.incident.name",
  ".properties.incident.name",
  ".Properties.name",
])("a pager condition that looks for an incident's key elsewhere: %s", (filter) =>
  expectFix(
    monitorAndPager("name", "check-failed").replace(".properties.name", `$0${filter}`),
    'Change to ".properties.name"',
  ).toGive(monitorAndPager("name", "check-failed").split("#- pager.yaml\n")[1] ?? ""),
);

test.each([".monitor.name", ".reportContext.name", ".name", ".incident.owner", ".createTime"])(
  "what the platform itself says, or nobody knows: %s",
  (filter) => expectReferences(monitorAndPager("name", "check-failed").replace(".properties.name", filter)),
);

test("pager conditions that each hold of some incident, and together of none", () =>
  expectReferences(`
#- monitor.yaml
${monitor("late", "high")}
#- other-monitor.yaml
${monitor("wrong", "low")}
#- pager.yaml
name: orders-pager
version: v1alpha
type: pager
pager:
  conditions:
    - valueJqFilter: .properties.name
      operator: equals
      value: late
    - valueJqFilter: .properties.severity
      operator: equals
      value: low
#            ^^^ warning unresolved-reference: The incident "late" has severity "high", not "low", so the pager never fires; make them agree.
  output:
    email:
      emailTargets: [ada@example.org]
`));

test("a slip within a name of the platform, where the workspace defines none itself", () =>
  expectReferences(`
name: wf-scan
version: v1
type: workflow
workflow:
  dag:
    - name: scan
      spec:
        stack: scanner:2.0
        compute: runable-default
#                ^^^^^^^^^^^^^^^ warning unresolved-reference: "runable-default" is no compute of this workspace; did you mean "runnable-default"?
        stackSpec:
          depot: dataos://lakehouse2
`));

test("a stack that is nearly one of the platform, and one of one's own", () =>
  expectReferences(`
name: wf-scan
version: v1
type: workflow
workflow:
  dag:
    - name: load
      spec:
        stack: flaer:7.0
#              ^^^^^ warning unresolved-reference: "flaer" is no stack of this workspace; did you mean "flare"?
        compute: runnable-default
    - name: sound
      spec:
        stack: flair:7.0
#              ^^^^^ warning unresolved-reference: "flair" is no stack of this workspace; did you mean "flare"?
        compute: runnable-default
    - name: own
      spec:
        stack: ranking:1.0
        compute: runnable-default
`));

test("a stack of one's own is known by what its manifest says, and others may be installed", () =>
  expectReferences(`
#- stack.yaml
name: forecast-python
version: v1alpha
type: stack
stack:
  name: forecast
  flavor: python
  version: "2.0"
  reconciler: stackManager
#- service.yaml
name: forecast
version: v1
type: service
service:
  stack: forecast+python:2.0
  compute: runnable-default
#- slip.yaml
name: forecast-slip
version: v1
type: service
service:
  stack: forecats+python:2.0
#        ^^^^^^^^^^^^^^^ warning unresolved-reference: "forecats+python" is no stack of this workspace; did you mean "forecast+python"?
  compute: runnable-default
#- worker.yaml
name: ranking
version: v1beta
type: worker
worker:
  stack: ranking:1.0
  compute: runnable-default
#- flare.yaml
name: flare
version: v1beta
type: worker
worker:
  stack: bento-wroker:3.0
#        ^^^^^^^^^^^^ warning unresolved-reference: "bento-wroker" is no stack of this workspace; did you mean "bento-worker"?
  compute: runnable-default
`));

test("an element of a topology is made from others of it", () =>
  expectReferences(`
name: orders-api
version: v1
type: service
service:
  stack: beacon+rest
  compute: runnable-default
  stackSpec:
    source: { type: database, name: orders, workspace: public }
  topology:
    - name: database
      type: input
    - name: rest
      type: output
      dependencies:
        - database
        - databse
#         ^^^^^^^ error unresolved-reference: "databse" is no element of this topology; did you mean "database"?
`));

test("where something has no name yet, the names are not all known", () =>
  expectReferences(`
name: wf-nightly
version: v1
type: workflow
workflow:
  dag:
    - file: orders.yaml
    - name: check-orders
      file: quality.yaml
      dependencies:
        - orders
`));

const joinedTables = (joinPath: string) => `
#- model/tables/orders.yaml
tables:
  - name: orders
    sql: SELECT * FROM lakehouse.sales.orders
    joins:
      - name: customers
        relationship: many_to_one
        sql: "{TABLE.customer_id} = {customers.id}"
    dimensions:
      - name: customer_id
        type: number
        column: customer_id
#- model/tables/customers.yaml
tables:
  - name: customers
    sql: SELECT * FROM lakehouse.sales.customers
    dimensions:
      - name: id
        type: number
        column: id
#- model/views/sales.yaml
views:
  - name: sales
    tables:
      - join_path: ${joinPath}
        includes: [id]
`;

test("a view that follows a join", () => expectReferences(joinedTables("orders.customers")));

test("a view that follows a join which is not there", () =>
  expectReferences(
    joinedTables(`customers.orders
#                  ^^^^^^^^^^^^^^^^ error unresolved-reference: The table "customers" has no join to "orders"; add one, or begin the path elsewhere.`).replace(
      "[id]",
      "[customer_id]",
    ),
  ));

test("the nearest name is offered as a fix", () =>
  expectFix(
    `
#- depots/crm.yaml
${depot("crm")}
#- cluster.yaml
name: sales
version: v1
type: cluster
cluster:
  compute: query-default
  type: minerva
  minerva:
    replicas: 1
    depots:
      - address: dataos://c$0mr
`,
    'Change to "crm"',
  ).toGive(`
#- cluster.yaml
name: sales
version: v1
type: cluster
cluster:
  compute: query-default
  type: minerva
  minerva:
    replicas: 1
    depots:
      - address: dataos://crm
`));

test("a cluster may be that of a lakehouse's query engine", () =>
  expectReferences(`
#- lake.yaml
name: shops
version: v1alpha
type: lakehouse
lakehouse:
  type: iceberg
  compute: runnable-default
  iceberg:
    storage:
      type: s3
    queryEngine:
      type: themis
#- cluster.yaml
name: queries
version: v1
type: cluster
cluster:
  compute: query-default
  type: minerva
  minerva:
    replicas: 1
#- lens.yaml
name: shops
version: v1alpha
type: lens
lens:
  compute: runnable-default
  source:
    type: themis
    name: shopsengine
#         ^^^^^^^^^^^ hint unresolved-reference: "shopsengine" is no cluster of this workspace; there is "queries".
    catalog: lakehouse
  repo:
    url: https://git.example.com/shops
    lensBaseDir: shops/model
`));
