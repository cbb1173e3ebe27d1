import { bodyOf, expression, identifier, isNode, nodes, walk } from "./ast.ts";
import type { Node } from "./ast.ts";
import type { Source } from "./columns.ts";

/** The equalities by which a join matches rows, as expressions over its two sides, and the other conditions. */
export interface JoinConditions {
  readonly keys: readonly { readonly left: Node; readonly right: Node }[];
  readonly residual: readonly Node[];
}

/** The conditions that an ON clause joins by AND. */
export function conditionsOf(join: Node): readonly Node[] {
  return isNode(join["on"]) ? conjuncts(join["on"]) : [];
}

export function equalities(
  join: Node,
  conditions: readonly Node[],
  left: readonly Source[],
  right: readonly Source[],
): JoinConditions {
  const shared = [...nodes(join["using"]), ...naturalColumns(join, left, right)];
  const keys = shared.map((name) => ({ left: column(name), right: column(name) }));
  const residual: Node[] = [];
  for (const condition of conditions) {
    const key = keyOf(condition, left, right);
    if (key) keys.push(key);
    else residual.push(condition);
  }
  return { keys, residual };
}

function conjuncts(condition: Node): readonly Node[] {
  const and = bodyOf(condition, "and");
  if (and) return [and["left"], and["right"]].filter(isNode).flatMap(conjuncts);
  const inner = bodyOf(condition, "paren")?.["this"];
  const grouped = expression(inner)?.kind;
  // Parentheses that hold more of the same, or one equality; those around OR stay.
  return isNode(inner) && (grouped === "and" || grouped === "eq" || grouped === "paren")
    ? conjuncts(inner)
    : [condition];
}

function keyOf(condition: Node, left: readonly Source[], right: readonly Source[]) {
  const equality = bodyOf(condition, "eq");
  const first = equality?.["left"];
  const second = equality?.["right"];
  if (!isNode(first) || !isNode(second)) return undefined;
  const firstSide = sideOf(first, left, right);
  const secondSide = sideOf(second, left, right);
  if (mayBe(firstSide, "left") && mayBe(secondSide, "right")) return { left: first, right: second };
  if (mayBe(firstSide, "right") && mayBe(secondSide, "left")) return { left: second, right: first };
  return undefined;
}

/** `either`: its columns are not qualified, so the other half of the equality decides. */
type Side = "left" | "right" | "either" | "neither";

function mayBe(side: Side, wanted: "left" | "right"): boolean {
  return side === wanted || side === "either";
}

function sideOf(value: Node, left: readonly Source[], right: readonly Source[]): Side {
  const sides = new Set<Side>();
  walk(value, (kind, body) => {
    if (kind === "column") sides.add(columnSide(body, left, right));
    if (kind === "subquery" || kind === "select" || kind === "exists") sides.add("neither");
  });
  if (sides.size === 0 || sides.has("neither") || (sides.has("left") && sides.has("right"))) return "neither";
  if (sides.has("left")) return "left";
  return sides.has("right") ? "right" : "either";
}

function columnSide(body: Node, left: readonly Source[], right: readonly Source[]): Side {
  const qualifier = identifier(body["table"])?.name;
  if (qualifier !== undefined) {
    if (right.some(({ name }) => same(name, qualifier))) return "right";
    if (left.some(({ name }) => same(name, qualifier))) return "left";
    return "either";
  }
  const name = identifier(body["name"])?.name;
  if (has(right, name)) return "right";
  return has(left, name) ? "left" : "either";
}

function has(sources: readonly Source[], name: string | undefined): boolean {
  return (
    name !== undefined && sources.some(({ columns }) => columns?.some((known) => same(known.name, name)))
  );
}

/** Columns that a natural join matches: those of both sides, where the text tells them. */
function naturalColumns(join: Node, left: readonly Source[], right: readonly Source[]): readonly Node[] {
  if (!String(join["kind"]).startsWith("Natural")) return [];
  const rightNames = right.flatMap(({ columns }) => columns ?? []);
  return left
    .flatMap(({ columns }) => columns ?? [])
    .filter((own) => rightNames.some((other) => same(own.name, other.name)))
    .map(({ name }) => ({ name, quoted: false, trailing_comments: [] }));
}

function column(name: Node): Node {
  return { column: { name, table: null, join_mark: false, trailing_comments: [] } };
}

function same(a: string | undefined, b: string): boolean {
  return a?.toLowerCase() === b.toLowerCase();
}
