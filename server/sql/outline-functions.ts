import type { Node } from "./ast.ts";
import type { ValueType } from "./outline.ts";

/** Which of a call's arguments the function takes as what, in the dialects that manifests use. */
export function argumentTypes(name: string, args: readonly Node[]): readonly (readonly [Node, ValueType])[] {
  if (dateParts.has(name)) {
    // `date_trunc('month', d)` has the date last, all others have it first.
    const date = name === "date_trunc" ? args.at(-1) : args[0];
    const dates = differences.has(name) ? args.slice(-2) : date ? [date] : [];
    return dates.map((argument) => [argument, "date"] as const);
  }
  const type = numberFunctions.has(name)
    ? "number"
    : textFunctions.has(name)
      ? "text"
      : listFunctions.has(name)
        ? "list"
        : epochs.has(name)
          ? "integer"
          : undefined;
  if (!type) return [];
  return (severalArguments.has(name) ? args : args.slice(0, 1)).map((argument) => [argument, type] as const);
}

const numberFunctions = new Set(
  `sum avg abs round floor ceil ceiling sqrt exp ln log log10 pow power stddev stddev_pop stddev_samp variance var_pop
  var_samp percentile percentile_approx approx_percentile median mul div mod neg signum sign format_number bround
  corr covar_pop covar_samp`.split(/\s+/),
);

const textFunctions = new Set(
  `upper lower ucase lcase trim ltrim rtrim initcap length char_length substr substring left right split split_part
  regexp_replace regexp_extract regexp_like replace concat concat_ws like rlike lpad rpad instr locate position reverse
  md5 sha1 sha2 translate strpos starts_with ends_with startswith endswith levenshtein soundex`.split(/\s+/),
);

const dateParts = new Set(
  `year month day dayofmonth dayofweek day_of_week dayofyear day_of_month quarter weekofyear week date_trunc trunc
  date_add date_sub add_months last_day datediff date_diff months_between date_format next_day format_datetime`.split(
    /\s+/,
  ),
);

const differences = new Set(["datediff", "date_diff", "months_between"]);

const listFunctions = new Set(
  "explode explode_outer posexplode posexplode_outer inline size array_contains cardinality array_join unnest".split(
    " ",
  ),
);

/** They read seconds since 1970. */
const epochs = new Set(["from_unixtime", "timestamp_seconds"]);

const severalArguments = new Set(["mul", "div", "mod", "pow", "power", "corr", "concat_ws", "like", "rlike"]);
