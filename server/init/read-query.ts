import type { ColumnPath, QueryOutline, SelectOutline, SourceOutline } from "../sql/outline.ts";
import { elementRows, renamedRows, same, selectRows, unionRows, unknownRows } from "./rows.ts";
import type { Rows, SelectRows } from "./rows.ts";
import type { ColumnShape, Shapes } from "./shapes.ts";

export interface QueryReading {
  readonly shapes: Shapes;
  /** A name without a qualifier may be guessed to be a column of one of several relations. */
  readonly guess: boolean;
  /** The relation of that dotted name. */
  relation(name: readonly string[]): Rows | undefined;
}

/** Takes in what a query asks of the columns it reads, and gives its own rows. */
export function readQuery(query: QueryOutline, reading: QueryReading, outer?: Scope): Rows {
  const ctes = new Map<string, Rows>();
  const inner: QueryReading = {
    ...reading,
    relation: (name) =>
      (name.length === 1 ? ctes.get(name[0]?.toLowerCase() ?? "") : undefined) ?? reading.relation(name),
  };
  for (const { name, columns, query: own } of query.ctes)
    ctes.set(name.toLowerCase(), listedRows(readQuery(own, inner, outer), columns));
  return unionRows(query.selects.map((select) => readSelect(select, inner, outer)));
}

/** The same for an expression or a predicate over one relation's columns. Gives the columns behind its value. */
export function readExpression(
  { selects }: QueryOutline,
  rows: Rows,
  reading: QueryReading,
): readonly ColumnShape[] {
  return selects.flatMap((select) => {
    const scope = new Scope([{ name: "", table: [], rows }], reading);
    learn(select, scope, reading);
    const [output] = select.outputs;
    return output && "name" in output && output.column ? scope.resolve(output.column, true) : [];
  });
}

function readSelect(select: SelectOutline, reading: QueryReading, outer: Scope | undefined): SelectRows {
  const scope = new Scope([], reading, outer);
  for (const source of select.sources) scope.add(openSource(source, reading, scope));
  learn(select, scope, reading);
  return selectRows(select.outputs, scope);
}

function learn({ facts, equalities, subqueries }: SelectOutline, scope: Scope, reading: QueryReading): void {
  for (const fact of facts) for (const column of scope.resolve(fact.column, true)) column.learn(fact);
  for (const { left, right } of equalities)
    reading.shapes.link(scope.resolve(left, true), scope.resolve(right, true));
  for (const { query, among } of subqueries) {
    const rows = readQuery(query, reading, scope);
    if (among) reading.shapes.link(scope.resolve(among, true), rows.first());
  }
}

interface OpenSource {
  readonly name: string;
  readonly table: readonly string[];
  readonly rows: Rows;
}

function openSource(source: SourceOutline, reading: QueryReading, scope: Scope): OpenSource {
  const { name } = source;
  if ("table" in source)
    return { name, table: source.table, rows: reading.relation(source.table) ?? unknownRows };
  if ("elements" in source) {
    const elements = () => scope.resolve(source.elements, true);
    return { name, table: [], rows: elementRows(source.columns, elements) };
  }
  return { name, table: [], rows: listedRows(readQuery(source.query, reading, scope), source.columns) };
}

/** Names in parentheses behind an alias take the place of the columns' own; what they stand for is not followed. */
function listedRows(rows: Rows, columns: readonly string[]): Rows {
  return renamedRows(rows, columns, (name) => (columns.some((each) => same(each, name)) ? name : undefined));
}

/** The relations that names in a SELECT may belong to. */
class Scope {
  readonly #sources: OpenSource[];
  readonly #reading: QueryReading;
  readonly #outer: Scope | undefined;

  constructor(sources: readonly OpenSource[], reading: QueryReading, outer?: Scope) {
    this.#sources = [...sources];
    this.#reading = reading;
    this.#outer = outer;
  }

  add(source: OpenSource): void {
    this.#sources.push(source);
  }

  resolve(path: ColumnPath, create: boolean): readonly ColumnShape[] {
    const qualified = this.#qualified(path);
    const [name, ...fields] = qualified ? path.slice(qualified.length) : path;
    if (name === undefined) return [];
    const columns = qualified
      ? (qualified.rows.find(name, create) ?? [])
      : (this.#known(name) ?? (create ? this.#create(name) : undefined) ?? []);
    return fields.reduce<readonly ColumnShape[]>(
      (found, field) => found.map((column) => (field === "[]" ? column.elements() : column.field(field))),
      columns,
    );
  }

  starred(qualifier: string | undefined): readonly Rows[] {
    const named = this.#sources.filter(({ name }) => qualifier === undefined || same(name, qualifier));
    if (named.length > 0 || qualifier === undefined) return named.map(({ rows }) => rows);
    const structures = this.resolve([qualifier], true);
    for (const structure of structures) structure.structure = true;
    return structures.map((structure) => ({
      find: (name, create) => {
        const known = structure.fields.get(name.toLowerCase());
        return known ? [known] : create ? [structure.field(name)] : undefined;
      },
      first: () => [],
      isOpen: true,
    }));
  }

  /** The relation that a path begins with, and how many parts its name takes. */
  #qualified(path: ColumnPath): { readonly rows: Rows; readonly length: number } | undefined {
    for (const { name, table, rows } of this.#sources) {
      if (path.length > 1 && path[0] !== undefined && name !== "" && same(path[0], name))
        return { rows, length: 1 };
      for (let length = 2; length <= table.length && length < path.length; length++) {
        if (same(path.slice(0, length).join("."), table.slice(-length).join("."))) return { rows, length };
      }
    }
    return this.#outer ? this.#outer.#qualified(path) : undefined;
  }

  #known(name: string): readonly ColumnShape[] | undefined {
    for (const { rows } of this.#sources) {
      const found = rows.find(name, false);
      if (found) return found;
    }
    return this.#outer ? this.#outer.#known(name) : undefined;
  }

  /** A column that nobody has named yet; of several relations the one whose name it begins with, else the first. */
  #create(name: string): readonly ColumnShape[] | undefined {
    const open = this.#sources.filter(({ rows }) => rows.isOpen);
    if (open.length === 0) return this.#outer ? this.#outer.#create(name) : undefined;
    if (open.length > 1 && !this.#reading.guess) return undefined;
    const alike = open.find(({ rows }) => rows.origin !== undefined && isAkin(name, rows.origin));
    return (alike ?? open[0])?.rows.find(name, true);
  }
}

/** `customer_id` is akin to `customers`, `dim_customer` and `customer_data`. */
function isAkin(column: string, table: string): boolean {
  const [stem = ""] = column.toLowerCase().split("_");
  return stem.length > 2 && table.toLowerCase().includes(stem.replace(/s$/, ""));
}
