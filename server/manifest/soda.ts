import {
  entries,
  get,
  isMap,
  isSequence,
  items,
  located,
  rangeOf,
  textOf,
  toPlain,
  type YamlNode,
} from "../yaml/tree.ts";
import type { Findings } from "./findings.ts";
import { locatedList } from "./located-list.ts";
import type { SodaCheck, SodaInput, SodaJob } from "./model.ts";

/** @param body the job's `stackSpec`, or the list that older manifests have in its place */
export function readSoda(body: YamlNode, findings: Findings): SodaJob {
  const inputs = isSequence(body) ? items(body) : items(get(body, "inputs"));
  return { type: "soda", inputs: inputs.map((input) => readInput(input, findings)) };
}

function readInput(input: YamlNode, findings: Findings): SodaInput {
  const filter = get(input, "filter");
  return {
    dataset: located(get(input, "dataset")),
    engine: located(get(input, "options", "engine")) ?? located(get(input, "engine")),
    clusterName: located(get(input, "options", "clusterName")) ?? located(get(input, "clusterName")),
    filter: filter && {
      name: located(get(filter, "name")),
      where: findings.sql(get(filter, "where"), "trino", "predicate"),
    },
    checks: items(get(input, "checks")).flatMap(readCheck),
    profile: locatedList(get(input, "profile", "columns")),
    range: rangeOf(input),
  };
}

/** A check is a line of text, or a map with the line as its only key. */
function readCheck(item: YamlNode): readonly SodaCheck[] {
  const text = textOf(item);
  if (text !== undefined) {
    const range = rangeOf(item);
    return [{ line: { value: text, range }, configuration: {}, configurationRanges: {}, range }];
  }
  const [check] = entries(item);
  if (!check) return [];
  const settings = isMap(check.value) ? entries(check.value) : [];
  return [
    {
      line: { value: check.name, range: check.keyRange },
      configuration: Object.fromEntries(settings.map(({ name, value }) => [name, toPlain(value)])),
      configurationRanges: Object.fromEntries(
        settings.map(({ name, value, range }) => [name, value ? rangeOf(value) : range]),
      ),
      range: rangeOf(item),
    },
  ];
}
