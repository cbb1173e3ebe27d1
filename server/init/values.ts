import type { DatePattern, Literal, ValueType } from "../sql/outline.ts";
import { formatMoment, isoDate, isoTimestamp, parseDay, periodOf } from "./dates.ts";
import type { Period } from "./dates.ts";
import { typeOf } from "./decide.ts";
import { meaningOf } from "./meanings.ts";
import type { RowFaker } from "./meanings.ts";
import type { ColumnShape, Range } from "./shapes.ts";
import { textFor } from "./regex-text.ts";
import { letters, textLike, textOfFormat } from "./texts.ts";

export type Value = Literal | null | readonly Value[] | { readonly [field: string]: Value };

export interface ColumnOptions {
  /** The rows' fakers, one a row. */
  readonly rows: readonly RowFaker[];
  /** Its first moment, in milliseconds since 1970. */
  readonly today: number;
  /** Hears in one sentence what could not be done. */
  trouble(sentence: string): void;
}

/** Values of a column, one a row: what manifests ask of it holds for all of them. */
export function columnValues(column: ColumnShape, options: ColumnOptions): readonly Value[] {
  const make = maker(column, options);
  if (column.repeated && !column.unique) {
    const some = options.rows.slice(0, Math.ceil(options.rows.length / 3)).map(make);
    return options.rows.map((_, index) => some[index % some.length] ?? null);
  }
  const taken = new Set<Value>();
  return options.rows.map((row, index) => {
    if (column.sometimes && !column.always && !column.unique && row.random.next() < 0.1) return null;
    const value = acceptable(column, () => make(row, index), taken);
    if (!column.unique || !taken.has(value)) return taken.add(value) && value;
    const other = distinct(value, index, column);
    if (taken.has(other))
      options.trouble(`\`${column.name}\` should be unique, and has not that many values.`);
    taken.add(other);
    return other;
  });
}

/** Draws again what the column must not hold, or holds already where each value may stand once. */
function acceptable(column: ColumnShape, draw: () => Value, taken: ReadonlySet<Value>): Value {
  let value = draw();
  for (let attempt = 0; attempt < 20; attempt++) {
    const isExcluded = [...column.excluded].some((excluded) => String(excluded) === String(value));
    if (!isExcluded && !(column.unique && taken.has(value))) break;
    value = draw();
  }
  return value;
}

/** Another value of the same kind, where a column ran out of them. */
function distinct(value: Value, index: number, column: ColumnShape): Value {
  if (column.allowed || typeof value === "boolean") return value;
  if (typeof value === "number") return value + index + 1;
  if (typeof value !== "string" || column.pattern || column.regexes.size > 0 || parseDay(value) !== undefined)
    return value;
  return column.length.high === undefined ? value.replace(/@|$/, (end) => `${index + 1}${end}`) : value;
}

type Make = (row: RowFaker, index: number) => Value;

function maker(column: ColumnShape, options: ColumnOptions): Make {
  if (column.element || (!column.structure && typeOf(column) === "list")) return listMaker(column, options);
  if (column.structure) return structureMaker(column, options);
  const listed = listedValues(column);
  if (listed) return ({ random }) => random.pick(listed);
  const type = typeOf(column);
  switch (type) {
    case "boolean":
      return ({ random }) => random.next() < 0.7;
    case "date":
    case "timestamp":
      return momentMaker(column, options, type === "date" ? isoDate : isoTimestamp);
    case "integer":
    case "number":
      return numberMaker(column, type);
    default:
      return column.pattern ? patternMaker(column, options, column.pattern) : textMaker(column, options);
  }
}

/** The values to draw from where they are known: those that checks accept, best those that conditions let pass. */
function listedValues(column: ColumnShape): readonly [Literal, ...Literal[]] | undefined {
  const { allowed, required, possible, atLeast, atMost } = column;
  if (allowed) return nonEmpty([...allowed].filter((value) => required.has(value))) ?? nonEmpty([...allowed]);
  if (required.size > 0) return nonEmpty([...required, ...possible].filter((value) => value !== ""));
  const isLimited = atLeast.length > 0 || atMost.length > 0 || column.unique;
  const isFlag = typeOf(column) === "boolean";
  // One value that CASE asks for says little of the others.
  return !isLimited && !isFlag && possible.size > 1
    ? nonEmpty([...possible].filter((value) => value !== ""))
    : undefined;
}

function nonEmpty<T>(items: readonly T[]): readonly [T, ...T[]] | undefined {
  const [first, ...others] = items;
  return first === undefined ? undefined : [first, ...others];
}

function listMaker(column: ColumnShape, options: ColumnOptions): Make {
  const make = column.element ? maker(column.element, options) : textMaker(column, options);
  return (row, index) => Array.from({ length: row.random.integer(1, 3) }, () => make(row, index));
}

function structureMaker(column: ColumnShape, options: ColumnOptions): Make {
  if (column.fields.size === 0) column.field("id");
  const fields = [...column.fields.values()].map((field) => [field.name, maker(field, options)] as const);
  return (row, index) => Object.fromEntries(fields.map(([name, make]) => [name, make(row, index)]));
}

function momentMaker(column: ColumnShape, options: ColumnOptions, write: (moment: number) => string): Make {
  const period = periodOf(column, options.today);
  return (row, index) => {
    // The newest row is of this very day, to its end.
    if (column.fresh && index === 0) return write(options.today + day - 60_000);
    return write(momentIn(period, row, column));
  };
}

function patternMaker(column: ColumnShape, { today }: ColumnOptions, pattern: DatePattern): Make {
  const period = periodOf(column, today);
  return (row) => formatMoment(momentIn(period, row, column), pattern);
}

/** Dates of a row follow each other: what is delivered was ordered before. */
function momentIn({ from, to }: Period, { random, person }: RowFaker, column: ColumnShape): number {
  if (column.unique) return from + Math.floor((random.next() * (to - from)) / second) * second;
  const start = (person.first.length * 37 + person.last.length * 101 + random.seed) % 1000;
  const later = /deliver|ship|end|updat|clos|due|return|expir|modif|last/i.test(column.name);
  const share = Math.min(0.9, start / 1100) + (later ? random.next() * 0.08 : 0);
  const daysIn = Math.floor((share * (to - from)) / day) * day;
  return Math.min(to, from + daysIn + random.integer(8 * 3600, 20 * 3600) * second);
}

const second = 1000;
const day = 86_400_000;

function numberMaker(column: ColumnShape, type: ValueType): Make {
  const meaning = meaningOf(column.name);
  const isWhole = type === "integer";
  const { low, high } = spanOf(column, meaning?.span ?? (isWhole ? [1, 1000] : [1, 500]), isWhole);
  if (column.unique || (meaning?.key && column.atLeast.length === 0 && column.atMost.length === 0))
    return (_, index) => low + index;
  return ({ random }) =>
    isWhole
      ? random.integer(Math.ceil(low), Math.floor(high))
      : Math.round((low + random.next() * (high - low)) * 100) / 100;
}

/** The usual numbers, as far as conditions and checks let them be. */
function spanOf(
  column: ColumnShape,
  [low, high]: readonly [number, number],
  isWhole: boolean,
): Required<Range> {
  const step = isWhole ? 1 : 0.01;
  const bounds = (limits: ColumnShape["atLeast"], inward: number) =>
    limits.flatMap(({ limit, exclusive }) => {
      const value = typeof limit === "object" ? NaN : Number(limit);
      return Number.isNaN(value) ? [] : [value + (exclusive ? inward : 0)];
    });
  const lows = [...bounds(column.atLeast, step), ...(column.mean.low === undefined ? [] : [column.mean.low])];
  const highs = [
    ...bounds(column.atMost, -step),
    ...(column.mean.high === undefined ? [] : [column.mean.high]),
  ];
  const least = lows.length > 0 ? Math.max(...lows) : undefined;
  const most = highs.length > 0 ? Math.min(...highs) : undefined;
  const width = high - low;
  if (least !== undefined && most !== undefined)
    return least <= most ? { low: least, high: most } : { low: Math.min(...lows), high: Math.max(...highs) };
  if (least !== undefined) return { low: Math.max(low, least), high: least < high ? high : least + width };
  if (most !== undefined) return { low: most > low ? low : most - width, high: Math.min(high, most) };
  return { low, high };
}

function textMaker(column: ColumnShape, options: ColumnOptions): Make {
  const { regexes, likes, format, length } = column;
  const plain = plainTextMaker(column, options);
  const patterns = [...likes];
  let failed = false;
  const fail = (what: string): undefined => {
    if (!failed) options.trouble(`No text for \`${column.name}\` was found that ${what}.`);
    failed = true;
    return undefined;
  };
  return (row, index) => {
    for (const regex of regexes) {
      const found = textFor(regex, row.random) ?? fail(`the check's regular expression ${regex} accepts`);
      if (found !== undefined) return found;
    }
    if (format !== undefined) {
      const found = textOfFormat(format, row) ?? fail(`has the format ${format}`);
      if (found !== undefined) return found;
    }
    const like = patterns[index % Math.max(1, patterns.length)];
    if (like !== undefined) return textLike(like, row.random);
    return fitted(String(plain(row, index)), length, row);
  };
}

/** Texts as the name suggests; of numbers and dates they are the texts. */
function plainTextMaker(column: ColumnShape, options: ColumnOptions): Make {
  const meaning = meaningOf(column.name);
  if (meaning?.make) return (row) => meaning.make?.(row) ?? "";
  if (meaning?.key ?? column.unique) return (_, index) => keyText(column.name, index, column.length);
  switch (meaning?.type) {
    case "date":
    case "timestamp":
      // Readers of CSV take a text for a date where it looks like one.
      if (column.declared === "text")
        return patternMaker(column, options, { text: "MMMM d, yyyy", style: "java" });
      return momentMaker(column, options, meaning.type === "date" ? isoDate : isoTimestamp);
    case "integer":
    case "number":
      if (column.declared === "text") return ({ faker }) => faker.word.noun();
      return numberMaker(column, meaning.type);
    case "boolean":
      return ({ random }) => random.next() < 0.7;
    default:
      return ({ faker }) => faker.word.noun();
  }
}

/** `CUS-0001` for `customer_id`. */
function keyText(name: string, index: number, { high }: Range): string {
  const letters = name.replace(/_?(?:id|key|code|number|no)$/i, "").replaceAll(/[^A-Za-z]/g, "");
  const stem = (letters === "" ? "key" : letters).slice(0, 3).toUpperCase();
  const text = `${stem}-${String(index + 1).padStart(4, "0")}`;
  return high !== undefined && text.length > high ? String(index + 1).padStart(high, "0") : text;
}

function fitted(text: string, { low = 0, high = Infinity }: Range, { random }: RowFaker): string {
  const longEnough = text.length < low ? text + letters(random, low - text.length) : text;
  return longEnough.slice(0, high);
}
