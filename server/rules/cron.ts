/** What a cron expression of five fields means: shared by the rules on schedules. */
export interface Cron {
  readonly minute: CronField;
  readonly hour: CronField;
  readonly dayOfMonth: CronField;
  readonly month: CronField;
  readonly dayOfWeek: CronField;
}

export interface CronField {
  /** For messages: `minute`, `day of the month`. */
  readonly name: string;
  /** As written. */
  readonly text: string;
  /** Ascending; Sunday is 0. */
  readonly values: readonly number[];
  readonly min: number;
  readonly max: number;
}

const months = ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"];
const weekdays = ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"];

/** Undefined for what is no such expression, or has parts of a richer dialect such as `L` and `#`. */
export function parseCron(text: string): Cron | undefined {
  // No expression is this long; it bounds what a hostile one costs.
  if (text.length > 200) return undefined;
  const fields = text.trim().split(/\s+/);
  const [minute, hour, dayOfMonth, month, dayOfWeek] = [
    readField("minute", fields[0], 0, 59),
    readField("hour", fields[1], 0, 23),
    readField("day of the month", fields[2], 1, 31),
    readField("month", fields[3], 1, 12, months),
    readField("day of the week", fields[4], 0, 6, weekdays),
  ];
  if (fields.length !== 5 || !minute || !hour || !dayOfMonth || !month || !dayOfWeek) return undefined;
  return { minute, hour, dayOfMonth, month, dayOfWeek };
}

/** Whether the field leaves the choice to the others. */
export function isOpen({ text }: CronField): boolean {
  return text === "*" || text === "?";
}

/** The step of a field that is a step over everything, and nothing else. */
export function stepOf({ text }: CronField): number | undefined {
  const [, step] = /^\*\/(\d+)$/.exec(text) ?? [];
  return step === undefined ? undefined : Number(step);
}

/** How often the expression comes true in a common year. */
export function runsPerYear({ minute, hour, dayOfMonth, month, dayOfWeek }: Cron): number {
  // Days are chosen by both fields if one of them is open, else by either.
  const isEither = !isOpen(dayOfMonth) && !isOpen(dayOfWeek);
  let days = 0;
  for (let day = 0; day < 365; day++) {
    const date = new Date(Date.UTC(2023, 0, 1 + day));
    if (!month.values.includes(date.getUTCMonth() + 1)) continue;
    const fits = [dayOfMonth.values.includes(date.getUTCDate()), dayOfWeek.values.includes(date.getUTCDay())];
    if (isEither ? fits.some(Boolean) : fits.every(Boolean)) days++;
  }
  return days * hour.values.length * minute.values.length;
}

/** Days looked at to compare two schedules: every month begins and ends in them. */
const comparedDays = 62;

/**
 * How long before a run of one schedule the last run of another was, at least, in milliseconds; undefined when one of
 * them does not run in two months.
 */
export function leastAge(written: Cron, read: Cron): number | undefined {
  const writes = minutesOf(written);
  const reads = minutesOf(read);
  const [first] = writes;
  let least: number | undefined;
  let last = 0;
  for (const minute of reads) {
    if (first === undefined || minute < first) continue;
    while ((writes[last + 1] ?? Infinity) <= minute) last++;
    const age = minute - (writes[last] ?? minute);
    if (least === undefined || age < least) least = age;
  }
  return least === undefined ? undefined : least * 60_000;
}

/** Minutes since the beginning of a year at which a schedule runs in its first days. */
function minutesOf({ minute, hour, dayOfMonth, month, dayOfWeek }: Cron): readonly number[] {
  const isEither = !isOpen(dayOfMonth) && !isOpen(dayOfWeek);
  const minutes: number[] = [];
  for (let day = 0; day < comparedDays; day++) {
    const date = new Date(Date.UTC(2023, 0, 1 + day));
    if (!month.values.includes(date.getUTCMonth() + 1)) continue;
    const fits = [dayOfMonth.values.includes(date.getUTCDate()), dayOfWeek.values.includes(date.getUTCDay())];
    if (!(isEither ? fits.some(Boolean) : fits.every(Boolean))) continue;
    for (const each of hour.values)
      for (const one of minute.values) minutes.push((day * 24 + each) * 60 + one);
  }
  return minutes;
}

function readField(
  name: string,
  text: string | undefined,
  min: number,
  max: number,
  names: readonly string[] = [],
): CronField | undefined {
  const values = new Set<number>();
  for (const part of text?.split(",") ?? []) {
    const [range = "", stepText = "1", ...more] = part.split("/");
    const ends = range === "*" || range === "?" ? [min, max] : endsOf(range, min, names);
    const step = Number(stepText);
    if (!ends || more.length > 0 || !/^[1-9]\d{0,3}$/.test(stepText)) return undefined;
    const [first, last = part.includes("/") ? max : first] = ends;
    // Sunday may be called 7.
    const limit = max === 6 ? 7 : max;
    if (first < min || last > limit || first > last) return undefined;
    for (let value = first; value <= last; value += step) values.add(value > max ? min : value);
  }
  if (text === undefined || values.size === 0) return undefined;
  return { name, text, values: [...values].toSorted((one, other) => one - other), min, max };
}

function endsOf(
  range: string,
  min: number,
  names: readonly string[],
): readonly [first: number, last?: number] | undefined {
  const [first, last, ...more] = range.split("-").map((end) => {
    const index = names.indexOf(end.toUpperCase());
    if (index >= 0) return index + min;
    return /^\d{1,2}$/.test(end) ? Number(end) : Number.NaN;
  });
  if (first === undefined || more.length > 0 || Number.isNaN(first) || Number.isNaN(last)) return undefined;
  return last === undefined ? [first] : [first, last];
}
