import { bodyOf, identifier } from "../ast.ts";
import type { Node } from "../ast.ts";
import { only, to } from "./calls.ts";
import type { ScalarRewrite } from "./calls.ts";
import { asDate, asDouble, asInteger, asText, asTimestamp } from "./conversions.ts";
import { binary, call, cast, text } from "./typed.ts";
import type { Typed } from "./typed.ts";

/** Functions that move dates and timestamps, measure between them, and make them from numbers. */
export const dateArithmetic: Readonly<Record<string, ScalarRewrite>> = {
  add_months: to("spark_add_months", "date", asDate, asInteger),
  date_add: dateAdd,
  date_from_unix_date: ([days]) => days && { node: binary("add", epochDay, days32(days)), type: "date" },
  date_sub: only(
    2,
    ([day, days]) => day && days && { node: binary("sub", asDate(day), days32(days)), type: "date" },
  ),
  datediff: dateDiff,
  from_utc_timestamp: inZone((moment, zone) => call("timezone", zone, call("timezone", text("UTC"), moment))),
  make_date: to("spark_make_date", "date", asInteger),
  make_timestamp: only(6, makeTimestamp),
  months_between: only(2, to("spark_months_between", "number", asTimestamp)),
  timestamp_millis: ([millis]) => millis && { node: call("epoch_ms", millis.node), type: "timestamp" },
  timestamp_seconds: to("spark_timestamp_of_seconds", "timestamp", ({ node }) => node),
  to_utc_timestamp: inZone((moment, zone) => call("timezone", text("UTC"), call("timezone", zone, moment))),
  unix_date: ([day]) => day && { node: binary("sub", asDate(day), epochDay), type: "integer" },
};

const epochDay: Node = { literal: { literal_type: "date", value: "1970-01-01" } };

/** DuckDB adds 32-bit integers to dates. */
function days32(days: Typed): Node {
  return cast(asInteger(days), "INTEGER");
}

/** `date_add(day, days)`, and `dateadd(unit, count, moment)` whose first argument is a unit written like a column. */
function dateAdd([first, second, third]: readonly Typed[]): Typed | undefined {
  if (!first || !second) return undefined;
  if (!third) return { node: binary("add", asDate(first), days32(second)), type: "date" };
  const unit = unitOf(first);
  if (unit === undefined) return undefined;
  const interval = call(`to_${unit}s`, days32(second));
  return { node: binary("add", asTimestamp(third), interval), type: "timestamp" };
}

/** `datediff(end, start)` counts days; `datediff(unit, start, end)` counts whole units. */
function dateDiff([first, second, third]: readonly Typed[]): Typed | undefined {
  if (!first || !second) return undefined;
  if (!third) {
    return { node: call("date_diff", text("day"), asDate(second), asDate(first)), type: "integer" };
  }
  const unit = unitOf(first);
  if (unit === undefined) return undefined;
  const [start, end] = [asTimestamp(second), asTimestamp(third)];
  const node =
    unit === "month" || unit === "year"
      ? call(`spark_${unit}s_elapsed`, start, end)
      : call("date_sub", text(unit), start, end);
  return { node, type: "integer" };
}

function unitOf({ node }: Typed): string | undefined {
  const name = identifier(bodyOf(node, "column")?.["name"])?.name.toLowerCase();
  return name !== undefined && /^(year|month|week|day|hour|minute|second)$/.test(name) ? name : undefined;
}

function inZone(convert: (moment: Node, zone: Node) => Node): ScalarRewrite {
  return only(
    2,
    ([moment, zone]) =>
      moment && zone && { node: convert(asTimestamp(moment), asText(zone)), type: "timestamp" },
  );
}

function makeTimestamp(parts: readonly Typed[]): Typed {
  const [year, month, day, hour, minute, second] = parts;
  const whole = [year, month, day, hour, minute].flatMap((part) => (part ? [asInteger(part)] : []));
  const nodes = second ? [...whole, asDouble(second)] : whole;
  return { node: call("spark_make_timestamp", ...nodes), type: "timestamp" };
}
