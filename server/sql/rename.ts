import { bodyOf, identifier, isNode } from "./ast.ts";
import type { Node } from "./ast.ts";
import { tableName, visitTables } from "./relations.ts";
import type { SqlDialect } from "../schema/dialect.ts";

/**
 * A copy of the statement that reads other relations: dotted name in lower case → quoted name. A relation keeps
 * its own name as an alias, so that columns qualified by it still resolve. CTEs are never renamed.
 */
export function renameRelations(
  statement: Node,
  relations: Readonly<Record<string, string>>,
  dialect: SqlDialect,
): Node {
  const copy = structuredClone(statement);
  const renamed = new Set<string>();
  visitTables(copy, (table) => {
    const name = tableName(table, dialect);
    const target = Object.hasOwn(relations, dotted(name)) ? relations[dotted(name)] : undefined;
    if (target === undefined) return;
    renamed.add(dotted(name.slice(-2)));
    const [relation, schema = null, catalog = null] = identifierParts(target).toReversed();
    const alias = table["alias"] ?? { name: name.at(-1), quoted: true, trailing_comments: [] };
    Object.assign(table, { name: relation, schema, catalog, alias });
  });
  return unqualified(copy, renamed) as Node;
}

function dotted(name: readonly string[]): string {
  return name.join(".").toLowerCase();
}

/** `"a"."b"` → two identifiers; an unquoted name is taken as it is. */
function identifierParts(quotedName: string): readonly Node[] {
  const quoted = [...quotedName.matchAll(/"((?:[^"]|"")*)"/g)].map(([, part = ""]) =>
    part.replaceAll('""', '"'),
  );
  const parts = quoted.length > 0 ? quoted : quotedName.split(".");
  return parts.map((name) => ({ name, quoted: true, trailing_comments: [] }));
}

/** `sales.orders.id` becomes `orders.id` where `sales.orders` got another name and the alias `orders`. */
function unqualified(value: unknown, renamed: ReadonlySet<string>): unknown {
  if (Array.isArray(value)) return value.map((item) => unqualified(item, renamed));
  if (!isNode(value)) return value;
  const access = bodyOf(value, "dot");
  const owner = bodyOf(access?.["this"], "column");
  const path = [identifier(owner?.["table"])?.name, identifier(owner?.["name"])?.name];
  if (owner && access && path.every((part) => part !== undefined) && renamed.has(dotted(path as string[]))) {
    return { column: { ...owner, name: access["field"], table: owner["name"] } };
  }
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, unqualified(part, renamed)]));
}
