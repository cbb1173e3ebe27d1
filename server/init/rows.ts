import type { OutputOutline } from "../sql/outline.ts";
import type { ColumnShape, TableShape } from "./shapes.ts";

/** The rows of a relation, as far as their columns lead back to those of datasets. */
export interface Rows {
  /**
   * The columns behind a name: several where rows come from several tables, none where the values are computed.
   * Undefined when the relation has no such column, as far as is known.
   * @param create the name may be of a column that nobody has named yet
   */
  find(name: string, create: boolean): readonly ColumnShape[] | undefined;
  /** The columns behind the first one. */
  first(): readonly ColumnShape[];
  /** It may have columns that nobody has named yet. */
  readonly isOpen: boolean;
  /** Where they would belong, for choosing among several relations. */
  readonly origin?: string;
}

/** A relation of which nothing is known. */
export const unknownRows: Rows = { find: () => [], first: () => [], isOpen: false };

export function tableRows(table: TableShape): Rows {
  return {
    find(name, create) {
      if (create) return [table.column(name)];
      const known = table.columns.get(name.toLowerCase());
      return known && [known];
    },
    first: () => [...table.columns.values()].slice(0, 1),
    isOpen: true,
    origin: table.dataset.slice(table.dataset.indexOf("/") + 1),
  };
}

/** The elements of a list, beside nothing else. */
export function elementRows(columns: readonly string[], elements: () => readonly ColumnShape[]): Rows {
  const name = columns.at(-1)?.toLowerCase();
  return {
    find(wanted, create) {
      if (name === undefined || columns.length === 0) return undefined;
      if (wanted.toLowerCase() === name) return elements();
      // The elements of a list of structures may stand as columns of their own.
      return columns.length > 1 && create && columns.some((each) => same(each, wanted))
        ? elements().map((element) => element.field(wanted))
        : undefined;
    },
    first: elements,
    isOpen: false,
  };
}

/** Where the outputs of a SELECT come from. */
export interface OutputScope {
  resolve(path: readonly string[], create: boolean): readonly ColumnShape[];
  /** The relations that a `*` lists; its qualifier may also name a structure. */
  starred(qualifier: string | undefined): readonly Rows[];
}

export interface SelectRows extends Rows {
  /** The columns behind the output at a position; undefined where a `*` stands before it. */
  at(index: number): readonly ColumnShape[] | undefined;
  indexOf(name: string): number;
}

export function selectRows(outputs: readonly OutputOutline[], scope: OutputScope): SelectRows {
  const stars = outputs.flatMap((output) => ("star" in output ? [output] : []));
  const starred = stars.flatMap(({ qualifier }) => scope.starred(qualifier));
  const origins = new Set(starred.filter(({ isOpen }) => isOpen).map(({ origin }) => origin));
  const columnOf = (output: OutputOutline | undefined): readonly ColumnShape[] =>
    output && "name" in output && output.column ? scope.resolve(output.column, true) : [];
  const indexOf = (name: string) =>
    outputs.findIndex((output) => "name" in output && same(output.name, name));
  return {
    find(name, create) {
      const index = indexOf(name);
      if (index >= 0) return columnOf(outputs[index]);
      if (stars.some(({ except }) => except.some((each) => same(each, name)))) return undefined;
      const known = starred.map((rows) => rows.find(name, false)).find((found) => found !== undefined);
      if (known || !create) return known;
      return starred.find(({ isOpen }) => isOpen)?.find(name, true);
    },
    first: () => columnOf(outputs[0]),
    isOpen: starred.some(({ isOpen }) => isOpen),
    ...(origins.size === 1 && { origin: [...origins][0] }),
    at: (index) => (stars.length > 0 ? undefined : columnOf(outputs[index])),
    indexOf,
  };
}

/** All branches of a set operation: the first one names the columns. */
export function unionRows(branches: readonly SelectRows[]): Rows {
  const [first, ...others] = branches;
  if (!first) return unknownRows;
  if (others.length === 0) return first;
  return {
    find(name, create) {
      const found = first.find(name, create);
      if (!found) return undefined;
      const index = first.indexOf(name);
      return [...found, ...others.flatMap((branch) => branch.at(index) ?? branch.find(name, create) ?? [])];
    },
    first: () => branches.flatMap((branch) => branch.first()),
    isOpen: first.isOpen,
    ...(first.origin !== undefined && { origin: first.origin }),
  };
}

/** Rows whose columns got other names: `listed`, in order. */
export function renamedRows(
  rows: Rows,
  listed: readonly string[],
  names: (name: string) => string | undefined,
): Rows {
  if (listed.length === 0) return rows;
  return {
    ...rows,
    find(name, create) {
      const original = names(name);
      return original === undefined ? [] : rows.find(original, create);
    },
  };
}

export function same(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}
