import type { Document } from "yaml";

/** A model of Lens 1, as far as it can be read; texts that are not there are undefined. */
export interface Lens1 {
  readonly description: string | undefined;
  readonly owner: string | undefined;
  readonly contract: string | undefined;
  readonly tags: readonly string[];
  readonly entities: readonly Entity[];
}

export interface Entity {
  readonly name: string;
  readonly description: string | undefined;
  readonly tags: readonly string[];
  /** The name of the entity that it takes members and query from. */
  readonly extend: string | undefined;
  readonly query: string | undefined;
  /** What is said of the query and not part of it. */
  readonly lineage: Readonly<Record<string, unknown>>;
  readonly fields: readonly OldMember[];
  readonly dimensions: readonly OldMember[];
  readonly measures: readonly OldMember[];
  readonly relationships: readonly Relationship[];
}

/** A field, a dimension or a measure, with its keys as they are. */
export interface OldMember {
  readonly name: string;
  readonly type: string;
  readonly [key: string]: unknown;
}

export interface Relationship {
  readonly type: string;
  readonly field: string;
  readonly target: string;
  readonly targetField: string;
  readonly snippet: string | undefined;
  /** What else is said, as `key: value`. */
  readonly rest: readonly string[];
}

/** Undefined where aliases lead nowhere or are too many. */
export function readLens(document: Document): Lens1 | undefined {
  let value: unknown;
  try {
    value = document.toJS({ maxAliasCount: 100 });
  } catch {
    return undefined;
  }
  return {
    description: text(value, "description"),
    owner: text(value, "owner"),
    contract: text(value, "contract"),
    tags: texts(value, "tags"),
    entities: list(value, "entities").flatMap((each) => {
      const name = text(each, "name");
      return name === undefined ? [] : [entityOf(name, each)];
    }),
  };
}

function entityOf(name: string, value: unknown): Entity {
  const sql = field(value, "sql") ?? field(value, "SQL");
  const lineage = ["verified", "tables", "lenses"].flatMap((key) => {
    const said = field(sql, key);
    return said === undefined || said === null ? [] : [[key, said] as const];
  });
  return {
    name,
    description: text(value, "description"),
    tags: texts(value, "tags"),
    extend: text(value, "extend") ?? text(value, "extends"),
    query: text(sql, "query"),
    lineage: Object.fromEntries(lineage),
    fields: members(value, "fields"),
    dimensions: members(value, "dimensions"),
    measures: members(value, "measures"),
    relationships: list(value, "relationships").map(relationshipOf),
  };
}

function members(value: unknown, key: string): readonly OldMember[] {
  return list(value, key).flatMap((each) => {
    const name = text(each, "name");
    if (name === undefined) return [];
    return [{ ...(each as object), name, type: text(each, "type") ?? "string" }];
  });
}

function relationshipOf(value: unknown): Relationship {
  const target = field(value, "target");
  return {
    type: text(value, "type") ?? "",
    field: text(value, "field") ?? "",
    target: text(target, "name") ?? "",
    targetField: text(target, "field") ?? "",
    snippet: text(value, "sql_snippet"),
    rest: ["description", "verified"].flatMap((key) => {
      const said = text(value, key);
      return said === undefined ? [] : [`${key}: ${said}`];
    }),
  };
}

function field(value: unknown, key: string): unknown {
  if (typeof value !== "object" || value === null || !Object.hasOwn(value, key)) return undefined;
  return (value as Record<string, unknown>)[key];
}

function text(value: unknown, key: string): string | undefined {
  const found = field(value, key);
  if (typeof found === "number" || typeof found === "boolean") return String(found);
  return typeof found === "string" && found !== "" ? found : undefined;
}

function list(value: unknown, key: string): readonly unknown[] {
  const found = field(value, key);
  return Array.isArray(found) ? found : [];
}

function texts(value: unknown, key: string): readonly string[] {
  return list(value, key).filter((each) => typeof each === "string");
}
