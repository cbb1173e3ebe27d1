import type { Node } from "../ast.ts";
import { call } from "./typed.ts";
import type { SparkType, Typed } from "./typed.ts";

/** Rewrites a call of one function; undefined for arguments that it has no counterpart for. */
export type ScalarRewrite = (args: readonly Typed[], body: Node) => Typed | undefined;

/**
 * A call of a function or macro of DuckDB's with each argument converted; the last conversion holds for all
 * arguments that follow.
 */
export function to(
  name: string,
  type: SparkType | undefined,
  ...conversions: readonly ((argument: Typed) => Node)[]
): ScalarRewrite {
  return (args) => {
    const nodes = args.map((argument, index) => (conversions[index] ?? conversions.at(-1) ?? asIs)(argument));
    return { node: call(name, ...nodes), type };
  };
}

/** The same, for a fixed number of arguments only. */
export function only(count: number, rewrite: ScalarRewrite): ScalarRewrite {
  return (args, body) => (args.length === count ? rewrite(args, body) : undefined);
}

export function asIs({ node }: Typed): Node {
  return node;
}
