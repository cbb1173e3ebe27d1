import {
  parseCheckLine,
  type CheckLineOptions,
  type FreshnessLine,
  type MetricLine,
  type ReferenceLine,
  type RowCountComparisonLine,
} from "./check-line.ts";
import {
  ownMetrics,
  readFailedRowsConfiguration,
  readMetricConfiguration,
  readReferenceConfiguration,
  type Configured,
  type FailedRowsConfiguration,
  type MetricConfiguration,
  type ReferenceConfiguration,
} from "./configuration.ts";
import type { TextProblem } from "./cursor.ts";
import {
  readGroupByConfiguration,
  readGroupEvolutionConfiguration,
  type GroupByConfiguration,
  type GroupEvolutionConfiguration,
} from "./group-configuration.ts";
import { readSchemaConfiguration, type SchemaConfiguration } from "./schema-configuration.ts";

/** A check as read: its line, its configuration, and what is wrong with the latter. */
export type ReadCheck =
  | ({ readonly type: "metric"; readonly line: MetricLine } & Configured<MetricConfiguration>)
  | ({ readonly type: "freshness"; readonly line: FreshnessLine } & Configured<MetricConfiguration>)
  | ({ readonly type: "reference"; readonly line: ReferenceLine } & Configured<ReferenceConfiguration>)
  | ({
      readonly type: "row count comparison";
      readonly line: RowCountComparisonLine;
    } & Configured<ReferenceConfiguration>)
  | ({ readonly type: "schema" } & Configured<SchemaConfiguration>)
  | ({ readonly type: "failed rows" } & Configured<FailedRowsConfiguration>)
  | ({ readonly type: "group by" } & Configured<GroupByConfiguration>)
  | ({ readonly type: "group evolution" } & Configured<GroupEvolutionConfiguration>);

/** Reads a check; a line that can't be read is a problem in place of a check. */
export function readCheck(
  text: string,
  configuration: Readonly<Record<string, unknown>>,
  options: CheckLineOptions = { ownMetrics: ownMetrics(configuration) },
): { check: ReadCheck } | { problem: TextProblem } {
  const result = parseCheckLine(text, options);
  if ("problem" in result) return result;
  const line = result.check;
  switch (line.type) {
    case "metric":
      return {
        check: { type: line.type, line, ...readMetricConfiguration(configuration, line.metric.name) },
      };
    case "freshness":
      return { check: { type: line.type, line, ...readMetricConfiguration(configuration, line.type) } };
    case "reference":
      return { check: { type: line.type, line, ...readReferenceConfiguration(configuration) } };
    case "row count comparison":
      return { check: { type: line.type, line, ...readReferenceConfiguration(configuration) } };
    case "schema":
      return { check: { type: line.type, ...readSchemaConfiguration(configuration) } };
    case "failed rows":
      return { check: { type: line.type, ...readFailedRowsConfiguration(configuration) } };
    case "group by":
      return { check: { type: line.type, ...readGroupByConfiguration(configuration) } };
    case "group evolution":
      return { check: { type: line.type, ...readGroupEvolutionConfiguration(configuration) } };
  }
}
