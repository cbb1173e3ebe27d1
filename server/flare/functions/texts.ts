import { quoteLiteral } from "../../engine/engine.ts";
import { columnsNamed, textOf, unchanged, withColumn } from "./columns.ts";
import type { FlareFunctionDefinition, Frame, Plan } from "./function.ts";
import { text } from "./parameters.ts";
import { over } from "./values.ts";

/** Functions that take texts apart or write them in another alphabet. */
export const textFunctions: readonly FlareFunctionDefinition[] = [
  {
    name: "split_email",
    required: ["column"],
    fidelity: "exact",
    plan: (parameters, frame) =>
      over(parameters, frame, "column", (column) => {
        const part = (group: number) => extract(textOf(column), "^\\s*([^@\\s]+)@([^@\\s]+)\\s*$", group);
        return addColumns(frame, [
          [`${column.name}_account`, part(1)],
          [`${column.name}_domain`, part(2)],
        ]);
      }),
  },
  {
    name: "split_url",
    required: ["column"],
    fidelity: "approximate",
    note: "Whether the platform fails at a text that is no URL is not documented; here its parts are NULL.",
    plan: (parameters, frame) =>
      over(parameters, frame, "column", (column) => {
        const part = (group: number) => extract(textOf(column), urlPattern, group);
        const path = `coalesce(${part(5)}, '')`;
        const query = part(6);
        const isUrl = `${part(1)} IS NOT NULL`;
        return addColumns(frame, [
          [`${column.name}_protocol`, part(1)],
          [`${column.name}_authority`, part(2)],
          [`${column.name}_host`, part(3)],
          [`${column.name}_port`, `TRY_CAST(${part(4)} AS INTEGER)`],
          [`${column.name}_path`, `CASE WHEN ${isUrl} THEN ${path} END`],
          [`${column.name}_filename`, `CASE WHEN ${isUrl} THEN ${path} || coalesce('?' || ${query}, '') END`],
          [`${column.name}_query`, query],
        ]);
      }),
  },
  {
    name: "encode",
    required: ["algo", "column", "asColumn"],
    fidelity: "approximate",
    note: "The platform's letter case of hexadecimal digits is not documented; here they are lower case.",
    plan: (parameters, frame) =>
      over(parameters, frame, "column", (column) => {
        const encoding = encodings[text(parameters, "algo").toLowerCase()];
        if (!encoding) return { refused: unknownEncoding(text(parameters, "algo")) };
        return withColumn(frame, text(parameters, "asColumn"), { duckdb: encoding.encode(textOf(column)) });
      }),
  },
  {
    name: "decode",
    required: ["algo", "column", "asColumn"],
    fidelity: "approximate",
    note: "Whether the platform fails at a text that can't be decoded is not documented; here it becomes NULL.",
    plan: (parameters, frame) =>
      over(parameters, frame, "column", (column) => {
        const encoding = encodings[text(parameters, "algo").toLowerCase()];
        if (!encoding) return { refused: unknownEncoding(text(parameters, "algo")) };
        const duckdb = `TRY(decode(${encoding.decode(textOf(column))}))`;
        return withColumn(frame, text(parameters, "asColumn"), { duckdb });
      }),
  },
];

/** RFC 3986 as far as it is needed: scheme, authority, host, port, path, query. */
const urlPattern =
  "^([A-Za-z][A-Za-z0-9+.-]*)://((?:[^/?#@]*@)?([^/?#:]*)(?::(\\d*))?)([^?#]*)(?:\\?([^#]*))?(?:#.*)?$";

/** The group's text, NULL where the pattern does not match or the group is empty. */
function extract(value: string, pattern: string, group: number): string {
  return `nullif(regexp_extract(${value}, ${quoteLiteral(pattern)}, ${group}), '')`;
}

function addColumns(frame: Frame, added: readonly (readonly [string, string])[]): Plan {
  const kept = frame.columns.map((column) => {
    const replacement = added.find(([name]) => columnsNamed({ columns: [column] }, name).length > 0);
    return replacement ? { name: replacement[0], value: { duckdb: replacement[1] } } : unchanged(column);
  });
  const appended = added
    .filter(([name]) => columnsNamed(frame, name).length === 0)
    .map(([name, duckdb]) => ({ name, value: { duckdb } }));
  return { columns: [...kept, ...appended] };
}

interface Encoding {
  encode(value: string): string;
  /** Gives a BLOB; fails at what can't be decoded. */
  decode(value: string): string;
}

const alphabet = quoteLiteral("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567");

/** RFC 4648. */
const encodings: Readonly<Record<string, Encoding>> = {
  base64: { encode: (value) => `base64(encode(${value}))`, decode: (value) => `from_base64(${value})` },
  hex: { encode: (value) => `lower(hex(encode(${value})))`, decode: (value) => `unhex(${value})` },
  base32: { encode: encodeBase32, decode: decodeBase32 },
};

/** Five bits a letter, written out as `=` to a multiple of eight letters. */
function encodeBase32(value: string): string {
  const bits = `CAST(CAST(encode(${value}) AS BIT) AS VARCHAR)`;
  const letter = `substr(${alphabet}, 1 + CAST(CAST(rpad(substr(${bits}, CAST(i AS INTEGER), 5), 5, '0') AS BIT) AS INTEGER), 1)`;
  const letters = `array_to_string(list_transform(range(1, length(${bits}) + 1, 5), lambda i: ${letter}), '')`;
  return `CASE WHEN ${value} = '' THEN '' ELSE rpad(${letters}, CAST(ceil(length(${bits}) / 40) * 8 AS INTEGER), '=') END`;
}

function decodeBase32(value: string): string {
  const letters = `rtrim(${value}, '=')`;
  const five = `right(CAST(CAST(CAST(instr(${alphabet}, substr(${letters}, CAST(i AS INTEGER), 1)) - 1 AS TINYINT) AS BIT) AS VARCHAR), 5)`;
  const bits = `array_to_string(list_transform(range(1, length(${letters}) + 1), lambda i: ${five}), '')`;
  const whole = `left(${bits}, CAST(length(${bits}) // 8 * 8 AS INTEGER))`;
  return `CASE WHEN regexp_full_match(${value}, '[A-Z2-7]*=*') THEN CAST(CAST(${whole} AS BIT) AS BLOB) END`;
}

function unknownEncoding(name: string): string {
  return `"${name}" is no encoding; it is base32, base64 or hex.`;
}
