/** Names of functions and operators: what the library's kinds are called in SQL, and which names mean the same. */

/** The one name under which a function is known, whatever its spelling: `ucase` → `upper`. */
export function canonicalName(name: string): string {
  const lower = name.toLowerCase();
  return synonyms[lower] ?? lower;
}

/**
 * SQL name, in lower case, of what an expression computes; undefined for plain structure such as a column or a
 * comparison, which mean the same everywhere.
 */
export function functionName(kind: string, body: { readonly [key: string]: unknown }): string | undefined {
  if (kind === "function" || kind === "aggregate_function") return canonicalName(String(body["name"]));
  if (kind === "table") return tableFeature(body);
  if (structure.has(kind)) return undefined;
  if (kind === "cast" || kind === "try_cast") return castName(kind, body);
  return canonicalName(kindNames[kind] ?? kind);
}

/** Casts to arrays and maps go by other rules than those to single values. */
function castName(
  kind: string,
  { this: operand, to }: { readonly [key: string]: unknown },
): string | undefined {
  const type = (to as { data_type?: string } | undefined)?.data_type;
  if (type === "array" || type === "map") return `cast to ${type}`;
  return isLiteral(operand) ? undefined : kind;
}

/** Reading a part of a table, or an earlier state of it. */
function tableFeature(table: { readonly [key: string]: unknown }): string | undefined {
  if (table["table_sample"]) return "tablesample";
  return table["version"] || table["when"] || table["system_time"] ? "as of" : undefined;
}

/** `1L` and `2.5D` are literals that the library writes as casts. */
function isLiteral(value: unknown): boolean {
  const literal = (value as { literal?: { literal_type?: string } } | undefined)?.literal;
  return literal?.literal_type === "number";
}

/** Types of tokens that stand for an operator with a meaning of its own. */
export const operatorTokens: Readonly<Record<string, string>> = {
  SLASH: "/",
  DIV: "div",
  PERCENT: "%",
  CAST: "cast",
  D_COLON: "cast",
  TRY_CAST: "try_cast",
  L_BRACKET: "[]",
  D_PIPE: "||",
  LIKE: "like",
  I_LIKE: "ilike",
  R_LIKE: "rlike",
  NULLSAFE_EQ: "<=>",
  CARET: "^",
  AMP: "&",
  PIPE: "|",
  TILDE: "~",
};

const synonyms: Readonly<Record<string, string>> = {
  array_agg: "collect_list",
  any: "bool_or",
  some: "bool_or",
  bool_and: "every",
  cardinality: "size",
  ceiling: "ceil",
  char: "chr",
  char_length: "length",
  character_length: "length",
  date_diff: "datediff",
  dateadd: "date_add",
  date_part: "extract",
  datepart: "extract",
  day: "dayofmonth",
  equal_null: "<=>",
  ifnull: "nvl",
  iff: "if",
  lcase: "lower",
  len: "length",
  locate: "instr",
  mean: "avg",
  mod: "%",
  negative: "neg",
  now: "current_timestamp",
  percentile_approx: "approx_percentile",
  position: "instr",
  pow: "power",
  random: "rand",
  regexp: "rlike",
  regexp_like: "rlike",
  sha: "sha1",
  sign: "signum",
  std: "stddev",
  stddev_samp: "stddev",
  substr: "substring",
  timestampadd: "date_add",
  timestampdiff: "datediff",
  to_unix_timestamp: "unix_timestamp",
  try_divide: "/",
  try_to_timestamp: "to_timestamp",
  ucase: "upper",
  var_samp: "variance",
};

/** Kinds whose SQL name is not the kind itself. */
const kindNames: Readonly<Record<string, string>> = {
  approx_count_distinct: "approx_count_distinct",
  bitwise_and: "&",
  bitwise_and_agg: "bit_and",
  bitwise_not: "~",
  bitwise_or: "|",
  bitwise_or_agg: "bit_or",
  bitwise_xor: "^",
  bitwise_xor_agg: "bit_xor",
  char_func: "chr",
  concat: "||",
  day_of_month: "dayofmonth",
  day_of_week: "dayofweek",
  day_of_week_iso: "dayofweek_iso",
  day_of_year: "dayofyear",
  div: "/",
  ends_with: "endswith",
  i_like: "ilike",
  if_func: "if",
  if_null: "nvl",
  int_div: "div",
  is_nan: "isnan",
  l_trim: "ltrim",
  logical_and: "every",
  logical_or: "bool_or",
  mod: "%",
  mod_func: "%",
  n_tile: "ntile",
  null_if: "nullif",
  null_safe_eq: "<=>",
  null_safe_neq: "is distinct from",
  r_trim: "rtrim",
  starts_with: "startswith",
  str_position: "instr",
  subscript: "[]",
  week_of_year: "weekofyear",
};

const structure: ReadonlySet<string> = new Set([
  "add",
  "alias",
  "all",
  "and",
  "any",
  "between",
  "boolean",
  "case",
  "column",
  "cte",
  "data_type",
  "dot",
  "eq",
  "except",
  "exists",
  "Following",
  "gt",
  "gte",
  "identifier",
  "in",
  "intersect",
  "is_false",
  "is_null",
  "is_true",
  "joined_table",
  "lambda",
  "literal",
  "lt",
  "lte",
  "mul",
  "named_argument",
  "neg",
  "neq",
  "not",
  "null",
  "or",
  "ordered",
  "over",
  "paren",
  "parameter",
  "placeholder",
  "raw",
  "Preceding",
  "select",
  "star",
  "sub",
  "subquery",
  "table",
  "tuple",
  "union",
  "unnest",
  "values",
  "var",
  "window_function",
]);
