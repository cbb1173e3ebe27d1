import {
  entries,
  entry,
  get,
  isMap,
  items,
  located,
  rangeOf,
  textOf,
  toPlain,
  type YamlNode,
} from "../yaml/tree.ts";
import type { OffsetRange } from "../text/range.ts";
import type { Findings } from "./findings.ts";
import type { FlareFunction, FlareInput, FlareJob, FlareOutput, FlareStep } from "./model.ts";

/** @param body the job's `stackSpec`, or `flare` in older manifests */
export function readFlare(body: YamlNode, findings: Findings): FlareJob {
  const job = get(body, "job");
  const steps = items(get(job, "steps"));
  return {
    type: "flare",
    sparkSettings: items(get(body, "sparkConf")).flatMap((item) =>
      // What `<<` merges in may be overridden on purpose.
      entries(item).flatMap(({ name, keyRange: range, merged }) => (merged ? [] : [{ value: name, range }])),
    ),
    inputs: items(get(job, "inputs")).map((input) => readInput(input, findings)),
    steps: steps.flatMap((step) => sequenceOf(step)).map((step) => readStep(step, findings)),
    outputs: items(get(job, "outputs")).map(readOutput),
    // Steps may stand in another file, and outputs may be fed by sinks under names of their own.
    complete: steps.every((step) => isMap(step) && !entry(step, "sink")),
    profile: keyRange(job, "profile"),
    actions: keyRange(job, "actions"),
    assertions: [job, ...items(get(job, "outputs"))]
      .map((node) => keyRange(node, "assertions"))
      .find((range) => range !== undefined),
  };
}

/** The steps of an item of `steps`; a single step is sometimes written without the list's dash. */
function sequenceOf(step: YamlNode): readonly YamlNode[] {
  const sequence = get(step, "sequence");
  return sequence && isMap(sequence) ? [sequence] : items(sequence);
}

function readInput(input: YamlNode, findings: Findings): FlareInput {
  const incremental = get(input, "incremental");
  return {
    name: located(get(input, "name")),
    dataset: located(get(input, "dataset")),
    format: located(get(input, "format")),
    query: findings.sql(get(input, "query"), "trino", "statement"),
    incremental: incremental && {
      context: located(get(incremental, "context")),
      sql: findings.sql(get(incremental, "sql"), "spark", "statement"),
      keys: items(get(incremental, "keys")).map((key) => ({
        name: located(get(key, "name")),
        sql: findings.sql(get(key, "sql"), "spark", "statement"),
      })),
    },
    options: scalarsOf(get(input, "options")),
    optionRanges: rangesOf(get(input, "options")),
    driver: located(get(input, "options", "driver")) ?? located(get(input, "driver")),
    range: rangeOf(input),
  };
}

function readStep(step: YamlNode, findings: Findings): FlareStep {
  const sql = findings.sql(get(step, "sql"), "spark", "statement");
  return {
    name: located(get(step, "name")),
    sql,
    functions: items(get(step, "functions")).flatMap(readFunction),
    external: sql ? undefined : ["sqlFile", "classpath"].find((key) => entry(step, key)),
    range: rangeOf(step),
  };
}

function readFunction(node: YamlNode): readonly FlareFunction[] {
  const name = located(get(node, "name"));
  if (!name) return [];
  const parameters = entries(node).filter((parameter) => parameter.name !== "name");
  return [
    {
      name,
      parameters: Object.fromEntries(
        parameters.map((parameter) => [parameter.name, toPlain(parameter.value)]),
      ),
      range: rangeOf(node),
    },
  ];
}

function readOutput(output: YamlNode): FlareOutput {
  return {
    name: located(get(output, "name")),
    dataset: located(get(output, "dataset")) ?? located(get(output, "depot")),
    format: located(get(output, "format")),
    driver: located(get(output, "driver")) ?? located(get(output, "options", "driver")),
    saveMode: textOf(get(output, "options", "saveMode")),
    range: rangeOf(output),
  };
}

function scalarsOf(node: YamlNode | undefined): Readonly<Record<string, string>> {
  const scalars = entries(node).flatMap(({ name, value }): [string, string][] => {
    const text = textOf(value);
    return text === undefined ? [] : [[name, text]];
  });
  return Object.fromEntries(scalars);
}

function rangesOf(node: YamlNode | undefined): Readonly<Record<string, OffsetRange>> {
  const ranges = entries(node).flatMap(({ name, value }): [string, OffsetRange][] =>
    value ? [[name, rangeOf(value)]] : [],
  );
  return Object.fromEntries(ranges);
}

function keyRange(node: YamlNode | undefined, key: string) {
  return node && entry(node, key)?.keyRange;
}
