import { ConfigurationReader, type ConfigurationProblem, type Literal } from "./configuration-reader.ts";
import { formats } from "./formats.ts";
import type { Threshold } from "./threshold.ts";

/** What any check can have. */
export interface Labels {
  readonly name?: string;
  /** `attributes.title`, shown where there is no name. */
  readonly title?: string;
}

/** When a check without a threshold on its line warns and fails. */
export interface Zones {
  readonly warn?: Threshold;
  readonly fail?: Threshold;
}

/** Which values of a column are missing, valid and invalid. All clauses are optional. */
export interface Validity {
  readonly missingValues?: readonly Literal[];
  readonly missingRegex?: string;
  readonly missingFormat?: string;
  readonly validValues?: readonly Literal[];
  readonly validRegex?: string;
  readonly validFormat?: string;
  /** Inclusive, like the other bounds. */
  readonly validMin?: number;
  readonly validMax?: number;
  readonly validLength?: number;
  readonly validMinLength?: number;
  readonly validMaxLength?: number;
  readonly invalidValues?: readonly Literal[];
  readonly invalidRegex?: string;
  readonly invalidFormat?: string;
  /** Counts NULL as invalid. */
  readonly includeNull?: boolean;
}

/** SQL of the author's: in place, or in a file. */
export interface OwnSql {
  readonly form: "expression" | "query" | "file";
  readonly text: string;
}

export interface MetricConfiguration extends Labels, Zones {
  /** Predicate of rows that the check looks at. */
  readonly filter?: string;
  /** Most failing rows to keep. */
  readonly samplesLimit?: number;
  readonly validity: Validity;
  /** What gives the value of a metric of the author's own. */
  readonly own?: OwnSql;
  /** What yields its failing rows. */
  readonly failedRows?: OwnSql;
}

export interface FailedRowsConfiguration extends Labels, Zones {
  readonly samplesLimit?: number;
  readonly condition?: string;
  readonly query?: OwnSql;
}

export interface ReferenceConfiguration extends Labels {
  readonly samplesLimit?: number;
}

export interface Configured<T> {
  readonly configuration: T;
  readonly problems: readonly ConfigurationProblem[];
}

type Values = Readonly<Record<string, unknown>>;

/** Keys of the missing and valid configuration, and how each is read. */
const validityKeys = {
  "missing values": "missingValues",
  "missing regex": "missingRegex",
  "missing format": "missingFormat",
  "valid values": "validValues",
  "valid regex": "validRegex",
  "valid format": "validFormat",
  "valid min": "validMin",
  "valid max": "validMax",
  "valid length": "validLength",
  "valid min length": "validMinLength",
  "valid max length": "validMaxLength",
  "invalid values": "invalidValues",
  "invalid regex": "invalidRegex",
  "invalid format": "invalidFormat",
  "include null": "includeNull",
} as const satisfies Record<string, keyof Validity>;

const labelKeys = ["name", "identity", "attributes"];
const metricKeys = [
  ...labelKeys,
  ...Object.keys(validityKeys),
  "warn",
  "fail",
  "filter",
  "condition",
  "method",
  "samples limit",
  "failed rows query",
  "failed rows sql_file",
  "model",
  "training_dataset_parameters",
  "severity_level_parameters",
  "take_over_existing_anomaly_score_check",
  "warn_only",
  "distribution reference file",
];

/** @param metric its name, of which the author's own expression or query must bear the prefix */
export function readMetricConfiguration(values: Values, metric: string): Configured<MetricConfiguration> {
  const reader = new ConfigurationReader(values);
  const ownKeys = Object.keys(values).filter(isOwnKey);
  reader.allowOnly([...metricKeys, ...ownKeys]);
  const own = readOwn(reader, ownKeys, metric);
  const filter = reader.text("filter")?.trim();
  if (own && filter !== undefined) {
    reader.problem("filter", "ineffective", `The filter does not apply to the ${own.form} of \`${metric}\`.`);
  }
  const configuration = {
    ...readLabels(reader, values),
    ...readZones(reader),
    filter,
    samplesLimit: reader.integer("samples limit"),
    validity: readValidity(reader),
    own,
    failedRows: readSql(reader, "failed rows query", "failed rows sql_file"),
  };
  return { configuration, problems: reader.problems };
}

export function readFailedRowsConfiguration(values: Values): Configured<FailedRowsConfiguration> {
  const reader = new ConfigurationReader(values);
  const sqlKeys = ["fail condition", "fail query", "fail sql_file"];
  reader.allowOnly([...labelKeys, "warn", "fail", "samples limit", ...sqlKeys]);
  const configuration = {
    ...readLabels(reader, values),
    ...readZones(reader),
    samplesLimit: reader.integer("samples limit"),
    condition: reader.text("fail condition"),
    query: readSql(reader, "fail query", "fail sql_file"),
  };
  if (!configuration.condition && !configuration.query) {
    reader.problem(
      "fail condition",
      "unusable",
      "A failed rows check needs a `fail condition` or a `fail query`.",
    );
  }
  return { configuration, problems: reader.problems };
}

export function readReferenceConfiguration(values: Values): Configured<ReferenceConfiguration> {
  const reader = new ConfigurationReader(values);
  reader.allowOnly([...labelKeys, "samples limit"]);
  const configuration = { ...readLabels(reader, values), samplesLimit: reader.integer("samples limit") };
  return { configuration, problems: reader.problems };
}

export function readLabels(reader: ConfigurationReader, values: Values): Labels {
  const attributes = values["attributes"];
  const title =
    typeof attributes === "object" && attributes !== null && "title" in attributes
      ? attributes.title
      : undefined;
  return { name: reader.label("name"), title: typeof title === "string" ? title : undefined };
}

/** Names of metrics that the configuration defines: the `m` of `m expression`, `m query` and `m sql_file`. */
export function ownMetrics(values: Values): readonly string[] {
  return Object.keys(values)
    .filter(isOwnKey)
    .map((key) => key.slice(0, key.lastIndexOf(" ")));
}

function isOwnKey(key: string): boolean {
  return /^\S+ (?:expression|query|sql_file)$/.test(key);
}

function readOwn(reader: ConfigurationReader, keys: readonly string[], metric: string): OwnSql | undefined {
  let own: OwnSql | undefined;
  for (const key of keys) {
    const [prefix = "", form = ""] = key.split(" ");
    const text = reader.text(key)?.trim();
    if (prefix !== metric) {
      reader.problem(
        key,
        "unusable",
        `\`${key}\` must begin with the metric of the check line, \`${metric}\`.`,
      );
    } else if (text) {
      own = { form: form === "sql_file" ? "file" : form === "query" ? "query" : "expression", text };
    }
  }
  return own;
}

function readSql(reader: ConfigurationReader, queryKey: string, fileKey: string): OwnSql | undefined {
  const query = reader.text(queryKey);
  if (query !== undefined) return { form: "query", text: query };
  const file = reader.text(fileKey)?.trim();
  return file === undefined ? undefined : { form: "file", text: file };
}

function readZones(reader: ConfigurationReader): Zones {
  return { warn: reader.zone("warn"), fail: reader.zone("fail") };
}

function readValidity(reader: ConfigurationReader): Validity {
  const read = (key: string) => {
    if (key.endsWith(" values")) return reader.values(key);
    if (key.endsWith(" regex")) return reader.text(key);
    if (key.endsWith(" format")) return readFormat(reader, key);
    if (key.endsWith(" length")) return reader.integer(key);
    return key === "include null" ? reader.flag(key) : reader.number(key);
  };
  const configured = Object.entries(validityKeys).flatMap(([key, field]) => {
    const value = read(key);
    return value === undefined ? [] : [[field, value] as const];
  });
  return Object.fromEntries(configured);
}

function readFormat(reader: ConfigurationReader, key: string): string | undefined {
  const format = reader.text(key);
  if (format === undefined || formats.has(format)) return format;
  reader.problem(key, "unusable", `There is no format \`${format}\`.`, true);
  return undefined;
}
