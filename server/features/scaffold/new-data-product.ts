import { stringify } from "yaml";
import { csvColumns, type SourceColumn } from "./csv-columns.ts";
import { columnsOf, namesOf, type Column, type Names } from "./names.ts";
import { monitor, pager } from "./alerts.ts";
import { lensFiles } from "./lens-files.ts";

export interface DataProductOrder {
  /** Of the entity that the product is about: `customer`, `web-order`. */
  readonly name: string;
  /** Text of a CSV file with data of the source; without it the product has a few columns to begin with. */
  readonly csv?: string;
}

export interface ScaffoldFile {
  /** Relative to the folder of the product. */
  readonly path: string;
  readonly text: string;
}

export type NewDataProduct =
  | {
      readonly files: readonly ScaffoldFile[];
      /** The file to look at first. */
      readonly start: string;
    }
  | { readonly refused: string };

/** Beyond that names made of it would be too long for the platform. */
const maxName = 20;

/**
 * The folder of a whole data product about one entity: depot and secrets, a workflow that brings its data into the
 * lakehouse, quality checks, a monitor and a pager for them, a semantic model, the bundle of it all and the product.
 */
export function newDataProduct({ name, csv }: DataProductOrder): NewDataProduct {
  if (!/^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/.test(name) || name.length > maxName)
    return {
      refused: `A data product can't be called "${name}"; use up to ${maxName} lower-case letters, digits and single hyphens, a letter first.`,
    };
  const given = csv === undefined ? defaultColumns : csvColumns(csv);
  if (given.length === 0) return { refused: "The CSV file names no columns in its first line." };
  const names = namesOf(name);
  const columns = columnsOf(given);
  const manifests: Readonly<Record<string, object>> = {
    [`secrets/${names.depot}-r.yml`]: secret(names, "r"),
    [`secrets/${names.depot}-rw.yml`]: secret(names, "rw"),
    [`depots/${names.depot}.yml`]: depot(names),
    [`ingestion/${name}.yml`]: ingestion(names, columns),
    [`quality/${name}.yml`]: quality(names, columns),
    [`monitors/${name}-quality.yml`]: monitor(names),
    [`pagers/${name}-quality.yml`]: pager(names),
    [`bundles/${name}.yml`]: bundle(names),
    [`data-products/${name}.yml`]: product(names),
  };
  return {
    files: [
      {
        path: "dps.config.yml",
        text: `# This file makes the folder a workspace of its own.\nsampleData: sample-data\n`,
      },
      ...Object.entries(manifests).map(([path, value]) => ({
        path,
        text: stringify(value, { lineWidth: 0 }),
      })),
      ...lensFiles(names, columns),
      ...(csv === undefined
        ? []
        : [{ path: `sample-data/${names.source.replace(":", "/")}.csv`, text: csv }]),
    ],
    start: `ingestion/${name}.yml`,
  };
}

const defaultColumns: readonly SourceColumn[] = [
  { name: "id", type: "number", isKey: true },
  { name: "name", type: "string", isKey: false },
  { name: "amount", type: "number", isKey: false },
  { name: "created_at", type: "time", isKey: false },
];

function secret({ depot: name, variable }: Names, acl: "r" | "rw"): object {
  return {
    name: `${name}-${acl}`,
    version: "v1",
    type: "instance-secret",
    layer: "user",
    description: `Login of the depot ${name}, ${acl === "r" ? "reading" : "reading and writing"}`,
    "instance-secret": {
      type: "key-value-properties",
      acl,
      data: { username: `\${${variable}_USER}`, password: `\${${variable}_PASSWORD}` },
    },
  };
}

function depot({ depot: name, title, variable }: Names): object {
  return {
    name,
    version: "v2alpha",
    type: "depot",
    layer: "user",
    description: `Where the data of ${title} comes from`,
    depot: {
      type: "JDBC",
      external: true,
      secrets: ["r", "rw"].map((acl) => ({ name: `${name}-${acl}`, allKeys: true })),
      jdbc: {
        subprotocol: "postgresql",
        host: `\${${variable}_HOST}`,
        port: 5432,
        database: `\${${variable}_DATABASE}`,
      },
    },
  };
}

function ingestion({ name, title, source, target }: Names, columns: readonly Column[]): object {
  const spec = {
    stack: "flare:7.0",
    compute: "runnable-default",
    stackSpec: {
      job: {
        explain: true,
        logLevel: "INFO",
        inputs: [
          {
            name: "source_data",
            dataset: `dataos://${source}?acl=r`,
            options: { driver: "org.postgresql.Driver" },
          },
        ],
        steps: [{ sequence: [{ name: "final_data", sql: selectOf(columns) }] }],
        outputs: [
          {
            name: "final_data",
            dataset: `dataos://${target}?acl=rw`,
            format: "iceberg",
            title,
            options: { saveMode: "overwrite" },
          },
        ],
      },
    },
  };
  return workflow(`${name}-ingestion`, `Brings ${title} into the lakehouse`, {
    name: `${name}-ingestion`,
    spec,
  });
}

function selectOf(columns: readonly Column[]): string {
  const selected = columns.map(({ source, name, type }) => {
    const column =
      /^[a-z_][a-z0-9_]*$/.test(source) && source === name ? source : `\`${source.replaceAll("`", "``")}\``;
    if (type === "time") return `  cast(${column} AS timestamp) AS ${name}`;
    return column === name ? `  ${name}` : `  ${column} AS ${name}`;
  });
  return `SELECT\n${selected.join(",\n")}\nFROM\n  source_data\n`;
}

function quality({ name, title, target }: Names, columns: readonly Column[]): object {
  const key = columns.find(({ isKey }) => isKey)?.name;
  const spec = {
    stack: "soda+python:1.0",
    compute: "runnable-default",
    logLevel: "INFO",
    stackSpec: {
      inputs: [
        {
          dataset: `dataos://${target}`,
          options: { engine: "minerva", clusterName: "system" },
          checks: [
            check("row_count > 0", "There are rows", "Completeness"),
            ...(key === undefined
              ? []
              : [
                  check(`missing_count(${key}) = 0`, `Every row has its ${key}`, "Completeness"),
                  check(`duplicate_count(${key}) = 0`, `No ${key} comes twice`, "Uniqueness"),
                ]),
          ],
        },
      ],
    },
  };
  return workflow(`${name}-quality`, `Checks ${title} in the lakehouse`, {
    name: `${name}-quality`,
    spec,
  });
}

function check(text: string, name: string, category: string): object {
  return { [text]: { name, attributes: { category } } };
}

function workflow(name: string, description: string, job: object): object {
  return {
    name,
    version: "v1",
    type: "workflow",
    description,
    workspace: "public",
    workflow: { dag: [job] },
  };
}

function bundle({ name, title, depot }: Names): object {
  const item = (id: string, file: string, dependencies: readonly string[], workspace?: string) => ({
    id,
    file,
    ...(workspace !== undefined && { workspace }),
    ...(dependencies.length > 0 && { dependencies }),
  });
  return {
    name: `${name}-bundle`,
    version: "v1beta",
    type: "bundle",
    layer: "user",
    description: `What the data product ${title} deploys`,
    bundle: {
      resources: [
        item("secret-r", `secrets/${depot}-r.yml`, []),
        item("secret-rw", `secrets/${depot}-rw.yml`, []),
        item("depot", `depots/${depot}.yml`, ["secret-r", "secret-rw"]),
        item("ingestion", `ingestion/${name}.yml`, ["depot"], "public"),
        item("quality", `quality/${name}.yml`, ["ingestion"], "public"),
        item("monitor", `monitors/${name}-quality.yml`, ["quality"]),
        item("pager", `pagers/${name}-quality.yml`, ["monitor"], "public"),
        item("lens", "lens/deployment.yml", ["ingestion"], "public"),
      ],
    },
  };
}

function product({ name, title, source, target }: Names): object {
  return {
    name: `${name}-dp`,
    version: "v1beta",
    entity: "product",
    type: "data",
    tags: ["DPDomain.<domain>", `DPUsecase.<use case>`, "DPTier.Source Aligned"],
    description: `${title}, cleaned and checked`,
    v1beta: {
      data: {
        meta: { title },
        collaborators: [{ name: "<id of a user>", description: "owner" }],
        resource: { refType: "dataos", ref: `bundle:v1beta:${name}-bundle` },
        inputs: [{ refType: "depot", ref: `dataos://${source}`, purpose: "source" }],
        outputs: [{ refType: "dataos", ref: `dataset:${target.replace("/", ":")}`, purpose: "consumption" }],
        ports: { lens: { refType: "dataos", ref: `lens:v1alpha:${name}-lens:public` } },
      },
    },
  };
}
