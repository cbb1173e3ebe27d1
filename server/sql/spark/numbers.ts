import { asIs, only, to } from "./calls.ts";
import type { ScalarRewrite } from "./calls.ts";
import { asDouble, asInteger, sparkCast } from "./conversions.ts";
import { binary, call, cast, number } from "./typed.ts";
import type { Typed } from "./typed.ts";

const zero = number(0);
const ofDoubles = (name: string) => to(name, "number", asDouble);

/** Functions and operators of numbers. */
export const numbers: Readonly<Record<string, ScalarRewrite>> = {
  "%": only(2, to("spark_mod", undefined, asIs)),
  "/": only(2, to("spark_divide", "number", asIs)),
  "^": only(2, to("spark_xor", "integer", asIs)),
  abs: to("abs", undefined, asIs),
  acos: ofDoubles("spark_acos"),
  asin: ofDoubles("spark_asin"),
  atan: ofDoubles("atan"),
  atan2: ofDoubles("atan2"),
  bround: ([value, scale]) =>
    value && { node: call("round_even", value.node, scale?.node ?? zero), type: "number" },
  cbrt: ofDoubles("cbrt"),
  ceil: only(1, to("spark_ceil", "integer", asIs)),
  cos: ofDoubles("cos"),
  degrees: ofDoubles("degrees"),
  div: only(2, to("spark_div", "integer", asIs)),
  e: () => ({
    node: call("exp", cast(number(1), "DOUBLE")),
    type: "number",
  }),
  exp: ofDoubles("exp"),
  factorial: to("spark_factorial", "integer", asInteger),
  floor: only(1, to("spark_floor", "integer", asIs)),
  greatest: to("greatest", undefined, asIs),
  grouping: to("grouping", "integer", asIs),
  isnan: to("spark_isnan", "boolean", asDouble),
  least: to("least", undefined, asIs),
  ln: ofDoubles("spark_ln"),
  log: only(2, ofDoubles("spark_log")),
  log10: ofDoubles("spark_log10"),
  log2: ofDoubles("spark_log2"),
  nanvl: only(2, ofDoubles("spark_nanvl")),
  pi: to("pi", "number"),
  pmod: only(2, to("spark_pmod", undefined, asIs)),
  positive: ([value]) => value,
  power: ofDoubles("power"),
  radians: ofDoubles("radians"),
  rand: to("random", "number"),
  round: to("round", undefined, asIs),
  shiftleft: only(
    2,
    ([value, bits]) =>
      value && bits && { node: call("spark_shiftleft", value.node, bits.node), type: "integer" },
  ),
  signum: ofDoubles("spark_signum"),
  sin: ofDoubles("sin"),
  sqrt: ofDoubles("spark_sqrt"),
  tan: ofDoubles("tan"),
  try_add: only(2, attempted("add")),
  try_multiply: only(2, attempted("mul")),
  try_subtract: only(2, attempted("sub")),
  neg: only(1, ([value]) => value && { node: binary("mul", value.node, number(-1)) }),
  // Types are functions as well: `int(x)` is CAST(x AS INT).
  ...castsBy({
    bigint: "big_int",
    boolean: "boolean",
    decimal: "decimal",
    double: "double",
    float: "float",
    int: "int",
    smallint: "small_int",
    string: "string",
    tinyint: "tiny_int",
  }),
};

/** NULL where the numbers are too large. */
function attempted(operator: string): ScalarRewrite {
  return ([left, right]) => left && right && { node: call("try", binary(operator, left.node, right.node)) };
}

function castsBy(types: Readonly<Record<string, string>>): Readonly<Record<string, ScalarRewrite>> {
  return Object.fromEntries(
    Object.entries(types).map(([name, type]) => [
      name,
      only(1, ([value]: readonly Typed[]) => value && sparkCast(value, { data_type: type })),
    ]),
  );
}
