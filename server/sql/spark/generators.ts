import { bodyOf, expression, identifier, isNode, nodes } from "../ast.ts";
import type { Node } from "../ast.ts";
import { aliasedNode, emptySelect, identifierNode, joinNode } from "../select.ts";
import { call, number } from "./typed.ts";
import type { Typed } from "./typed.ts";
import type { WriteSpark } from "./rewrite.ts";

type Rewrite = (node: Node) => Typed;

/**
 * An item of a SELECT list: `explode` and its relatives become as many columns as they give, and what has no name
 * gets the one it is known by. Without `write` nothing is named.
 */
export function selectItem(item: Node, rewrite: Rewrite, write: WriteSpark | undefined): readonly Node[] {
  const alias = bodyOf(item, "alias");
  const generator = generatorOf(alias ? alias["this"] : item);
  if (generator) {
    const names = alias ? aliasNames(alias) : [];
    const columns = generatedColumns(generator, rewrite, names);
    if (columns && !(generator.outer && generator.withPosition)) return columns;
  }
  const { node } = rewrite(item);
  if (!write || namedKinds.has(expression(item)?.kind ?? "")) return [node];
  return [aliasedNode(node, identifierNode(write(item), true))];
}

/** `LATERAL VIEW [OUTER] explode(x) t AS c` as a lateral join; undefined for generators we don't know. */
export function lateralView(view: Node, rewrite: Rewrite): Node | undefined {
  const generator = generatorOf(view["this"]);
  const outer = view["outer"] === true;
  const names = nodes(view["column_aliases"]).flatMap((alias) => identifier(alias)?.name ?? []);
  const columns =
    generator && generatedColumns({ ...generator, outer: generator.outer && !outer }, rewrite, names);
  if (!columns) return undefined;
  const alias = identifierNode(identifier(view["table_alias"])?.name ?? `view_${names.join("_")}`, true);
  const relation = {
    subquery: {
      this: { select: { ...emptySelect, expressions: columns } },
      alias,
      column_aliases: [],
      alias_explicit_as: true,
      order_by: null,
      limit: null,
      offset: null,
      lateral: true,
      modifiers_inside: false,
      trailing_comments: [],
    },
  };
  return outer ? joinNode("Left", relation, { boolean: { value: true } }) : joinNode("Cross", relation);
}

const namedKinds: ReadonlySet<string> = new Set(["alias", "column", "star", "dot"]);

/** Whether a value is a call that gives rows: where only single values may stand there is no counterpart. */
export function isGenerator(value: Node): boolean {
  return generatorOf(value) !== undefined;
}

interface Generator {
  readonly withPosition: boolean;
  /** Gives one row of NULLs for an empty array. */
  readonly outer: boolean;
  readonly argument: Node;
}

function generatorOf(value: unknown): Generator | undefined {
  const found = expression(value);
  if (!found) return undefined;
  const { kind, body } = found;
  const name = kind === "function" ? String(body["name"]).toLowerCase() : kind;
  const argument = Array.isArray(body["args"]) ? nodes(body["args"])[0] : body["this"];
  if (!/^(pos)?explode(_outer)?$/.test(name) || !isNode(argument)) return undefined;
  return { withPosition: name.startsWith("pos"), outer: name.endsWith("_outer"), argument };
}

function aliasNames(alias: Node): readonly string[] {
  return [alias["alias"], ...nodes(alias["column_aliases"])].flatMap((name) => identifier(name)?.name ?? []);
}

/** Two names without a position mean that the entries of a map are exploded. */
function generatedColumns(
  { argument, withPosition, outer }: Generator,
  rewrite: Rewrite,
  names: readonly string[],
): readonly Node[] | undefined {
  const exploded = rewrite(argument);
  const isMap = exploded.type === "map" || names.length === (withPosition ? 3 : 2);
  if (isMap && outer) return undefined;
  const lists = isMap
    ? [call("map_keys", exploded.node), call("map_values", exploded.node)]
    : [outer ? call("spark_or_one_null", exploded.node) : exploded.node];
  const positions = withPosition ? [call("range", number(0), call("len", lists[0] ?? exploded.node))] : [];
  const defaults = [...(withPosition ? ["pos"] : []), ...(isMap ? ["key", "value"] : ["col"])];
  const columns = [...positions, ...lists];
  if (names.length > 0 && names.length !== columns.length) return undefined;
  return columns.map((list, index) =>
    aliasedNode(call("unnest", list), identifierNode(names[index] ?? defaults[index] ?? "col", true)),
  );
}
