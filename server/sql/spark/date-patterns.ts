/**
 * Java's date patterns (`yyyy-MM-dd`), which Spark uses, as DuckDB's (`%Y-%m-%d`). Undefined for a pattern with a
 * letter that has no counterpart, or that means something else when it is repeated that often.
 */
export function toStrftime(pattern: string): string | undefined {
  return convert(
    pattern,
    (letters) => formats[letters],
    (literal) => literal.replaceAll("%", "%%"),
  );
}

/** Regular expression of the texts that the pattern accepts: Spark is strict about the number of digits. */
export function toRegex(pattern: string): string | undefined {
  const body = convert(
    pattern,
    (letters) => regexes[letters],
    (literal) => literal.replace(/[^A-Za-z0-9 ]/g, "\\$&"),
  );
  return body === undefined ? undefined : `^${body}$`;
}

function convert(
  pattern: string,
  letter: (letters: string) => string | undefined,
  literal: (text: string) => string,
): string | undefined {
  let converted = "";
  for (const [part, quoted] of pattern.matchAll(/'((?:[^']|'')*)'|([A-Za-z])\2*|[^A-Za-z']+|'/g)) {
    const next =
      quoted !== undefined
        ? literal(quoted === "" ? "'" : quoted.replaceAll("''", "'"))
        : /^[A-Za-z]/.test(part)
          ? letter(part)
          : part === "'"
            ? undefined
            : literal(part);
    if (next === undefined || /[[\]#{}]/.test(part)) return undefined;
    converted += next;
  }
  return converted;
}

const formats: Readonly<Record<string, string>> = {
  y: "%-Y",
  yy: "%y",
  yyyy: "%Y",
  u: "%-Y",
  uuuu: "%Y",
  M: "%-m",
  MM: "%m",
  MMM: "%b",
  MMMM: "%B",
  L: "%-m",
  LL: "%m",
  d: "%-d",
  dd: "%d",
  D: "%-j",
  DDD: "%j",
  E: "%a",
  EE: "%a",
  EEE: "%a",
  EEEE: "%A",
  a: "%p",
  H: "%-H",
  HH: "%H",
  h: "%-I",
  hh: "%I",
  m: "%-M",
  mm: "%M",
  s: "%-S",
  ss: "%S",
  SSS: "%g",
  SSSSSS: "%f",
};

const regexes: Readonly<Record<string, string>> = {
  yyyy: "[0-9]{4}",
  yy: "[0-9]{2}",
  M: "[0-9]{1,2}",
  MM: "[0-9]{2}",
  MMM: "[A-Za-z]{3}",
  MMMM: "[A-Za-z]{3,9}",
  d: "[0-9]{1,2}",
  dd: "[0-9]{2}",
  EEE: "[A-Za-z]{3}",
  EEEE: "[A-Za-z]{6,9}",
  a: "(?:AM|PM)",
  H: "[0-9]{1,2}",
  HH: "[0-9]{2}",
  h: "[0-9]{1,2}",
  hh: "[0-9]{2}",
  m: "[0-9]{1,2}",
  mm: "[0-9]{2}",
  s: "[0-9]{1,2}",
  ss: "[0-9]{2}",
  SSS: "[0-9]{3}",
  SSSSSS: "[0-9]{6}",
};
