/** What a built-in metric measures, as far as its check line goes. */
export interface MetricShape {
  /** Columns it is about. `row_count` takes any and ignores them. */
  readonly columns: "none" | "one" | "several";
  /** 0 to 100, and its threshold may be written with `%`. */
  readonly percent?: boolean;
  /** A second argument between 0 and 1. */
  readonly fraction?: boolean;
  /** Never below 0. */
  readonly countable?: boolean;
}

const count: MetricShape = { columns: "one", countable: true };
const percent: MetricShape = { columns: "one", countable: true, percent: true };
const number: MetricShape = { columns: "one" };

/** The metrics that SodaCL has. Any other name is one of the author's own, and needs an expression or a query. */
export const metrics: ReadonlyMap<string, MetricShape> = new Map<string, MetricShape>([
  ["row_count", { columns: "none", countable: true }],
  ["missing_count", count],
  ["missing_percent", percent],
  ["invalid_count", count],
  ["invalid_percent", percent],
  ["valid_count", count],
  ["duplicate_count", { ...count, columns: "several" }],
  ["duplicate_percent", { ...percent, columns: "several" }],
  ["avg", number],
  ["sum", number],
  ["min", number],
  ["max", number],
  ["avg_length", count],
  ["min_length", count],
  ["max_length", count],
  ["stddev", number],
  ["stddev_pop", number],
  ["stddev_samp", number],
  ["variance", number],
  ["var_pop", number],
  ["var_samp", number],
  ["percentile", { columns: "one", fraction: true }],
]);
