import type { Span } from "./sql.ts";

/**
 * The SQL library's syntax tree, as it comes: plain objects. An expression is an object with one key, its kind:
 * `{ column: { name, table } }`; what is inside is the expression's body. Kinds are the library's names.
 */
export type Node = { readonly [key: string]: unknown };

/** Kind and body of an expression; undefined for anything else, such as the parts of a body. */
export function expression(value: unknown): { readonly kind: string; readonly body: Node } | undefined {
  if (!isNode(value)) return undefined;
  const keys = Object.keys(value);
  const kind = keys[0];
  if (keys.length !== 1 || kind === undefined || partNames.has(kind)) return undefined;
  const body = value[kind];
  if (body === null) return { kind, body: {} };
  return isNode(body) ? { kind, body } : undefined;
}

/** Body of an expression of that kind. */
export function bodyOf(value: unknown, kind: string): Node | undefined {
  const found = expression(value);
  return found?.kind === kind ? found.body : undefined;
}

export function isNode(value: unknown): value is Node {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

export function nodes(value: unknown): readonly Node[] {
  return Array.isArray(value) ? value.filter(isNode) : [];
}

/** Calls `enter` for every expression below `value`, outermost first; `false` keeps out of its parts. */
export function walk(value: unknown, enter: (kind: string, body: Node) => boolean | void): void {
  if (Array.isArray(value)) {
    for (const item of value) walk(item, enter);
    return;
  }
  if (!isNode(value)) return;
  const found = expression(value);
  if (found && enter(found.kind, found.body) === false) return;
  for (const part of Object.values(found ? found.body : value)) {
    if (typeof part === "object" && part !== null) walk(part, enter);
  }
}

/** Text that the library did not take apart, such as `NOT a ILIKE 'x'`; undefined when there is none. */
export function rawText(value: unknown): string | undefined {
  let found: string | undefined;
  walk(value, (kind, body) => {
    if (kind === "raw" && typeof body["sql"] === "string") found ??= body["sql"];
  });
  return found;
}

/** Text and place of an identifier; undefined when there is none or it is empty. */
export function identifier(value: unknown): { readonly name: string; readonly span?: Span } | undefined {
  if (!isNode(value) || typeof value["name"] !== "string" || value["name"] === "") return undefined;
  return { name: value["name"], span: spanOf(value) };
}

export function spanOf(value: Node): Span | undefined {
  const span = value["span"];
  if (!isNode(span)) return undefined;
  const { start, end } = span;
  return typeof start === "number" && typeof end === "number" ? { start, end } : undefined;
}

/** The smallest span that holds all spans below `value`. */
export function extent(value: unknown): Span | undefined {
  let start = Infinity;
  let end = -1;
  const visit = (part: unknown) => {
    if (Array.isArray(part)) return part.forEach(visit);
    if (!isNode(part)) return;
    const span = spanOf(part);
    if (span) {
      start = Math.min(start, span.start);
      end = Math.max(end, span.end);
    }
    Object.values(part).forEach(visit);
  };
  visit(value);
  return end < 0 ? undefined : { start, end };
}

/** Keys of bodies that hold one object each, and would look like kinds. */
const partNames: ReadonlySet<string> = new Set(["this", "query", "value", "name", "spec", "ctes", "target"]);
