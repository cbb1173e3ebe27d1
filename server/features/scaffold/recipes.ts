/** What the schemas alone can't tell of making a manifest of a kind: what is worth asking, and worth having. */
export interface Recipe {
  readonly questions: readonly Choice[];
  /**
   * Values by path that a manifest is of little use without, by the answer that wants them (of a stack without its
   * version); those under `""` in any case. `{name}` stands for the name of the manifest.
   */
  readonly parts?: Readonly<Record<string, Values>>;
}

export type Values = Readonly<Record<string, string | number | boolean>>;

export interface Choice {
  /** As `--set` takes it. */
  readonly id: string;
  /**
   * Where the answer stands, its steps with dots between; a number is an item of a list. The answers are the values
   * that the schema names for that place, the usual one first.
   */
  readonly path: string;
}

const job = "workflow.dag.0";
const flareJob = `${job}.spec.stackSpec.job`;
const equation = "monitor.equation";
const report = "monitor.report";

/** Without messages of somebody else's. */
const stream = (body: string): Values => ({
  [`${body}.stackSpec.input.generate.mapping`]: "root.id = uuid_v4()",
  [`${body}.stackSpec.input.generate.interval`]: "1m",
});

export const recipes: Readonly<Record<string, Recipe>> = {
  bundle: {
    questions: [],
    parts: { "": { "bundle.resources.0.id": "<name of the item>" } },
  },
  data: {
    questions: [],
    parts: {
      "": {
        entity: "product",
        description: "<what the product is and whom it serves>",
        "v1beta.data.meta.title": "{name}",
        "v1beta.data.resource.refType": "dataos",
        "v1beta.data.resource.ref": "<bundle:v1beta:name-of-the-bundle>",
        "v1beta.data.inputs.0.refType": "dataos",
        "v1beta.data.inputs.0.ref": "<dataset:depot:collection:dataset>",
        "v1beta.data.outputs.0.refType": "dataos",
        "v1beta.data.outputs.0.ref": "<dataset:depot:collection:dataset>",
      },
    },
  },
  depot: {
    questions: [{ id: "type", path: "depot.type" }],
    parts: {
      "": { "depot.external": true },
      BIGQUERY: { "depot.bigquery.project": "<project>" },
      JDBC: { "depot.jdbc.subprotocol": "postgresql", "depot.jdbc.port": 5432 },
      MSSQL: { "depot.jdbc.subprotocol": "sqlserver", "depot.jdbc.port": 1433 },
    },
  },
  workflow: {
    questions: [{ id: "stack", path: `${job}.spec.stack` }],
    parts: {
      "": { [`${job}.name`]: "{name}", [`${job}.spec.compute`]: "runnable-default" },
      flare: {
        [`${flareJob}.inputs.0.name`]: "source",
        [`${flareJob}.inputs.0.dataset`]: "<dataos://depot:collection/dataset>",
        [`${flareJob}.steps.0.sequence.0.name`]: "final",
        [`${flareJob}.steps.0.sequence.0.sql`]: "SELECT * FROM source",
        [`${flareJob}.outputs.0.name`]: "final",
        [`${flareJob}.outputs.0.dataset`]: "<dataos://depot:collection/dataset?acl=rw>",
        [`${flareJob}.outputs.0.format`]: "iceberg",
      },
      bento: stream(`${job}.spec`),
      scanner: { [`${job}.spec.stackSpec.depot`]: "<dataos://depot>" },
    },
  },
  worker: {
    questions: [{ id: "stack", path: "worker.stack" }],
    parts: {
      bento: stream("worker"),
      "bento-worker": stream("worker"),
      "stream-monitor": {
        "worker.stackSpec.type": "stream_monitor",
        "worker.stackSpec.stream.source.fastbase.topic": "persistent://<tenant>/<namespace>/<topic>",
        "worker.stackSpec.stream.source.fastbase.subscriptionName": "{name}",
        "worker.stackSpec.stream.conditions.0.valueJqFilter": ".status",
        "worker.stackSpec.stream.conditions.0.operator": "equals",
        "worker.stackSpec.stream.conditions.0.value": "failed",
        "worker.stackSpec.incident.name": "{name}",
      },
    },
  },
  service: { questions: [{ id: "stack", path: "service.stack" }], parts: { bento: stream("service") } },
  monitor: {
    questions: [{ id: "type", path: "monitor.type" }],
    parts: {
      "": { "monitor.incident.name": "{name}", "monitor.incident.severity": "high" },
      equation_monitor: {
        "monitor.schedule": "*/30 * * * *",
        [`${equation}.leftExpression.queryCoefficient`]: 1,
        [`${equation}.leftExpression.queryConstant`]: 0,
        [`${equation}.leftExpression.query.type`]: "trino",
        [`${equation}.leftExpression.query.cluster`]: "<cluster>",
        [`${equation}.leftExpression.query.ql`]: "<SELECT that gives a number>",
        [`${equation}.rightExpression.queryCoefficient`]: 0,
        [`${equation}.rightExpression.queryConstant`]: 0,
        [`${equation}.operator`]: "greater_than",
      },
      report_monitor: {
        "monitor.schedule": "*/5 * * * *",
        [`${report}.source.dataOsInstance.path`]:
          "/collated/api/v1/reports/resources/runtime?id=workflow:v1:%25:public",
        [`${report}.conditions.0.valueComparison.observationType`]: "runtime",
        [`${report}.conditions.0.valueComparison.valueJqFilter`]: ".value",
        [`${report}.conditions.0.valueComparison.operator`]: "equals",
        [`${report}.conditions.0.valueComparison.value`]: "failed",
      },
    },
  },
  pager: {
    questions: [],
    parts: {
      "": {
        "pager.conditions.0.valueJqFilter": ".properties.name",
        "pager.conditions.0.operator": "equals",
        "pager.conditions.0.value": "<name of the incident>",
        "pager.output.email.emailTargets.0": "<address of a person>",
      },
    },
  },
  secret: {
    questions: [{ id: "type", path: "secret.type" }],
    parts: {
      "": { "secret.acl": "r" },
      "key-value": { "secret.data.KEY": "${VALUE}" },
      "key-value-properties": {
        "secret.data.username": "${USERNAME}",
        "secret.data.password": "${PASSWORD}",
      },
    },
  },
  "instance-secret": {
    questions: [{ id: "acl", path: "instance-secret.acl" }],
    parts: {
      "": {
        "instance-secret.type": "key-value-properties",
        "instance-secret.data.username": "${USERNAME}",
        "instance-secret.data.password": "${PASSWORD}",
      },
    },
  },
  lens: {
    questions: [{ id: "source", path: "lens.source.type" }],
    parts: {
      "": { "lens.repo.url": "<URL of the Git repository>", "lens.repo.lensBaseDir": "<path of the model>" },
    },
  },
  "lens-tables": {
    questions: [],
    parts: {
      "": {
        "tables.0.sql": "SELECT id FROM {name}",
        "tables.0.dimensions.0.name": "id",
        "tables.0.dimensions.0.type": "number",
        "tables.0.dimensions.0.column": "id",
        "tables.0.dimensions.0.primary_key": true,
        "tables.0.measures.0.name": "{name}_count",
        "tables.0.measures.0.type": "count",
      },
    },
  },
  "lens-views": {
    questions: [],
    parts: { "": { "views.0.tables.0.join_path": "<table>", "views.0.tables.0.includes": "*" } },
  },
};
