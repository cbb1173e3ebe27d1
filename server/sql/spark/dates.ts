import type { Node } from "../ast.ts";
import { only, to } from "./calls.ts";
import type { ScalarRewrite } from "./calls.ts";
import { asDate, asTimestamp } from "./conversions.ts";
import { toRegex, toStrftime } from "./date-patterns.ts";
import { call, cast, literalText, number, text } from "./typed.ts";
import type { Typed } from "./typed.ts";

/** Functions of dates and timestamps. */
export const dates: Readonly<Record<string, ScalarRewrite>> = {
  current_date: () => ({ node: call("spark_today"), type: "date" }),
  current_timestamp: () => ({ node: call("spark_now"), type: "timestamp" }),
  date: only(1, ([value]) => value && { node: asDate(value), type: "date" }),
  date_format: ([moment, pattern]) => moment && formatted(asTimestamp(moment), pattern),
  date_trunc: ([unit, moment]) => moment && truncated(unit, asTimestamp(moment), timestampUnits, "TIMESTAMP"),
  dayofmonth: to("day", "integer", asDate),
  dayofweek: to("spark_dayofweek", "integer", asDate),
  dayofyear: to("dayofyear", "integer", asDate),
  extract: extract,
  from_unixtime: ([seconds, pattern]) =>
    seconds && formatted(call("spark_timestamp_of_seconds", seconds.node), pattern ?? defaultPattern),
  hour: to("hour", "integer", asTimestamp),
  last_day: to("last_day", "date", asDate),
  minute: to("minute", "integer", asTimestamp),
  month: to("month", "integer", asDate),
  next_day: nextDay,
  quarter: to("quarter", "integer", asDate),
  second: to("second", "integer", asTimestamp),
  timestamp: only(1, ([value]) => value && { node: asTimestamp(value), type: "timestamp" }),
  to_date: ([value, pattern]) => {
    if (!value || !pattern) return value && { node: asDate(value), type: "date" };
    const moment = parsed(value, pattern);
    return moment && { node: cast(moment, "DATE"), type: "date" };
  },
  to_timestamp: ([value, pattern]) => {
    const moment = value && (pattern ? parsed(value, pattern) : asTimestamp(value));
    return moment && { node: moment, type: "timestamp" };
  },
  trunc: ([day, unit]) => day && truncated(unit, asDate(day), dateUnits, "DATE"),
  unix_timestamp: unixTimestamp,
  weekday: to("spark_weekday", "integer", asDate),
  weekofyear: to("weekofyear", "integer", asDate),
  year: to("year", "integer", asDate),
};

const defaultPattern: Typed = { node: text("yyyy-MM-dd HH:mm:ss"), type: "text" };

function formatted(moment: Node, pattern: Typed | undefined): Typed | undefined {
  const literal = literalText(pattern?.node);
  const format = literal === undefined ? undefined : toStrftime(literal);
  return format === undefined ? undefined : { node: call("strftime", moment, text(format)), type: "text" };
}

/** Spark's parsers are strict about the number of digits, DuckDB's are not: a regular expression keeps the rest out. */
function parsed(value: Typed, pattern: Typed): Node | undefined {
  if (value.type === "date" || value.type === "timestamp") return asTimestamp(value);
  const literal = literalText(pattern.node);
  if (literal === undefined) return undefined;
  const format = toStrftime(literal);
  const regex = toRegex(literal);
  if (format === undefined || regex === undefined) return undefined;
  const macro = value.type === "text" ? "spark_parsed_text" : "spark_parsed";
  return call(macro, value.node, text(regex), text(format));
}

function unixTimestamp([value, pattern]: readonly Typed[]): Typed | undefined {
  const moment = value ? parsed(value, pattern ?? defaultPattern) : call("spark_now");
  return moment && { node: call("spark_epoch", moment), type: "integer" };
}

function truncated(
  unit: Typed | undefined,
  moment: Node,
  units: Readonly<Record<string, string>>,
  type: "DATE" | "TIMESTAMP",
): Typed | undefined {
  const literal = literalText(unit?.node)?.toLowerCase();
  const known = literal === undefined ? undefined : units[literal];
  if (known === undefined) return undefined;
  return {
    node: cast(call("date_trunc", text(known), moment), type),
    type: type === "DATE" ? "date" : "timestamp",
  };
}

const dateUnits: Readonly<Record<string, string>> = {
  year: "year",
  yyyy: "year",
  yy: "year",
  quarter: "quarter",
  month: "month",
  mon: "month",
  mm: "month",
  week: "week",
};

const timestampUnits: Readonly<Record<string, string>> = {
  ...dateUnits,
  day: "day",
  dd: "day",
  hour: "hour",
  minute: "minute",
  second: "second",
  millisecond: "milliseconds",
  microsecond: "microseconds",
};

/** `EXTRACT(field FROM x)`, and `date_part('field', x)` whose field is an argument. */
function extract(args: readonly Typed[], body: Node): Typed | undefined {
  const field = typeof body["field"] === "string" ? body["field"] : literalText(args[0]?.node);
  const moment = args.at(-1);
  const rewrite = field === undefined ? undefined : extractedBy[field.toLowerCase()];
  return moment && rewrite?.([moment], {});
}

const extractedBy: Readonly<Record<string, ScalarRewrite>> = {
  year: to("year", "integer", asDate),
  quarter: to("quarter", "integer", asDate),
  month: to("month", "integer", asDate),
  week: to("weekofyear", "integer", asDate),
  day: to("day", "integer", asDate),
  dayofweek: to("spark_dayofweek", "integer", asDate),
  dow: to("spark_dayofweek", "integer", asDate),
  dayofyear: to("dayofyear", "integer", asDate),
  doy: to("dayofyear", "integer", asDate),
  hour: to("hour", "integer", asTimestamp),
  minute: to("minute", "integer", asTimestamp),
};

const weekdays = ["mo", "tu", "we", "th", "fr", "sa", "su"];

function nextDay([day, weekday]: readonly Typed[]): Typed | undefined {
  const literal = weekday && literalText(weekday.node)?.toLowerCase();
  const index = literal === undefined ? -1 : weekdays.indexOf(literal.slice(0, 2));
  if (!day || index < 0) return undefined;
  return { node: call("spark_next_day", asDate(day), number(index + 1)), type: "date" };
}
