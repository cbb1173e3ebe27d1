import { quoteLiteral } from "../../engine/engine.ts";
import { findColumns, reference, replaceColumn, sparkReference, textOf, withColumn } from "./columns.ts";
import { isRefusal } from "./function.ts";
import type { FlareFunctionDefinition, FrameColumn, Parameters } from "./function.ts";
import { text } from "./parameters.ts";
import { over, sparkLiteral } from "./values.ts";

/** Functions on dates and times; everything is UTC. */
export const dateFunctions: readonly FlareFunctionDefinition[] = [
  {
    name: "any_date",
    required: ["column", "asColumn"],
    fidelity: "approximate",
    note: "The platform's list of date layouts is not documented; here the day comes first where day and month could be either.",
    unsupported: customRules,
    plan: (parameters, frame) =>
      over(parameters, frame, "column", (column) =>
        withColumn(frame, text(parameters, "asColumn"), { duckdb: `CAST(${anyInstant(column)} AS DATE)` }),
      ),
  },
  {
    name: "any_timestamp",
    required: ["column", "asColumn"],
    fidelity: "approximate",
    note: "The platform's list of time layouts is not documented; text without a zone counts as UTC here.",
    unsupported: customRules,
    plan: (parameters, frame) =>
      over(parameters, frame, "column", (column) => {
        const timezone = text(parameters, "timezone") || "UTC";
        const duckdb = `timezone(${quoteLiteral(timezone)}, timezone('UTC', ${anyInstant(column)}))`;
        return withColumn(frame, text(parameters, "asColumn"), { duckdb });
      }),
  },
  {
    name: "diff_date",
    required: ["columnA", "columnB", "asColumn"],
    fidelity: "exact",
    plan: (parameters, frame) => {
      const found = findColumns(frame, [text(parameters, "columnA"), text(parameters, "columnB")]);
      if (isRefusal(found)) return found;
      return withColumn(frame, text(parameters, "asColumn"), {
        spark: `datediff(${found.map(sparkReference).join(", ")})`,
      });
    },
  },
  {
    name: "epoch_to_timestamp",
    required: ["column", "asColumn"],
    fidelity: "exact",
    plan: (parameters, frame) =>
      over(parameters, frame, "column", (column) =>
        withColumn(frame, text(parameters, "asColumn"), { duckdb: fromEpoch(column) }),
      ),
  },
  {
    name: "format_date",
    required: ["column", "format"],
    fidelity: "exact",
    plan: (parameters, frame) =>
      over(parameters, frame, "column", (column) =>
        replaceColumn(frame, column, {
          spark: `date_format(${sparkReference(column)}, ${sparkLiteral(text(parameters, "format"))})`,
        }),
      ),
  },
  {
    name: "format_unix_date",
    required: ["column", "format"],
    fidelity: "exact",
    plan: (parameters, frame) =>
      over(parameters, frame, "column", (column) => {
        const format = sparkLiteral(text(parameters, "format"));
        const instant = `CAST(CAST(${sparkReference(column)} AS bigint) AS timestamp)`;
        return replaceColumn(frame, column, { spark: `date_format(${instant}, ${format})` });
      }),
  },
];

function customRules(parameters: Parameters): string | undefined {
  const rules = parameters["rules"] ?? parameters["rule"];
  return rules === undefined || rules === null
    ? undefined
    : "Rules of one's own for reading dates can't run here.";
}

/** Seconds since 1970 as a timestamp; what is no number of seconds gives NULL. */
function fromEpoch(column: FrameColumn): string {
  return `make_timestamp(TRY_CAST(${reference(column)} AS BIGINT) * 1000000)`;
}

/** The instant that a text stands for, as a timestamp in UTC, or NULL. */
function anyInstant(column: FrameColumn): string {
  if (/^(?:DATE|TIMESTAMP)/.test(column.type)) return `CAST(${reference(column)} AS TIMESTAMP)`;
  const value = `trim(${textOf(column)})`;
  const withoutOrdinals = `regexp_replace(${value}, '(\\d)(?:st|nd|rd|th)\\b', '\\1', 'i')`;
  return (
    `CASE WHEN regexp_full_match(${value}, '\\d{10}|\\d{13}|\\d{16}') ` +
    `THEN make_timestamp(CAST(rpad(${value}, 16, '0') AS BIGINT)) ` +
    `ELSE coalesce(${zoned(value)}, ${parsed(withoutOrdinals, yearFirst)}, ${parsed(withoutOrdinals, yearLast)}) END`
  );
}

/** ISO 8601, its offset taken into account. */
function zoned(value: string): string {
  const isIso = `regexp_matches(${value}, '^\\d{4}-\\d{2}-\\d{2}(?:[T ]|$)')`;
  return `CASE WHEN ${isIso} THEN timezone('UTC', TRY_CAST(${value} AS TIMESTAMPTZ)) END`;
}

const separators = ["-", "/", ".", " "];

/** What begins with four digits begins with its year. */
const yearFirst: readonly string[] = [
  ...separators.flatMap((s) => withTimes(`%Y${s}%m${s}%d`)),
  "%Y%m%d%H%M%S",
  "%Y%m%d",
];

/** Tried in this order, so that the day comes first where both readings are possible; `%Y` takes two digits, too. */
const yearLast: readonly string[] = [
  ...separators.flatMap((s) => [`%d${s}%m${s}%y`, `%m${s}%d${s}%y`]),
  ...separators.flatMap((s) => withTimes(`%d${s}%m${s}%Y`)),
  ...separators.flatMap((s) => withTimes(`%m${s}%d${s}%Y`)),
  ...["%d %b %Y", "%d %B %Y", "%b %d, %Y", "%B %d, %Y", "%b %d %Y", "%B %d %Y", "%d-%b-%Y"].flatMap(
    withTimes,
  ),
];

function parsed(value: string, layouts: readonly string[]): string {
  const applies = `regexp_matches(${value}, '^\\d{4}') = ${layouts === yearFirst}`;
  return `CASE WHEN ${applies} THEN try_strptime(${value}, [${layouts.map(quoteLiteral).join(", ")}]) END`;
}

function withTimes(date: string): string[] {
  return [
    date,
    `${date} %H:%M`,
    `${date} %H:%M:%S`,
    `${date} %H:%M:%S.%f`,
    `${date} %I:%M %p`,
    `${date} %I:%M:%S %p`,
  ];
}
