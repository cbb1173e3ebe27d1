/**
 * Whether a column's type is the one that a check expects, each in its own system's words: `varchar(20)` is
 * `VARCHAR`. Parameters are not compared, nested types neither; where types were guessed from text, numbers are
 * numbers.
 */
export function isSameType(expected: string, actual: string, guessed = false): boolean {
  if (isNested(expected) || isNested(actual)) return true;
  const [one, other] = [familyOf(expected), familyOf(actual)];
  return one === other || (guessed && numeric.has(one) && numeric.has(other));
}

const families: Readonly<Record<string, readonly string[]>> = {
  text: ["varchar", "string", "text", "char", "character", "bpchar", "character varying", "nvarchar"],
  boolean: ["boolean", "bool", "logical"],
  tinyint: ["tinyint", "int1", "byte"],
  smallint: ["smallint", "int2", "short", "int16"],
  integer: ["integer", "int", "int4", "signed", "int32"],
  bigint: ["bigint", "int8", "long", "int64"],
  hugeint: ["hugeint", "int128"],
  float: ["real", "float", "float4"],
  double: ["double", "float8", "double precision", "float64"],
  decimal: ["decimal", "numeric", "dec", "number"],
  date: ["date"],
  time: ["time", "time without time zone"],
  timestamp: ["timestamp", "datetime", "timestamp without time zone", "timestamp_ntz"],
  timestamptz: ["timestamptz", "timestamp with time zone", "timestamp_tz", "timestamp_ltz"],
  binary: ["blob", "binary", "varbinary", "bytea", "bytes"],
};
const numeric: ReadonlySet<string> = new Set([
  "tinyint",
  "smallint",
  "integer",
  "bigint",
  "hugeint",
  "float",
  "double",
  "decimal",
]);
const familyByName = new Map(
  Object.entries(families).flatMap(([family, names]) => names.map((name) => [name, family])),
);

function familyOf(type: string): string {
  if (type.length > longestType) return type;
  const name = type
    .toLowerCase()
    .replace(/\([^)]*\)/g, "")
    .trim()
    .replace(/\s+/g, " ");
  return familyByName.get(name.replace(/^timestamp_(?:s|ms|ns)$/, "timestamp")) ?? name;
}

/** No type that is compared is longer, and patterns cost time. */
const longestType = 100;

function isNested(type: string): boolean {
  return /\[\]$|^\s*(?:array|map|row|struct|list)\b/i.test(type);
}
