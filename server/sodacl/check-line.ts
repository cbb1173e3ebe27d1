import { nearest } from "../text/nearest.ts";
import type { OffsetRange } from "../text/range.ts";
import { Cursor, Malformed, type Identifier, type TextProblem } from "./cursor.ts";
import { metrics } from "./metrics.ts";
import { repair } from "./repair.ts";
import { readThreshold, type Threshold } from "./threshold.ts";

/** What a check line says. All ranges are offsets into the line. */
export type CheckLine =
  | MetricLine
  | FreshnessLine
  | ReferenceLine
  | RowCountComparisonLine
  | { readonly type: "schema" | "failed rows" | "group by" | "group evolution" };

export interface MetricLine {
  readonly type: "metric";
  readonly metric: Identifier;
  readonly columns: readonly Identifier[];
  /** Second argument of `percentile`. */
  readonly fraction?: number;
  readonly threshold?: Threshold;
  /** What the number is compared with, where that is not the threshold alone. */
  readonly against?: "earlier measurements" | "a learnt model" | "a reference distribution";
}

export interface FreshnessLine {
  readonly type: "freshness";
  readonly column: Identifier;
  /** Variable that holds the time to compare with; `NOW` when undefined. */
  readonly variable?: Identifier;
  readonly threshold?: Threshold;
}

export interface ReferenceLine {
  readonly type: "reference";
  readonly columns: readonly Identifier[];
  readonly negated: boolean;
  readonly table: Identifier;
  readonly otherColumns: readonly Identifier[];
}

export interface RowCountComparisonLine {
  readonly type: "row count comparison";
  readonly table: Identifier;
  readonly partition?: Identifier;
  readonly dataSource?: Identifier;
}

export interface CheckLineOptions {
  /** Metrics that the author defines; `any` where every column of a query is one (`group by`). */
  readonly ownMetrics?: readonly string[] | "any";
}

/** Reads a check line by the platform's strict grammar, in which blanks count. */
export function parseCheckLine(
  text: string,
  options: CheckLineOptions = {},
): { check: CheckLine } | { problem: TextProblem } {
  const result = attempt(text, options);
  if ("check" in result) return result;
  const { fix, ...problem } = result.problem;
  if (text.length > longestRepaired) return { problem };
  const meant = fix?.newText ?? text;
  const newText = [meant, repair(meant)].find((each) => each !== text && "check" in attempt(each, options));
  if (newText === undefined) return { problem };
  return { problem: { ...problem, fix: { title: fix?.title ?? `Change to ${newText}`, newText } } };
}

/** Longer lines get no fix: what they cost must not grow faster than they do. */
const longestRepaired = 1000;

function attempt(text: string, options: CheckLineOptions): ReturnType<typeof parseCheckLine> {
  try {
    return { check: readLine(new Cursor(text), options) };
  } catch (error) {
    if (error instanceof Malformed) return { problem: error.problem };
    throw error;
  }
}

const headings = ["schema", "failed rows", "group by", "group evolution"] as const;

function readLine(cursor: Cursor, options: CheckLineOptions): CheckLine {
  const heading = headings.find((each) => each === cursor.text);
  if (heading) return { type: heading };
  if (cursor.atEnd) cursor.fail("A check line must stand here.", { start: 0, end: 0 });
  if (cursor.take("row_count same as")) return readRowCountComparison(cursor);
  if (cursor.take("values in")) return readReference(cursor);
  if (cursor.take("freshness using")) return readOldFreshness(cursor);
  if (/^freshness\(/.test(cursor.text)) return readFreshness(cursor);
  return readMetric(cursor, options);
}

function readMetric(cursor: Cursor, options: CheckLineOptions): MetricLine {
  const against = readBaseline(cursor);
  const metric = cursor.identifier("a metric");
  const shape = metrics.get(metric.name);
  const distribution = metric.name === "distribution_difference";
  const columns: Identifier[] = [];
  let fraction: number | undefined;
  if (cursor.take("(")) {
    do {
      if (columns.length > 0) cursor.blank();
      const number = columns.length > 0 ? cursor.match(/[+-]?(?:\d+\.?\d*|\.\d+)(?=[),])/y) : undefined;
      if (number !== undefined) fraction = Number(number);
      else columns.push(cursor.identifier("a column"));
    } while (cursor.take(","));
    cursor.expect(")", "A closing parenthesis must stand here.");
  }
  const own = options.ownMetrics === "any" || options.ownMetrics?.includes(metric.name);
  if (!shape && !own && !distribution) failUnknownMetric(cursor, metric);
  const threshold = readOptionalThreshold(cursor, against);
  if (shape) expectArguments(cursor, metric, columns, fraction);
  return {
    type: "metric",
    metric,
    columns,
    fraction,
    threshold,
    against: distribution ? "a reference distribution" : against,
  };
}

function readBaseline(cursor: Cursor): MetricLine["against"] {
  if (cursor.take("anomaly score for ") || cursor.take("anomaly detection for ")) return "a learnt model";
  if (!/^change(?:\s|$)/.test(cursor.text)) return undefined;
  cursor.take("change");
  cursor.blank();
  if (cursor.take("same day last week")) cursor.blank();
  else if (cursor.match(/(?:avg|min|max)(?= )/y)) {
    cursor.blank();
    cursor.expect("last", "`last` and a number of measurements must stand here.");
    cursor.blank();
    if (!cursor.match(/\d+/y)) cursor.fail("A number of measurements must stand here.");
    cursor.blank();
  }
  if (cursor.take("percent")) cursor.blank();
  cursor.expect("for", "`for` and a metric must stand here, as in `change avg last 7 for row_count < 10`.");
  cursor.blank();
  return "earlier measurements";
}

/** `< default` is all that an anomaly check takes besides its configuration. */
function readOptionalThreshold(cursor: Cursor, against?: MetricLine["against"]): Threshold | undefined {
  if (cursor.atEnd) return undefined;
  cursor.blank();
  const anomalous = against === "a learnt model" && cursor.take("< default");
  const threshold = anomalous ? undefined : readThreshold(cursor);
  cursor.end();
  return threshold;
}

function expectArguments(
  cursor: Cursor,
  metric: Identifier,
  columns: readonly Identifier[],
  fraction: number | undefined,
): void {
  const shape = metrics.get(metric.name);
  if (shape && shape.columns !== "none" && columns.length === 0) {
    cursor.fail(`\`${metric.name}\` needs a column: write \`${metric.name}(column)\`.`, metric.range);
  }
  if (shape?.fraction && (fraction === undefined || fraction < 0 || fraction > 1)) {
    cursor.fail(
      `\`${metric.name}\` needs a column and a fraction from 0 to 1, as in \`${metric.name}(column, 0.95)\`.`,
      metric.range,
    );
  }
}

function failUnknownMetric(cursor: Cursor, metric: Identifier): never {
  if (metric.name.startsWith("$") && !metric.name.includes("{")) {
    cursor.fail("Check templates (`$name`) don't exist in the open-source engine.", metric.range);
  }
  if (metric.name === "valid_percent") {
    const message =
      "There is no `valid_percent`; use `invalid_percent` with the opposite threshold (missing values count as neither).";
    cursor.fail(message, metric.range, turnRound(cursor, metric.range));
  }
  const heading = nearest(cursor.text.trim(), headings);
  if (heading) {
    const fix = { title: `Change to ${heading}`, newText: heading };
    cursor.fail(
      `There is no check \`${cursor.text.trim()}\`; did you mean \`${heading}\`?`,
      metric.range,
      fix,
    );
  }
  const meant = nearest(metric.name, [...metrics.keys(), "freshness", "distribution_difference"]);
  const advice = meant
    ? `did you mean \`${meant}\`?`
    : `define it below the check with \`${metric.name} expression\` or \`${metric.name} query\`.`;
  cursor.fail(
    `There is no metric \`${metric.name}\`; ${advice}`,
    metric.range,
    meant ? { title: `Change to ${meant}`, newText: replace(cursor.text, metric.range, meant) } : undefined,
  );
}

/** `valid_percent(c) > 95` as `invalid_percent(c) < 5`. */
function turnRound(cursor: Cursor, metric: OffsetRange): TextProblem["fix"] {
  const rest = /^(\([^()]*\) )([<>]=?|=)( )(\d+(?:\.\d+)?)( ?%?)$/.exec(cursor.text.slice(metric.end));
  if (!rest) return undefined;
  const [, argument = "", comparator = "", , number = "", sign = ""] = rest;
  const opposite = comparator.replace(/[<>]/, (each) => (each === "<" ? ">" : "<"));
  const bound = Number((100 - Number(number)).toFixed(6));
  const newText = `${cursor.text.slice(0, metric.start)}invalid_percent${argument}${opposite} ${bound}${sign}`;
  return { title: `Change to ${newText}`, newText };
}

function readFreshness(cursor: Cursor): FreshnessLine {
  cursor.take("freshness(");
  const column = cursor.identifier("a column");
  let variable: Identifier | undefined;
  if (cursor.take(",")) {
    cursor.blank();
    variable = cursor.identifier("a variable");
  }
  cursor.expect(")", "A closing parenthesis must stand here.");
  const threshold = readOptionalThreshold(cursor);
  return { type: "freshness", column, variable, threshold };
}

/** `freshness using column [with VARIABLE] [< 1d]`, the older spelling. */
function readOldFreshness(cursor: Cursor): FreshnessLine {
  cursor.blank();
  const column = cursor.identifier("a column");
  let variable: Identifier | undefined;
  if (cursor.take(" with")) {
    cursor.blank();
    variable = cursor.identifier("a variable");
  }
  return { type: "freshness", column, variable, threshold: readOptionalThreshold(cursor) };
}

function readRowCountComparison(cursor: Cursor): RowCountComparisonLine {
  cursor.blank();
  const table = cursor.identifier("a table");
  const partition = cursor.startsWith(" [") ? partitionAfter(cursor) : undefined;
  let dataSource: Identifier | undefined;
  if (cursor.take(" in")) {
    cursor.blank();
    dataSource = cursor.identifier("a data source");
  }
  cursor.end();
  return { type: "row count comparison", table, partition, dataSource };
}

function partitionAfter(cursor: Cursor): Identifier {
  cursor.blank();
  return cursor.identifier("a filter's name in brackets");
}

function readReference(cursor: Cursor): ReferenceLine {
  cursor.blank();
  const list = cursor.startsWith("(");
  const columns = list ? readList(cursor) : [cursor.identifier("a column")];
  cursor.blank();
  cursor.expect("must", "`must exist in` (or `must not exist in`) must stand here.");
  cursor.blank();
  const negated = cursor.take("not ");
  cursor.expect("exist in", "`exist in` must stand here.");
  cursor.blank();
  const table = cursor.identifier("a table");
  cursor.blank();
  const start = cursor.position;
  const otherColumns = list ? readList(cursor) : [cursor.identifier("a column")];
  cursor.end();
  if (columns.length !== otherColumns.length) {
    const message = `Both sides must name equally many columns, and these are ${columns.length} and ${otherColumns.length}.`;
    cursor.fail(message, { start, end: cursor.position });
  }
  return { type: "reference", columns, negated, table, otherColumns };
}

function readList(cursor: Cursor): Identifier[] {
  cursor.expect("(", "Columns in parentheses must stand here, as on the other side.");
  const identifiers = [cursor.identifier("a column")];
  while (cursor.take(",")) {
    cursor.blank();
    identifiers.push(cursor.identifier("a column"));
  }
  cursor.expect(")", "A closing parenthesis must stand here.");
  return identifiers;
}

function replace(text: string, { start, end }: OffsetRange, replacement: string): string {
  return text.slice(0, start) + replacement + text.slice(end);
}
