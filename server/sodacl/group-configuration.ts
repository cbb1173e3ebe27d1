import { readLabels, type Configured, type Labels } from "./configuration.ts";
import { ConfigurationReader } from "./configuration-reader.ts";

export interface GroupByConfiguration extends Labels {
  readonly query?: string;
  /** Columns of the query that make a group. */
  readonly fields: readonly string[];
  /** Items of the `checks` list, as written. */
  readonly checks: readonly unknown[];
  readonly groupLimit: number;
}

export interface GroupEvolutionConfiguration extends Labels {
  readonly query?: string;
  readonly warn?: GroupValidations;
  readonly fail?: GroupValidations;
}

export interface GroupValidations {
  readonly required: readonly string[];
  /** Patterns: `%` and `*` stand for any text. */
  readonly forbidden: readonly string[];
  /** Compares with the last run. */
  readonly changes: boolean;
}

type Values = Readonly<Record<string, unknown>>;

export function readGroupByConfiguration(values: Values): Configured<GroupByConfiguration> {
  const reader = new ConfigurationReader(values);
  reader.allowOnly(["name", "identity", "attributes", "query", "fields", "checks", "group_limit"]);
  expectKeys(reader, "group by", ["query", "fields", "checks"]);
  const configuration = {
    ...readLabels(reader, values),
    query: reader.text("query"),
    fields: reader.texts("fields") ?? [],
    checks: reader.list("checks") ?? [],
    groupLimit: reader.integer("group_limit") || 1000,
  };
  return { configuration, problems: reader.problems };
}

export function readGroupEvolutionConfiguration(values: Values): Configured<GroupEvolutionConfiguration> {
  const reader = new ConfigurationReader(values);
  reader.allowOnly(["name", "identity", "attributes", "query", "warn", "fail"]);
  expectKeys(reader, "group evolution", ["query"]);
  const configuration = {
    ...readLabels(reader, values),
    query: reader.text("query"),
    warn: readValidations(reader, "warn"),
    fail: readValidations(reader, "fail"),
  };
  return { configuration, problems: reader.problems };
}

function readValidations(
  parent: ConfigurationReader,
  outcome: "warn" | "fail",
): GroupValidations | undefined {
  const values = parent.map(
    outcome,
    "a map of validations",
    (value): value is unknown => value !== undefined,
  );
  if (!values) return undefined;
  const reader = new ConfigurationReader(values);
  reader.allowOnly(["when required group missing", "when forbidden group present", "when groups change"]);
  const validations = {
    required: reader.texts("when required group missing") ?? [],
    forbidden: reader.texts("when forbidden group present") ?? [],
    changes: reader.changes("when groups change", ["group add", "group delete"]),
  };
  for (const problem of reader.problems) parent.problems.push({ ...problem, key: outcome });
  return validations;
}

function expectKeys(reader: ConfigurationReader, check: string, keys: readonly string[]): void {
  for (const key of keys) {
    if (!reader.has(key)) reader.problem(key, "unusable", `A ${check} check needs \`${key}\`.`);
  }
}
