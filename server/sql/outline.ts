/**
 * What SQL asks of the columns that it reads, as plain data: enough to tell from several statements which columns a
 * table must have, of which types, and with which values its rows pass. Names are not resolved: that needs the tables.
 */
export interface SqlOutline {
  /** Undefined where the text holds no query, or none that can be read. */
  readonly query?: QueryOutline;
}

export interface QueryOutline {
  readonly ctes: readonly CteOutline[];
  /** One, or the branches of a set operation. */
  readonly selects: readonly SelectOutline[];
}

export interface CteOutline {
  readonly name: string;
  /** Its columns' names where they are listed. */
  readonly columns: readonly string[];
  readonly query: QueryOutline;
}

export interface SelectOutline {
  readonly sources: readonly SourceOutline[];
  readonly outputs: readonly OutputOutline[];
  readonly facts: readonly ColumnFact[];
  /** Columns that are compared for equality. */
  readonly equalities: readonly { readonly left: ColumnPath; readonly right: ColumnPath }[];
  readonly subqueries: readonly {
    readonly query: QueryOutline;
    /** The column that must be among the subquery's first one. */
    readonly among?: ColumnPath;
  }[];
}

/** Parts as written: a qualifier or none, the column, fields within it; `[]` stands for the elements of a list. */
export type ColumnPath = readonly string[];

export type SourceOutline = { readonly name: string } & (
  | { readonly table: readonly string[] }
  | { readonly query: QueryOutline; readonly columns: readonly string[] }
  /** The elements of a list, as a relation whose last column they are. */
  | { readonly elements: ColumnPath; readonly columns: readonly string[] }
);

export type OutputOutline =
  | { readonly star: true; readonly qualifier?: string; readonly except: readonly string[] }
  /** `column`: the output has its values, perhaps in another type or case. */
  | { readonly name: string; readonly column?: ColumnPath };

/** One thing that is asked of a column; that it is there, if nothing else. */
export interface ColumnFact {
  readonly column: ColumnPath;
  readonly type?: ValueType;
  /** How its texts write dates. */
  readonly pattern?: DatePattern;
  /** Values that it is compared with. */
  readonly values?: readonly Literal[];
  readonly excluded?: readonly Literal[];
  readonly atLeast?: Limit;
  readonly atMost?: Limit;
  /** The value itself does not pass. */
  readonly exclusive?: boolean;
  /** As of LIKE. */
  readonly like?: string;
  readonly presence?: "always" | "sometimes";
  /** Rows in which it does not hold are left out. */
  readonly required?: boolean;
}

export type ValueType = "text" | "number" | "integer" | "boolean" | "date" | "timestamp" | "list";

export type Literal = string | number | boolean;

/** A value, or a day counted back from today. */
export type Limit = Literal | { readonly daysAgo: number };

/** `java`: `yyyy-MM-dd`, as Spark has it; `strftime`: `%Y-%m-%d`. */
export interface DatePattern {
  readonly text: string;
  readonly style: "java" | "strftime";
}
