import type { ColumnFact, DatePattern, Limit, Literal, ValueType } from "../sql/outline.ts";

/** What is known of the datasets' columns: found bit by bit, wherever something reads them. */
export class Shapes {
  readonly tables = new Map<string, TableShape>();
  readonly links: Link[] = [];

  table(dataset: string): TableShape {
    const known = this.tables.get(dataset) ?? new TableShape(dataset);
    this.tables.set(dataset, known);
    return known;
  }

  /** The values of the one are to be found among the other's. */
  link(left: readonly ColumnShape[], right: readonly ColumnShape[], unique?: "left" | "right"): void {
    for (const one of left)
      for (const other of right) if (one !== other) this.links.push({ left: one, right: other, unique });
  }
}

export interface Link {
  readonly left: ColumnShape;
  readonly right: ColumnShape;
  /** The side in which each value stands once. */
  readonly unique?: "left" | "right" | undefined;
}

export class TableShape {
  readonly dataset: string;
  /** By name in lower case, in the order of finding. */
  readonly columns = new Map<string, ColumnShape>();
  /** How many rows checks allow. */
  rows: Range = {};
  /** A check wants as many rows as this one has. */
  sameCount: TableShape | undefined;

  constructor(dataset: string) {
    this.dataset = dataset;
  }

  column(name: string): ColumnShape {
    return member(this.columns, name, this);
  }
}

export interface Range {
  low?: number;
  high?: number;
}

export class ColumnShape {
  readonly name: string;
  readonly table: TableShape;
  /** Of a structure. */
  readonly fields = new Map<string, ColumnShape>();
  /** It has fields, though none may be known. */
  structure = false;
  /** Of a list. */
  element: ColumnShape | undefined;
  readonly types = new Set<ValueType>();
  /** A type that a manifest gives, which settles it. */
  declared: ValueType | undefined;
  pattern: DatePattern | undefined;
  /** Values that rows must have to pass, and others that they may have. */
  readonly required = new Set<Literal>();
  readonly possible = new Set<Literal>();
  readonly excluded = new Set<Literal>();
  /** The only values that checks accept. */
  allowed: ReadonlySet<Literal> | undefined;
  readonly atLeast: Bounded[] = [];
  readonly atMost: Bounded[] = [];
  readonly likes = new Set<string>();
  readonly regexes = new Set<string>();
  /** A format of SodaCL. */
  format: string | undefined;
  readonly length: Range = {};
  /** Of the mean of all values. */
  readonly mean: Range = {};
  always = false;
  sometimes = false;
  unique = false;
  /** A function takes it away, or needs others beside it. */
  dropped = false;
  /** A check wants values that occur more than once. */
  repeated = false;
  /** Its newest value must be of today. */
  fresh = false;

  constructor(name: string, table: TableShape) {
    this.name = name;
    this.table = table;
  }

  field(name: string): ColumnShape {
    this.structure = true;
    return member(this.fields, name, this.table);
  }

  elements(): ColumnShape {
    this.element ??= new ColumnShape(this.name, this.table);
    return this.element;
  }

  /** Takes in what SQL says of it. */
  learn(fact: ColumnFact): void {
    const { type, pattern, values = [], excluded = [], atLeast, atMost, like, presence, required } = fact;
    if (type) this.types.add(type);
    if (pattern) this.pattern ??= pattern;
    for (const value of values) (required ? this.required : this.possible).add(value);
    for (const value of excluded) this.excluded.add(value);
    if (like !== undefined && required) this.likes.add(like);
    if (presence === "always") this.always = true;
    if (presence === "sometimes") this.sometimes = true;
    if (atLeast !== undefined && required)
      this.atLeast.push({ limit: atLeast, exclusive: fact.exclusive ?? false });
    if (atMost !== undefined && required)
      this.atMost.push({ limit: atMost, exclusive: fact.exclusive ?? false });
  }
}

export interface Bounded {
  readonly limit: Limit;
  readonly exclusive: boolean;
}

/** Narrows a range to what lies in another as well. */
export function narrow(range: Range, { low, high }: Range): void {
  if (low !== undefined) range.low = Math.max(range.low ?? -Infinity, low);
  if (high !== undefined) range.high = Math.min(range.high ?? Infinity, high);
}

function member(members: Map<string, ColumnShape>, name: string, table: TableShape): ColumnShape {
  const key = name.toLowerCase();
  const known = members.get(key) ?? new ColumnShape(name, table);
  members.set(key, known);
  return known;
}
