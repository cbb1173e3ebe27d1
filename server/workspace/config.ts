import configSchema from "../../schemas/config.json" with { type: "json" };
import { datasetKey, parseAddress } from "../address/address.ts";
import type { SchemaObject } from "../schema/dialect.ts";
import { loadSchemas } from "../schema/schemas.ts";
import { walk } from "../schema/walk.ts";
import type { Problem, Severity } from "../text/problem.ts";
import { nearest } from "../text/nearest.ts";
import type { OffsetRange } from "../text/range.ts";
import { parseYaml } from "../yaml/parse.ts";
import { entries, get, items, rangeOf, textOf, type YamlNode } from "../yaml/tree.ts";
import { resolveWithin } from "./paths.ts";

/** The content of `dps.config.yml`; everything is optional. */
export interface Config {
  /** Names by symbol kind that live on the platform, not in this workspace. */
  readonly external: Readonly<Record<string, readonly string[]>>;
  /** Folder of sample data, relative to the root. */
  readonly sampleData: string;
  /** Sample files or folders of single datasets: `depot:collection/dataset` → path relative to the root. */
  readonly datasets: Readonly<Record<string, string>>;
  /** Paths of custom schemas. */
  readonly schemas: readonly string[];
  /** Severity by rule id, or `off`. */
  readonly rules: Readonly<Record<string, Severity | "off">>;
  /** Patterns in the style of `.gitignore`. */
  readonly exclude: readonly string[];
  /** File of the problems that are known, relative to the root. */
  readonly baseline: string;
  /** By environment: values of the variables that manifests mention as `${VAR}`. */
  readonly environments: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** The environment that local runs go by; the first one otherwise. */
  readonly environment?: string;
}

export const defaultConfig: Config = {
  external: {},
  sampleData: "sample-data",
  datasets: {},
  schemas: [],
  rules: {},
  exclude: [],
  baseline: "dps.baseline.json",
  environments: {},
};

export interface ConfigFile {
  readonly config: Config;
  readonly problems: readonly Problem[];
  /** Where files that are read along with the configuration are named in it, by path relative to the root. */
  readonly mentions: ReadonlyMap<string, OffsetRange>;
  /** The YAML has errors. */
  readonly broken: boolean;
}

const { schemas } = loadSchemas({ "config.json": configSchema as SchemaObject });

/** Reads a configuration. What is wrong in it gives a problem and counts as not written. */
export function readConfig(text: string): ConfigFile {
  const { documents, problems: syntax, broken } = parseYaml(text);
  const root = documents[0]?.root;
  if (!root) return { config: defaultConfig, problems: syntax, mentions: new Map(), broken };
  const outside: Problem[] = [];
  const environments = record(get(root, "environments"), (node) => record(node, textOf));
  const config: Config = {
    external: record(get(root, "external"), namesOf),
    sampleData: pathOf(get(root, "sampleData"), outside) ?? defaultConfig.sampleData,
    datasets: byDataset(record(get(root, "datasets"), (node) => pathOf(node, outside))),
    schemas: items(get(root, "schemas")).flatMap((node) => pathOf(node, outside) ?? []),
    rules: record(get(root, "rules"), severityOf),
    exclude: texts(get(root, "exclude")),
    baseline: pathOf(get(root, "baseline"), outside) ?? defaultConfig.baseline,
    environments,
    ...chosenEnvironment(get(root, "environment"), environments, outside),
  };
  return {
    config,
    problems: [...syntax, ...walk(root, "config.json", schemas, text).problems, ...outside],
    mentions: mentionsIn(root),
    broken,
  };
}

function mentionsIn(root: YamlNode): ReadonlyMap<string, OffsetRange> {
  const nodes = [...items(get(root, "schemas")), get(root, "baseline")];
  return new Map(
    nodes.flatMap((node): [string, OffsetRange][] => {
      const path = pathOf(node, []);
      return node && path !== undefined ? [[path, rangeOf(node)]] : [];
    }),
  );
}

/** An environment that has no values under its name is a problem. */
function chosenEnvironment(
  node: YamlNode | undefined,
  environments: Config["environments"],
  problems: Problem[],
): Pick<Config, "environment"> {
  const name = textOf(node);
  if (!node || name === undefined) return {};
  if (Object.hasOwn(environments, name)) return { environment: name };
  const meant = nearest(name, Object.keys(environments));
  const remedy = meant === undefined ? "give one that `environments` lists." : `did you mean "${meant}"?`;
  const range = rangeOf(node);
  problems.push({
    rule: "unknown-value",
    severity: "error",
    message: `This file has no environment "${name}"; ${remedy}`,
    range,
    ...(meant !== undefined && {
      fixes: [{ title: `Change to "${meant}"`, edits: [{ range, newText: meant }] }],
    }),
  });
  return {};
}

function record<T>(
  node: YamlNode | undefined,
  read: (value: YamlNode, name: string) => T | undefined,
): Record<string, T> {
  const pairs = entries(node).flatMap(({ name, value }): [string, T][] => {
    const item = value && read(value, name);
    return item === undefined ? [] : [[name, item]];
  });
  return Object.fromEntries(pairs);
}

function namesOf(node: YamlNode, symbol: string): readonly string[] {
  return symbol === "dataset" ? texts(node).map(datasetKeyOf) : texts(node);
}

function byDataset(paths: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(paths).map(([dataset, path]) => [datasetKeyOf(dataset), path]));
}

/** The key of a dataset that is written as an address or as the key itself; other text stays as it is. */
function datasetKeyOf(text: string): string {
  const { address } = parseAddress(text.includes("://") ? text : `dataos://${text}`);
  return (address && datasetKey(address)) ?? text;
}

function severityOf(node: YamlNode): Severity | "off" | undefined {
  const text = textOf(node);
  return severities.find((severity) => severity === text);
}

const severities: readonly (Severity | "off")[] = ["error", "warning", "information", "hint", "off"];

/** The path relative to the root; a path that leaves it is a problem. */
function pathOf(node: YamlNode | undefined, problems: Problem[]): string | undefined {
  const text = textOf(node);
  if (!node || !text) return undefined;
  const path = resolveWithin("", text);
  if (path === undefined) {
    problems.push({
      rule: "malformed-value",
      severity: "error",
      message: `"${text}" lies outside the workspace; give a path relative to this file, below its folder.`,
      range: rangeOf(node),
    });
  }
  return path;
}

function texts(node: YamlNode | undefined): readonly string[] {
  return items(node).flatMap((item) => textOf(item) ?? []);
}
