import { quoteIdentifier } from "../engine/engine.ts";
import type { Cell, Column, Table } from "../engine/engine.ts";
import type { ColumnProfile } from "./results.ts";

/** What one aggregate over all rows tells. */
export interface FirstFacts {
  readonly rows: number;
  readonly columns: readonly Omit<ColumnProfile, "topValues" | "histogram">[];
}

/** What needs the first facts to be asked for. */
export type SecondFacts = Pick<ColumnProfile, "topValues" | "histogram">;

/** Counts, extremes, mean and quartiles of all columns. */
export function firstScan(
  relation: string,
  columns: readonly Column[],
): { readonly sql: string; read(table: Table): FirstFacts } {
  const items = columns.flatMap(measures);
  return {
    sql: `SELECT ${["count(*)", ...items].join(", ")} FROM ${relation}`,
    read: ({ rows: [row = []] }) => ({
      rows: Number(row[0]),
      columns: columns.map(({ name, type }, index) => {
        const [present, distinct, min, max, mean, quantiles] = row.slice(1 + index * measureCount);
        return {
          name,
          type,
          nulls: Number(row[0]) - Number(present),
          distinct: Number(distinct),
          min: min ?? null,
          max: max ?? null,
          mean: typeof mean === "number" ? mean : null,
          quantiles: Array.isArray(quantiles) ? quantiles : null,
        };
      }),
    }),
  };
}

/** The most frequent values of the columns in which values repeat, and histograms of the numeric ones. */
export function secondScan(
  relation: string,
  columns: readonly Column[],
  facts: FirstFacts,
): { readonly sql: string | undefined; read(table: Table | undefined): readonly SecondFacts[] } {
  const histograms = columns.map((column, index) => binsOf(column, facts.columns[index]));
  const series = columns.flatMap((column, index) => {
    const name = quoteIdentifier(column.name);
    const bins = histograms[index];
    return [
      ...(repeats(facts, index) ? [{ key: `value ${index}`, sql: `CAST(${name} AS VARCHAR)` }] : []),
      ...(bins ? [{ key: `bin ${index}`, sql: binSql(name, bins) }] : []),
    ];
  });
  const answered = (table: Table | undefined, key: string): readonly Counted[] =>
    (table?.rows.find(([found]) => found === key)?.[1] as readonly Counted[] | undefined) ?? [];
  return {
    sql: series.length === 0 ? undefined : topSql(relation, series),
    read: (table) =>
      columns.map((column, index) => ({
        topValues: answered(table, `value ${index}`).map(({ less, value }) => ({
          value: toCell(value, column.type),
          count: -Number(less),
        })),
        histogram: histogramOf(histograms[index], answered(table, `bin ${index}`)),
      })),
  };
}

const measureCount = 6;

function measures({ name, type }: Column): string[] {
  const column = quoteIdentifier(name);
  const [numeric, temporal] = [isNumeric(type), isTemporal(type)];
  const ordered = numeric || temporal || type === "VARCHAR" || type === "BOOLEAN" || type === "UUID";
  const quantiles = numeric
    ? `quantile_cont(${column}, ${quarters})`
    : `quantile_disc(${column}, ${quarters})`;
  return [
    `count(${column})`,
    `count(DISTINCT ${column})`,
    ordered ? `min(${column})` : "NULL",
    ordered ? `max(${column})` : "NULL",
    numeric ? `avg(CAST(${column} AS DOUBLE))` : "NULL",
    numeric || temporal ? quantiles : "NULL",
  ];
}

const quarters = "[0.25, 0.5, 0.75]";

function isNumeric(type: string): boolean {
  return /^(?:U?(?:TINYINT|SMALLINT|INTEGER|BIGINT|HUGEINT)|FLOAT|DOUBLE|DECIMAL\(\d+,\d+\))$/.test(type);
}

function isTemporal(type: string): boolean {
  return /^(?:DATE|TIME|TIMESTAMP)/.test(type) && !type.endsWith("]");
}

/** Where every value is there once, the most frequent ones say nothing. */
function repeats({ rows, columns }: FirstFacts, index: number): boolean {
  const column = columns[index];
  return column !== undefined && column.distinct > 0 && column.distinct < rows - column.nulls;
}

/** At most this many values, and bins of a histogram. */
const most = 10;

/** A value with its count, negated so that the most frequent come first and equal ones in their own order. */
interface Counted {
  readonly less: Cell;
  readonly value: string;
}

/** One pass over the rows, each of which gives one text for every series. */
function topSql(relation: string, series: readonly { readonly key: string; readonly sql: string }[]): string {
  const keys = series.map(({ key }) => `'${key}'`).join(", ");
  const texts = series.map(({ sql }) => sql).join(", ");
  return (
    `SELECT series, min({less: -n, value: value}, ${most}) FROM (` +
    `SELECT series, value, count(*) AS n FROM (` +
    `SELECT unnest([${keys}]) AS series, unnest([${texts}]) AS value FROM ${relation}` +
    `) WHERE value IS NOT NULL GROUP BY ALL) GROUP BY series`
  );
}

interface Bins {
  readonly from: number;
  readonly width: number;
  readonly count: number;
}

/** Bins of equal width; undefined without a finite range of numbers. */
function binsOf({ type }: Column, facts: FirstFacts["columns"][number] | undefined): Bins | undefined {
  if (!isNumeric(type) || !facts || facts.min === null) return undefined;
  const [from, to] = [Number(facts.min), Number(facts.max)];
  if (!Number.isFinite(from) || !Number.isFinite(to) || !Number.isFinite(to - from)) return undefined;
  return to === from ? { from, width: 0, count: 1 } : { from, width: (to - from) / most, count: most };
}

function binSql(column: string, { from, width, count }: Bins): string {
  if (width === 0) return `CASE WHEN ${column} IS NOT NULL THEN '0' END`;
  const bin = `CAST(floor((CAST(${column} AS DOUBLE) - ${literal(from)}) / ${literal(width)}) AS INTEGER)`;
  // NULL is the least and the greatest of nothing, and would count as the last bin.
  return `CASE WHEN ${column} IS NOT NULL THEN CAST(greatest(0, least(${count - 1}, ${bin})) AS VARCHAR) END`;
}

function literal(value: number): string {
  return `CAST(${value} AS DOUBLE)`;
}

function histogramOf(bins: Bins | undefined, counted: readonly Counted[]): ColumnProfile["histogram"] {
  if (!bins) return [];
  const counts = new Map(counted.map(({ less, value }) => [Number(value), -Number(less)]));
  return Array.from({ length: bins.count }, (_, index) => ({
    from: bins.from + index * bins.width,
    to: bins.from + (index + 1) * bins.width,
    count: counts.get(index) ?? 0,
  }));
}

/** Values come as text, and what JavaScript can hold without loss becomes what it is. */
function toCell(text: string, type: string): Cell {
  if (type === "BOOLEAN") return text === "true";
  if (!isNumeric(type) || type.startsWith("DECIMAL")) return text;
  const value = Number(text);
  const isWhole = type !== "DOUBLE" && type !== "FLOAT";
  return Number.isFinite(value) && (!isWhole || Number.isSafeInteger(value)) ? value : text;
}
