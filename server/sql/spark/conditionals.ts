import { asIs, only } from "./calls.ts";
import type { ScalarRewrite } from "./calls.ts";
import { call, caseWhen, isNull, noComments, nullValue } from "./typed.ts";
import type { SparkType, Typed } from "./typed.ts";
import type { Node } from "../ast.ts";

/** Functions that choose among their arguments. */
export const conditionals: Readonly<Record<string, ScalarRewrite>> = {
  "<=>": only(2, ([left, right]) => left && right && { node: notDistinct(left, right), type: "boolean" }),
  "is distinct from": (_args, body) => ({ node: { null_safe_neq: body }, type: "boolean" }),
  coalesce: (args) => ({ node: call("coalesce", ...args.map(asIs)), type: commonType(args) }),
  decode: decode,
  if: ([condition, yes, no]) =>
    condition &&
    yes && {
      node: caseWhen([[condition.node, yes.node]], no?.node ?? nullValue),
      type: no ? commonType([yes, no]) : yes.type,
    },
  isnotnull: only(1, ([value]) => value && { node: isNull(value.node, true), type: "boolean" }),
  isnull: only(1, ([value]) => value && { node: isNull(value.node), type: "boolean" }),
  nullif: only(2, (args) => ({ node: call("nullif", ...args.map(asIs)), type: args[0]?.type })),
  nvl: only(2, (args) => ({ node: call("coalesce", ...args.map(asIs)), type: commonType(args) })),
  nvl2: only(
    3,
    ([value, present, absent]) =>
      value &&
      present &&
      absent && {
        node: caseWhen([[isNull(value.node, true), present.node]], absent.node),
        type: commonType([present, absent]),
      },
  ),
};

/** Oracle's: values and results in turn, NULL matches NULL. */
function decode([value, ...rest]: readonly Typed[]): Typed | undefined {
  if (!value || rest.length < 2) return undefined;
  const whens: [Node, Node][] = [];
  for (let i = 0; i + 1 < rest.length; i += 2) {
    const [match, result] = [rest[i], rest[i + 1]];
    if (match && result) whens.push([notDistinct(value, match), result.node]);
  }
  const otherwise = rest.length % 2 === 1 ? rest.at(-1) : undefined;
  return { node: caseWhen(whens, otherwise?.node ?? nullValue) };
}

function notDistinct(left: Typed, right: Typed): Node {
  return { null_safe_eq: { left: left.node, right: right.node, ...noComments } };
}

function commonType(args: readonly Typed[]): SparkType | undefined {
  const type = args[0]?.type;
  return args.every((argument) => argument.type === type) ? type : undefined;
}
