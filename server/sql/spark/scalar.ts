import type { ScalarRewrite } from "./calls.ts";
import { collections } from "./collections.ts";
import { conditionals } from "./conditionals.ts";
import { dateArithmetic } from "./date-arithmetic.ts";
import { dates } from "./dates.ts";
import { numbers } from "./numbers.ts";
import { texts } from "./texts.ts";

/** Spark's scalar functions and operators, by canonical name. */
export const scalars: Readonly<Record<string, ScalarRewrite>> = {
  ...texts,
  ...dates,
  ...dateArithmetic,
  ...numbers,
  ...conditionals,
  ...collections,
};
