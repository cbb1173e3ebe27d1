import type { MetricLine } from "../sodacl/check-line.ts";
import type { MetricConfiguration } from "../sodacl/configuration.ts";
import type { CheckedTable } from "./plan.ts";
import type { Limits } from "./verdict.ts";

/** A check of a built-in metric, and where it is measured. */
export interface MetricSetting {
  readonly metric: string;
  readonly line: MetricLine;
  readonly configuration: MetricConfiguration;
  readonly limits: Limits;
  /** The check's own filter, as DuckDB SQL. */
  readonly filter?: string;
  readonly table: CheckedTable;
}
