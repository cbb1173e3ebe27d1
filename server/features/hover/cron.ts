import cronstrue from "cronstrue";
import { CronExpressionParser } from "cron-parser";
import type { SchemasAt } from "../../schema/schemas-at.ts";
import { rangeOf, get, textOf } from "../../yaml/tree.ts";
import type { Hover } from "./hover-text.ts";

const shownTimes = 3;

/** A schedule in words, and when it comes due next, in its own time zone. Undefined for what is no such expression. */
export function hoverCron({ node, schemas, parent }: SchemasAt, now: Date): Hover | undefined {
  const text = textOf(node);
  if (!node || text === undefined || !schemas.some(({ format }) => format === "cron")) return undefined;
  const zone = textOf(get(parent?.node, "timezone")) ?? "UTC";
  const words = cronInWords(text);
  const times = words === undefined ? [] : nextTimes(text, zone, now);
  if (words === undefined || times.length === 0) return undefined;
  const markdown = [`**${words}**`, `Next, in ${zone}:`, times.map((time) => `- ${time}`).join("\n")].join(
    "\n\n",
  );
  return { range: rangeOf(node), markdown };
}

/** Undefined for what is no cron expression. */
export function cronInWords(expression: string): string | undefined {
  try {
    return cronstrue.toString(expression, { use24HourTimeFormat: true });
  } catch {
    return undefined;
  }
}

function nextTimes(expression: string, zone: string, now: Date): readonly string[] {
  const format: Intl.DateTimeFormatOptions = {
    weekday: "short",
    year: "numeric",
    month: "short",
    day: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    timeZone: zone,
  };
  try {
    const schedule = CronExpressionParser.parse(expression, { tz: zone, currentDate: now });
    return schedule.take(shownTimes).map((time) => time.toDate().toLocaleString("en-GB", format));
  } catch {
    // A time zone or an expression that one of the two does not know: that is for the rules to say.
    return [];
  }
}
