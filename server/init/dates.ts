import type { DatePattern } from "../sql/outline.ts";
import type { Bounded, ColumnShape } from "./shapes.ts";

const day = 86_400_000;

/** First and last moment of a column's dates, in milliseconds since 1970 (UTC). */
export interface Period {
  readonly from: number;
  readonly to: number;
}

/** Where nothing says when: a year that is over, so that the same folder gives the same dates. */
const usual: Period = { from: Date.UTC(2024, 0, 1), to: Date.UTC(2024, 11, 31) };
const births: Period = { from: Date.UTC(1950, 0, 1), to: Date.UTC(2004, 11, 31) };

/** @param today its first moment */
export function periodOf(column: ColumnShape, today: number): Period {
  const lows = moments(column.atLeast, today, 1);
  const highs = moments(column.atMost, today, -1);
  const years = column.fresh ? { from: today - 90 * day, to: today } : undefined;
  if (lows.length === 0 && highs.length === 0)
    return years ?? (/birth|dob\b/i.test(column.name) ? births : usual);
  const low = Math.max(...lows);
  const high = Math.min(...highs);
  if (highs.length === 0)
    return { from: low, to: Math.max(low, years?.to ?? Math.min(today, low + 365 * day)) };
  if (lows.length === 0) return { from: high - 365 * day, to: high };
  // Conditions of different steps may leave no date for all: then each gets some.
  return low <= high ? { from: low, to: high } : { from: Math.min(...lows), to: Math.max(...highs) };
}

/** Whether a column's dates depend on the day on which they are made. */
export function countsFromToday({ fresh, atLeast, atMost }: ColumnShape): boolean {
  return fresh || [...atLeast, ...atMost].some(({ limit }) => typeof limit === "object");
}

function moments(bounds: readonly Bounded[], today: number, inward: 1 | -1): number[] {
  return bounds.flatMap(({ limit, exclusive }) => {
    const moment = typeof limit === "object" ? today - Math.round(limit.daysAgo) * day : parseDay(limit);
    return moment === undefined ? [] : [moment + (exclusive ? inward * day : 0)];
  });
}

/** The day of an ISO date, a year alone being its first day; undefined for other text. */
export function parseDay(value: string | number | boolean): number | undefined {
  const [, year, month = "01", date = "01"] =
    /^(\d{4})(?:-(\d\d))?(?:-(\d\d))?(?:[ T].*)?$/.exec(String(value)) ?? [];
  if (year === undefined) return undefined;
  const moment = Date.parse(`${year}-${month}-${date}T00:00:00Z`);
  return Number.isNaN(moment) ? undefined : moment;
}

/** As CSV and JSON hold it: `2024-01-31`, or `2024-01-31 12:00:00`. */
export function isoDate(moment: number): string {
  return new Date(moment).toISOString().slice(0, 10);
}

export function isoTimestamp(moment: number): string {
  return new Date(moment).toISOString().slice(0, 19).replace("T", " ");
}

/** The moment as texts of a column write it. */
export function formatMoment(moment: number, { text, style }: DatePattern): string {
  const iso = new Date(moment).toISOString();
  const [year, month, date, hour, minute, second] = [0, 5, 8, 11, 14, 17].map((at, index) =>
    iso.slice(at, at + (index === 0 ? 4 : 2)),
  ) as [string, string, string, string, string, string];
  const monthName = months[Number(month) - 1] ?? "";
  const halfDay = Number(hour) < 12 ? "AM" : "PM";
  const hour12 = String(Number(hour) % 12 || 12).padStart(2, "0");
  if (style === "strftime") {
    const parts: Readonly<Record<string, string>> = {
      Y: year,
      y: year.slice(2),
      m: month,
      c: String(Number(month)),
      d: date,
      e: String(Number(date)),
      H: hour,
      h: hour12,
      I: hour12,
      i: minute,
      M: minute,
      s: second,
      S: second,
      p: halfDay,
      b: monthName.slice(0, 3),
      T: `${hour}:${minute}:${second}`,
      F: `${year}-${month}-${date}`,
      f: "000000",
    };
    return text.replace(/%(\w)/g, (written, letter: string) => parts[letter] ?? written);
  }
  return text.replace(
    /'([^']*)'|([A-Za-z])\2*/g,
    (run: string, quoted: string | undefined, letter: string) => {
      if (quoted !== undefined) return quoted === "" ? "'" : quoted;
      const padded = (value: string) => (run.length > 1 ? value : String(Number(value)));
      switch (letter) {
        case "y":
        case "u":
          return run.length === 2 ? year.slice(2) : year;
        case "M":
        case "L":
          return run.length > 3 ? monthName : run.length === 3 ? monthName.slice(0, 3) : padded(month);
        case "d":
          return padded(date);
        case "H":
          return padded(hour);
        case "h":
          return padded(hour12);
        case "m":
          return padded(minute);
        case "s":
          return padded(second);
        case "S":
          return "0".repeat(run.length);
        case "a":
          return halfDay;
        case "X":
        case "Z":
          return letter === "X" ? "Z" : "+0000";
        default:
          return run;
      }
    },
  );
}

const months = "January February March April May June July August September October November December".split(
  " ",
);
