const { raw } = String;

/** `any` takes a point or a comma before the fraction. */
const separators = { "": "[.,]", " point": raw`\.`, " comma": "," };
const hours24 = raw`(?:[01]?\d|2[0-3])`;
const hours12 = raw`(?:0?\d|1[0-2])`;
const sixtieth = raw`[0-5]?\d`;
const seconds = raw`${sixtieth}(?:[.,]\d+)?`;
const day = raw`(?:0?[1-9]|[12]\d|3[01])`;
const month = "(?:0?[1-9]|1[0-2])";
const year = raw`(?:[12]\d)?\d\d`;

/**
 * The built-in formats: name → a regular expression for RE2, searched in the text. All match the whole text, save
 * card numbers: there the platform finds 15 to 19 digits anywhere.
 */
export const formats: ReadonlyMap<string, string> = new Map([
  ...numberFormats("integer", "", (digit) => `${digit}+`, ""),
  ...Object.entries(separators).flatMap(([suffix, separator]) => [
    ...numberFormats("decimal", suffix, (digit) => fractional(digit, separator), ""),
    ...numberFormats("percentage", suffix, (digit) => fractional(digit, separator), " *%"),
  ]),
  ["money", money(fractional(raw`\d`, "[.,]"))],
  // Before the fraction the platform takes any character here.
  ["money point", money(raw`\d{1,3}(?:,\d{3})*(?:.\d+)?`)],
  ["money comma", money(raw`\d{1,3}(?:\.\d{3})*(?:,\d+)?`)],
  ["date us", padded(date(month, day, year))],
  ["date eu", padded(date(day, month, year))],
  ["date inverse", padded(date(year, month, day))],
  ["date iso 8601", padded(isoDate())],
  ["time 24h", padded(`${hours24}:${sixtieth}(?::${seconds})?`)],
  ["time 24h nosec", padded(`${hours24}:${sixtieth}`)],
  ["time 12h", padded(`${hours12}:${sixtieth}(?::${seconds})?`)],
  ["time 12h nosec", padded(`${hours12}:${sixtieth}`)],
  ["timestamp 24h", padded(`${hours24}:${sixtieth}:${seconds}`)],
  ["timestamp 12h", padded(`${hours12}:${sixtieth}:${seconds}`)],
  ["uuid", raw`^[\da-fA-F]{8}(?:-[\da-fA-F]{4}){3}-[\da-fA-F]{12}$`],
  ["ip address", raw`^\d{1,3}(?:\.\d{1,3}){3}$`],
  ["ipv4 address", raw`^\d{1,3}(?:\.\d{1,3}){3}$`],
  ["ipv6 address", `^(?:${ipv6().join("|")})$`],
  ["email", raw`^[\dA-Za-zÀ-ȳ._%+-]+@[\dA-Za-zÀ-ȳ._%-]+\.[A-Za-z]{2,4}$`],
  ["phone number", raw`^(?:(?:\+\d{1,2}\s)?\(?\d{3}\)?[\s.-])?\d{3}[\s.-]\d{4}$`],
  ["credit card number", raw`^\d{14}|\d{15,19}|(?:\d{4}-){3}\d{4}|(?:\d{4} ){3}\d{4}$`],
]);

/** Whether texts of the format are numbers, on which numeric metrics and bounds work. */
export function isNumericFormat(format: string): boolean {
  return /\b(?:integer|decimal|percentage|money)\b/.test(format) && formats.has(format);
}

/** The format with either sign, the positive and the negative one (which takes zero too). */
function numberFormats(
  name: string,
  suffix: string,
  number: (digit: string) => string,
  end: string,
): [string, string][] {
  const digits = number(raw`\d`);
  return [
    [name + suffix, padded(`[+-]? *${digits}${end}`)],
    [`positive ${name}${suffix}`, padded(raw`\+? *${digits}${end}`)],
    [`negative ${name}${suffix}`, padded(`(?:- *${digits}|${number("0")})${end}`)],
  ];
}

function fractional(digit: string, separator: string): string {
  return `(?:${digit}+(?:${separator}${digit}+)?|${separator}${digit}+)`;
}

function money(amount: string): string {
  return padded(`[+-]? *${amount} *(?:[A-Z]{3}|[a-z]{3})`);
}

function date(...parts: string[]): string {
  return parts.join("[-./]");
}

function isoDate(): string {
  const dayOfMonth = raw`(?:0[1-9]|1[0-2])-?(?:0[1-9]|[12]\d|3[01])`;
  const dayOfWeek = raw`W[0-5]\d(?:-?[1-7])?`;
  const dayOfYear = raw`[0-3]\d\d`;
  const time = raw`${hours24}(?::?[0-5]\d(?::?[0-5]\d(?:[.,]\d+)?)?)?(?:[+-]${hours24}:?[0-5]\d|Z)?`;
  return raw`[12]\d{3}-?(?:${dayOfMonth}|${dayOfWeek}|${dayOfYear})(?:[ T]${time})?`;
}

/** Full, shortened in any place, with a zone, and with an IPv4 address at the end. */
function ipv6(): string[] {
  const group = raw`[\da-fA-F]{1,4}`;
  const octet = raw`(?:25[0-5]|2[0-4]\d|1?\d?\d)`;
  const ipv4 = raw`${octet}(?:\.${octet}){3}`;
  const shortened = [1, 2, 3, 4, 5, 6].map(
    (after) => `(?:${group}:){1,${7 - after}}(?::${group}){1,${after}}`,
  );
  return [
    `(?:${group}:){7}${group}`,
    `(?:${group}:){1,7}:`,
    ...shortened,
    `:(?:(?::${group}){1,7}|:)`,
    raw`fe80:(?::[\da-fA-F]{0,4}){0,4}%[\da-zA-Z]+`,
    `::(?:ffff(?::0{1,4})?:)?${ipv4}`,
    `(?:${group}:){1,4}:${ipv4}`,
  ];
}

/** Blanks may stand around it. */
function padded(pattern: string): string {
  return `^ *${pattern} *$`;
}
