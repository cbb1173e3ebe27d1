import type { Node } from "../ast.ts";
import { isNode, nodes } from "../ast.ts";
import { binary, call, caseWhen, isNull, nullValue, number } from "./typed.ts";

/** An aggregate as DuckDB computes it, and what remains to be done with its result. */
export interface Aggregate {
  readonly core: Node;
  /** Applied outside FILTER and OVER. */
  readonly finish: (result: Node) => Node;
}

interface Call {
  readonly args: readonly Node[];
  readonly distinct: boolean;
  readonly filter: Node | undefined;
  readonly orderBy: readonly Node[];
  readonly ignoreNulls: boolean;
}

/** Rewrites an aggregate by canonical name; undefined when it is none that we know. Its parts are rewritten already. */
export function aggregate(name: string, body: Node): Aggregate | undefined {
  return aggregates[name]?.(callOf(body));
}

type AggregateRewrite = (call: Call) => Aggregate | undefined;

const aggregates: Readonly<Record<string, AggregateRewrite>> = {
  any_value: firstValue,
  approx_count_distinct: plain("count", { distinct: true }),
  approx_percentile: (of) => percentile("quantile_disc", of),
  avg: plain("avg"),
  bit_and: plain("bit_and"),
  bit_or: plain("bit_or"),
  bit_xor: plain("bit_xor"),
  bool_or: plain("bool_or"),
  collect_list: (of) => collected(of, false),
  collect_set: (of) => collected(of, true),
  corr: plain("corr"),
  count: count,
  count_if: (of) => ({
    core: aggregateNode("count_if", of),
    finish: (result) => call("coalesce", result, number(0)),
  }),
  covar_pop: plain("covar_pop"),
  covar_samp: plain("covar_samp"),
  every: plain("bool_and"),
  first: firstValue,
  kurtosis: plain("kurtosis_pop"),
  last: lastValue,
  max: plain("max"),
  max_by: plain("arg_max_null"),
  median: plain("median"),
  min: plain("min"),
  min_by: plain("arg_min_null"),
  mode: plain("mode"),
  percentile: (of) => percentile("quantile_cont", of),
  stddev: plain("stddev_samp"),
  stddev_pop: plain("stddev_pop"),
  sum: plain("sum"),
  var_pop: plain("var_pop"),
  variance: plain("var_samp"),
};

function callOf(body: Node): Call {
  const args = Array.isArray(body["args"])
    ? nodes(body["args"])
    : [body["this"], body["expression"]].filter(isNode);
  return {
    args,
    distinct: body["distinct"] === true,
    filter: isNode(body["filter"]) ? body["filter"] : undefined,
    orderBy: nodes(body["order_by"]),
    ignoreNulls: body["ignore_nulls"] === true,
  };
}

function plain(name: string, { distinct = false } = {}): AggregateRewrite {
  return (of) => ({
    core: aggregateNode(name, { ...of, distinct: distinct || of.distinct }),
    finish: unchanged,
  });
}

/** NULLs are not collected, and nothing collected is an empty array. */
function collected(of: Call, distinct: boolean): Aggregate | undefined {
  const [value] = of.args;
  if (!value) return undefined;
  const core = aggregateNode("list", {
    ...of,
    distinct: distinct || of.distinct,
    filter: and(of.filter, isNull(value, true)),
  });
  return { core, finish: (result) => call("coalesce", result, call("list_value")) };
}

/** Rows count in which no argument is NULL. */
function count(of: Call): Aggregate | undefined {
  const tuple =
    of.args.length === 1 && isNode(of.args[0]?.["tuple"])
      ? nodes(of.args[0]["tuple"]["expressions"])
      : of.args;
  if (tuple.length === 0)
    return { core: aggregateNode("count", { ...of, args: [{ star: starBody }] }), finish: unchanged };
  if (tuple.length === 1) return { core: aggregateNode("count", { ...of, args: tuple }), finish: unchanged };
  const anyNull = tuple.map((value) => isNull(value)).reduce((left, right) => binary("or", left, right));
  const counted = caseWhen([[anyNull, nullValue]], call("row", ...tuple));
  return { core: aggregateNode("count", { ...of, args: [counted] }), finish: unchanged };
}

function firstValue(of: Call): Aggregate | undefined {
  return chosen("first", of);
}

function lastValue(of: Call): Aggregate | undefined {
  return chosen("last", of);
}

function chosen(name: string, of: Call): Aggregate | undefined {
  const [value, ignore] = of.args;
  if (!value) return undefined;
  const ignoreNulls = of.ignoreNulls || (isNode(ignore?.["boolean"]) && ignore["boolean"]["value"] === true);
  const filter = ignoreNulls ? and(of.filter, isNull(value, true)) : of.filter;
  return { core: aggregateNode(name, { ...of, args: [value], filter }), finish: unchanged };
}

function percentile(name: string, of: Call): Aggregate | undefined {
  const [value, fraction] = of.args;
  if (!value || !fraction) return undefined;
  return { core: aggregateNode(name, { ...of, args: [value, fraction] }), finish: unchanged };
}

function aggregateNode(name: string, { args, distinct, filter, orderBy }: Call): Node {
  return { aggregate_function: { name, args, distinct, filter: filter ?? null, order_by: orderBy } };
}

function and(left: Node | undefined, right: Node): Node {
  return left ? binary("and", left, right) : right;
}

function unchanged(result: Node): Node {
  return result;
}

const starBody: Node = { table: null, except: null, replace: null, rename: null };
