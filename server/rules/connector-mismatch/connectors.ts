import type { Depot } from "../../manifest/model.ts";

/** What Flare can be told of a depot: formats and options of its connector, and the driver of its database. */
export interface Connector {
  /** For messages: `BigQuery`. */
  readonly name: string;
  /** Lower case; the usual one first. */
  readonly formats: readonly string[];
  /** What the names of this connector's own options begin with. */
  readonly options: readonly string[];
  /** Undefined: the source is no JDBC database, or one we don't know. */
  readonly database?: Database;
}

/** A JDBC database and the drivers that speak its protocol, the usual one first. */
export interface Database {
  readonly name: string;
  readonly drivers: readonly string[];
}

const files = [
  "iceberg",
  "delta",
  "hudi",
  "parquet",
  "orc",
  "avro",
  "csv",
  "json",
  "text",
  "txt",
  "xml",
  "xlsx",
];
const searches = { formats: ["elasticsearch", "opensearch"], options: ["es.", "opensearch."] };
const streams = { formats: ["kafkajson", "kafkaavro", "avro", "json", "csv", "text", "txt", "xml"] };

/** By the depot's type. JDBC databases are left out: they differ by subprotocol. */
const connectors: Readonly<Record<string, Connector>> = {
  ABFSS: { name: "ABFSS", formats: files, options: [] },
  WASBS: { name: "WASBS", formats: files, options: [] },
  S3: { name: "S3", formats: files, options: [] },
  GCS: { name: "GCS", formats: files, options: [] },
  BIGQUERY: { name: "BigQuery", formats: ["bigquery"], options: [] },
  SNOWFLAKE: { name: "Snowflake", formats: ["snowflake", "jdbc"], options: ["sfWarehouse"] },
  REDSHIFT: { name: "Redshift", formats: ["redshift", "jdbc"], options: [] },
  ELASTICSEARCH: { name: "Elasticsearch", ...searches },
  OPENSEARCH: { name: "OpenSearch", formats: searches.formats.toReversed(), options: searches.options },
  MONGODB: { name: "MongoDB", formats: ["mongodb"], options: [] },
  KAFKA: { name: "Kafka", ...streams, options: ["kafka."] },
  PULSAR: { name: "Pulsar", formats: ["pulsar", ...streams.formats], options: [] },
  // Event Hubs also answer to Kafka's protocol.
  EVENTHUB: {
    name: "Event Hubs",
    formats: ["eventhub", ...streams.formats],
    options: ["eventhubs.", "kafka."],
  },
};

const postgres: Database = { name: "PostgreSQL", drivers: ["org.postgresql.Driver"] };
const mysql: Database = {
  name: "MySQL",
  drivers: ["com.mysql.cj.jdbc.Driver", "com.mysql.jdbc.Driver", "org.mariadb.jdbc.Driver"],
};
const sqlServer: Database = { name: "SQL Server", drivers: ["com.microsoft.sqlserver.jdbc.SQLServerDriver"] };
const oracle: Database = {
  name: "Oracle",
  drivers: ["oracle.jdbc.driver.OracleDriver", "oracle.jdbc.OracleDriver"],
};

const databases: Readonly<Record<string, Database>> = {
  POSTGRESQL: postgres,
  POSTGRES: postgres,
  MYSQL: mysql,
  MSSQL: sqlServer,
  SQLSERVER: sqlServer,
  ORACLE: oracle,
};

const allConnectors = Object.values(connectors);

/** Formats that say where the data is; of any other it is not known what it fits. */
export const knownFormats: ReadonlySet<string> = new Set([
  "jdbc",
  ...allConnectors.flatMap(({ formats }) => formats),
]);

/** What the names of options begin with that only one kind of source has. */
export const knownOptions: readonly string[] = [...new Set(allConnectors.flatMap(({ options }) => options))];

/** The database whose driver that class is. */
export function databaseOf(driver: string): Database | undefined {
  return Object.values(databases).find(({ drivers }) => drivers.includes(driver));
}

/** The connector of a depot; undefined for types that are not known well enough to judge. */
export function connectorOf({ source, subprotocol }: Depot): Connector | undefined {
  if (!source) return undefined;
  const known = connectors[source.value];
  if (known) return known;
  const database =
    source.value === "JDBC" ? databases[subprotocolOf(subprotocol?.value)] : databases[source.value];
  return database && { name: database.name, formats: ["jdbc"], options: [], database };
}

/** `oracle:thin` → `ORACLE`. */
function subprotocolOf(text = ""): string {
  return (text.split(":")[0] ?? "").toUpperCase();
}
