import type { SodaCheck } from "../manifest/model.ts";
import type { Validity } from "../sodacl/configuration.ts";
import { readCheck } from "../sodacl/read-check.ts";
import type { ReadCheck } from "../sodacl/read-check.ts";
import type { Threshold } from "../sodacl/threshold.ts";
import type { ValueType } from "../sql/outline.ts";
import type { Rows } from "./rows.ts";
import type { ColumnShape, Range, Shapes, TableShape } from "./shapes.ts";
import { narrow } from "./shapes.ts";

export interface CheckedRows {
  readonly rows: Rows;
  readonly shapes: Shapes;
  /** Undefined where a workflow makes the rows. */
  readonly table: TableShape | undefined;
  /** Another table that a check names. */
  other(name: string): Rows | undefined;
  /** The same, where it is a sample. */
  otherTable(name: string): TableShape | undefined;
}

/** Takes in what quality checks want of columns, so that the sample passes them. SQL in them is read elsewhere. */
export function readChecks(checks: readonly SodaCheck[], checked: CheckedRows): void {
  for (const { line, configuration } of checks) {
    const read = readCheck(line.value, configuration);
    if ("check" in read) learn(read.check, checked);
  }
}

function learn(check: ReadCheck, checked: CheckedRows): void {
  switch (check.type) {
    case "metric":
      return learnMetric(check, checked);
    case "freshness":
      for (const column of find(checked, check.line.column.name)) {
        column.fresh = true;
        column.types.add("timestamp");
      }
      return;
    case "reference": {
      const others = checked.other(check.line.table.name);
      check.line.columns.forEach(({ name }, index) => {
        const otherName = check.line.otherColumns[index]?.name ?? name;
        const other = others?.find(otherName, true) ?? [];
        if (!check.line.negated) checked.shapes.link(find(checked, name), other, "right");
      });
      return;
    }
    case "row count comparison":
      pair(checked.table, checked.otherTable(check.line.table.name));
      return;
    case "schema":
      for (const validations of [check.configuration.fail, check.configuration.warn]) {
        for (const name of validations?.required ?? []) find(checked, name);
        for (const [name, type] of Object.entries(validations?.types ?? {}))
          declare(find(checked, name), type);
        for (const name of Object.keys(validations?.indexes ?? {})) find(checked, name);
      }
      return;
    case "group by":
      for (const name of check.configuration.fields) find(checked, name);
  }
}

/** Two samples get as many rows each, whichever of them has the narrower bounds. */
function pair(one: TableShape | undefined, other: TableShape | undefined): void {
  if (!one || !other) return;
  one.sameCount ??= other;
  other.sameCount ??= one;
}

function learnMetric(
  { line, configuration }: Extract<ReadCheck, { type: "metric" }>,
  checked: CheckedRows,
): void {
  const metric = line.metric.name;
  const passes = [
    line.threshold && rangeOf(line.threshold),
    ...[configuration.fail, configuration.warn].map(outside),
  ];
  if (metric === "row_count") {
    if (checked.table && configuration.filter === undefined)
      for (const range of passes) if (range) narrow(checked.table.rows, range);
    return;
  }
  if (configuration.own) return;
  const columns = line.columns.flatMap(({ name }) => find(checked, name));
  for (const column of columns) {
    learnValidity(column, configuration.validity);
    for (const range of passes) if (range) learnMeasure(column, metric, range, columns.length);
  }
}

function learnMeasure(column: ColumnShape, metric: string, range: Range, columns: number): void {
  const { low, high } = range;
  const isNone = high !== undefined && high <= 0;
  if (metric.startsWith("missing_")) column.always ||= isNone || high !== undefined;
  else if (metric.startsWith("duplicate_")) {
    column.unique ||= high !== undefined && columns === 1;
    column.repeated ||= low !== undefined && low > 0;
  } else if (/^(?:min|max|avg|sum|stddev|percentile|variance)$/.test(metric)) {
    column.types.add("number");
    if (metric === "avg" || metric === "percentile") narrow(column.mean, range);
    if (metric === "min" && low !== undefined) column.atLeast.push({ limit: low, exclusive: false });
    if (metric === "max" && high !== undefined) column.atMost.push({ limit: high, exclusive: false });
    if (metric === "sum" && low === 0) column.atLeast.push({ limit: 0, exclusive: false });
  } else if (/_length$/.test(metric)) {
    column.types.add("text");
    if (metric !== "max_length" && low !== undefined) narrow(column.length, { low });
    if (metric !== "min_length" && high !== undefined) narrow(column.length, { high });
  }
}

function learnValidity(column: ColumnShape, validity: Validity): void {
  const { validValues, validRegex, validFormat, validMin, validMax } = validity;
  if (validValues && validValues.length > 0) column.allowed = new Set(validValues);
  if (validRegex !== undefined) column.regexes.add(validRegex);
  if (validFormat !== undefined) column.format = validFormat;
  if (validMin !== undefined) column.atLeast.push({ limit: validMin, exclusive: false });
  if (validMax !== undefined) column.atMost.push({ limit: validMax, exclusive: false });
  narrow(column.length, {
    ...((validity.validLength ?? validity.validMinLength) !== undefined && {
      low: validity.validLength ?? validity.validMinLength,
    }),
    ...((validity.validLength ?? validity.validMaxLength) !== undefined && {
      high: validity.validLength ?? validity.validMaxLength,
    }),
  } as Range);
  for (const value of [...(validity.invalidValues ?? []), ...(validity.missingValues ?? [])])
    column.excluded.add(value);
}

function find({ rows }: CheckedRows, name: string): readonly ColumnShape[] {
  return rows.find(name, true) ?? [];
}

/** The numbers with which a check passes; whole ones, where the bound itself does not pass. */
function rangeOf(threshold: Threshold): Range | undefined {
  const numberOf = (bound: { kind: string; value?: unknown }) =>
    bound.kind === "number" && typeof bound.value === "number" ? bound.value : undefined;
  if (threshold.form === "between") {
    if (threshold.negated) return undefined;
    const [from, to] = [numberOf(threshold.low), numberOf(threshold.high)];
    return defined(
      from === undefined || threshold.lowIncluded ? from : above(from),
      to === undefined || threshold.highIncluded ? to : below(to),
    );
  }
  const value = numberOf(threshold.value);
  if (value === undefined) return undefined;
  switch (threshold.comparator) {
    case "=":
      return { low: value, high: value };
    case "<":
      return { high: below(value) };
    case "<=":
      return { high: value };
    case ">":
      return { low: above(value) };
    case ">=":
      return { low: value };
    case "!=":
      return undefined;
  }
}

function above(value: number): number {
  return Number.isInteger(value) ? value + 1 : value;
}

function below(value: number): number {
  return Number.isInteger(value) ? value - 1 : value;
}

/** The numbers for which a condition after `when` does not hold. */
function outside(threshold: Threshold | undefined): Range | undefined {
  if (threshold?.form !== "comparison" || threshold.value.kind !== "number") return undefined;
  const opposite = { "<": ">=", "<=": ">", ">": "<=", ">=": "<", "=": "!=", "!=": "=" } as const;
  return rangeOf({ ...threshold, comparator: opposite[threshold.comparator] });
}

function defined(low: number | undefined, high: number | undefined): Range {
  return { ...(low !== undefined && { low }), ...(high !== undefined && { high }) };
}

function declare(columns: readonly ColumnShape[], type: string | undefined): void {
  const declared = type === undefined ? undefined : types.find(([pattern]) => pattern.test(type))?.[1];
  if (declared) for (const column of columns) column.declared ??= declared;
}

const types: readonly (readonly [RegExp, ValueType])[] = [
  [/^(?:tiny|small|big)?int|^integer|^long/i, "integer"],
  [/^(?:double|float|real|decimal|numeric|number)/i, "number"],
  [/^bool/i, "boolean"],
  [/^date$/i, "date"],
  [/^(?:timestamp|datetime|time)/i, "timestamp"],
  [/^(?:var)?char|^string|^text/i, "text"],
];
