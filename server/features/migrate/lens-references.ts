import type { Holes } from "./holes.ts";
import type { Entity } from "./lens-1.ts";

const reference = /\$\{\s*([A-Za-z_]\w*)(?:\.([A-Za-z_]\w*)(\(\))?)?\s*\}/g;

/** An expression with its references as Lens 2 writes them: `{TABLE.member}`, `{other.member}`. */
export function rewritten(sql: string, entity: string, say: (note: string) => void): string {
  const text = sql.replace(reference, (_all, first: string, member: string | undefined) => {
    if (member === undefined) return `{${first}}`;
    return first === entity || first === "ENTITY" ? `{TABLE.${member}}` : `{${first}.${member}}`;
  });
  if (/\$[({]/.test(text)) say(`a reference could not be read in: ${text}`);
  return text;
}

export interface Query {
  readonly text: string;
  readonly notes: readonly string[];
}

/**
 * The query of an entity as a file of SQL: the queries of others stand in it, since SQL files load nothing, and its
 * parameters are their defaults.
 */
export function queryOf(entity: Entity, known: ReadonlyMap<string, Entity>, holes: Holes): Query {
  const notes: string[] = [];
  const budget = { queries: maxQueries };
  const written = holes.restore(withQueries(entity, { known, notes, budget }, [entity.name]));
  const text = written.replace(/\{\{\s*(\w+)\s*(?::([^}]*))?\}\}/g, (_all, key: string, fallback = "") => {
    const value = fallback === "" ? "NULL" : fallback;
    notes.push(
      `${entity.name}: the parameter "${key}" of the query is always ${value} now; Lens 2 has none.`,
    );
    return value;
  });
  return { text: `${text.trim().replace(/;$/, "").trimEnd()}\n`, notes };
}

interface Queries {
  readonly known: ReadonlyMap<string, Entity>;
  readonly notes: string[];
  readonly budget: { queries: number };
}

function withQueries(entity: Entity, queries: Queries, path: readonly string[]): string {
  const { name, query, extend } = entity;
  const { known, notes, budget } = queries;
  const next = (other: string) =>
    path.includes(other) || budget.queries-- <= 0 ? undefined : known.get(other);
  if (query === undefined) {
    const base = extend === undefined ? undefined : next(extend);
    if (base) return withQueries(base, queries, [...path, base.name]);
    notes.push(`${name}: has no query; write the SQL of its table.`);
    return "SELECT 1 AS missing";
  }
  return query.replace(
    reference,
    (all, other: string, member: string | undefined, call: string | undefined) => {
      const target = member === "sql" && call ? next(other) : undefined;
      if (target)
        return `(\n${withQueries(target, queries, [...path, other])
          .trim()
          .replace(/;$/, "")}\n)`;
      notes.push(`${name}: "${all}" in the query has no counterpart in a file of SQL; write it out.`);
      return all;
    },
  );
}

/** With more, queries that hold each other several times would grow without end. */
const maxQueries = 50;
