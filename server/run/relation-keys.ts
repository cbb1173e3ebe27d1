import type { SqlRelation } from "../sql/sql.ts";

/**
 * The datasets behind a Trino query's tables: `catalog.schema.table` is `catalog:schema/table`. Each is given once,
 * with the dotted name in lower case by which the query knows it; names of fewer parts are left out.
 */
export function relationKeys(
  relations: readonly SqlRelation[],
): readonly { readonly name: string; readonly key: string }[] {
  const keys = new Map<string, string>();
  for (const { name } of relations) {
    const [catalog, schema, ...table] = name;
    if (catalog === undefined || schema === undefined || table.length === 0) continue;
    keys.set(name.join(".").toLowerCase(), `${catalog}:${schema}/${table.join(".")}`);
  }
  return [...keys].map(([name, key]) => ({ name, key }));
}
