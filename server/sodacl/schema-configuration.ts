import { readLabels, type Configured, type Labels } from "./configuration.ts";
import { ConfigurationReader } from "./configuration-reader.ts";

export interface SchemaConfiguration extends Labels {
  readonly warn?: SchemaValidations;
  readonly fail?: SchemaValidations;
}

/** What a dataset's columns must be; each is a violation when it does not hold. */
export interface SchemaValidations {
  readonly required: readonly string[];
  /** Patterns: `%` and `*` stand for any text. */
  readonly forbidden: readonly string[];
  /** Column → type; undefined: the column must be there, whatever its type. */
  readonly types: Readonly<Record<string, string | undefined>>;
  /** Column → position from 0. */
  readonly indexes: Readonly<Record<string, number>>;
  /** The columns of `types` are all that may be there. */
  readonly exact: boolean;
  /** Columns of `types` that may be absent. */
  readonly optional: readonly string[];
  /** Compares with the last run. */
  readonly changes: boolean;
}

const validationKeys = [
  "when required column missing",
  "when forbidden column present",
  "when wrong column type",
  "when wrong column index",
  "when schema changes",
  "when mismatching columns",
  "with optional columns",
];
const changes = ["column add", "column delete", "column index change", "column type change"];

export function readSchemaConfiguration(
  values: Readonly<Record<string, unknown>>,
): Configured<SchemaConfiguration> {
  const reader = new ConfigurationReader(values);
  reader.allowOnly(["name", "identity", "attributes", "warn", "fail"]);
  const configuration = {
    ...readLabels(reader, values),
    warn: readValidations(reader, "warn"),
    fail: readValidations(reader, "fail"),
  };
  if (!reader.has("warn") && !reader.has("fail")) {
    reader.problem("fail", "ineffective", "A schema check without `warn` and `fail` checks nothing.");
  }
  return { configuration, problems: reader.problems };
}

function readValidations(
  parent: ConfigurationReader,
  outcome: "warn" | "fail",
): SchemaValidations | undefined {
  const values = parent.map(
    outcome,
    "a map of validations",
    (value): value is unknown => value !== undefined,
  );
  if (!values) return undefined;
  const reader = new ConfigurationReader(values);
  reader.allowOnly(validationKeys);
  const exactTypes = reader.map("when mismatching columns", "a map of columns to types", isTypeName);
  const types = exactTypes ?? reader.map("when wrong column type", "a map of columns to types", isTypeName);
  const optional = reader.texts("with optional columns");
  if (optional && !exactTypes) {
    reader.problem(
      "with optional columns",
      "unusable",
      "`with optional columns` needs `when mismatching columns`.",
    );
  }
  const validations = {
    required: reader.texts("when required column missing") ?? [],
    forbidden: reader.texts("when forbidden column present") ?? [],
    types: Object.fromEntries(
      Object.entries(types ?? {}).map(([column, type]) => [column, type ?? undefined]),
    ),
    indexes: reader.map("when wrong column index", "a map of columns to whole numbers", isInteger) ?? {},
    exact: exactTypes !== undefined,
    optional: optional ?? [],
    changes: reader.changes("when schema changes", changes),
  };
  for (const problem of reader.problems) parent.problems.push({ ...problem, key: outcome });
  return validations;
}

function isTypeName(value: unknown): value is string | null {
  return typeof value === "string" || value === null;
}

function isInteger(value: unknown): value is number {
  return Number.isInteger(value);
}
