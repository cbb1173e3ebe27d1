/** A cell of a grid. Row `header` holds the names of the columns. */
export interface Place {
  readonly row: number;
  readonly column: number;
}

export const header = -1;

/** A rectangle of cells: where it was begun, and the cell that the keyboard moves. */
export interface Selection {
  readonly anchor: Place;
  readonly focus: Place;
}

export interface Extent {
  readonly rows: number;
  readonly columns: number;
  /** Rows that PageUp and PageDown leap over. */
  readonly page: number;
}

export type KeyPress = Pick<KeyboardEvent, "key" | "ctrlKey" | "metaKey" | "shiftKey">;

/** Where a key leads, as in a spreadsheet; undefined for a key that moves nothing. */
export function moved({ row, column }: Place, press: KeyPress, extent: Extent): Place | undefined {
  const far = press.ctrlKey || press.metaKey;
  const last = { row: extent.rows - 1, column: extent.columns - 1 };
  const to = (place: Partial<Place>): Place => ({
    row: within(place.row ?? row, header, last.row),
    column: within(place.column ?? column, 0, last.column),
  });
  switch (press.key) {
    case "ArrowUp":
      // The first row comes before the header, unless one is on it already.
      return to({ row: far ? (row > 0 ? 0 : header) : row - 1 });
    case "ArrowDown":
      return to({ row: far ? last.row : row + 1 });
    case "ArrowLeft":
      return to({ column: far ? 0 : column - 1 });
    case "ArrowRight":
      return to({ column: far ? last.column : column + 1 });
    case "PageUp":
      return to({ row: Math.max(row - extent.page, Math.min(row, 0)) });
    case "PageDown":
      return to({ row: row + extent.page });
    case "Home":
      return to(far ? { row: Math.min(0, last.row), column: 0 } : { column: 0 });
    case "End":
      return to(far ? last : { column: last.column });
    default:
      return undefined;
  }
}

/** The cells of a selection, both ends included; the header is no part of what is selected. */
export function rectangle({ anchor, focus }: Selection): {
  readonly rows: readonly [first: number, last: number];
  readonly columns: readonly [first: number, last: number];
} {
  return {
    rows: [Math.max(0, Math.min(anchor.row, focus.row)), Math.max(anchor.row, focus.row)],
    columns: [Math.min(anchor.column, focus.column), Math.max(anchor.column, focus.column)],
  };
}

export function isSelected(selection: Selection, { row, column }: Place): boolean {
  const { rows, columns } = rectangle(selection);
  return row >= rows[0] && row <= rows[1] && column >= columns[0] && column <= columns[1];
}

function within(n: number, least: number, greatest: number): number {
  return Math.max(least, Math.min(n, greatest));
}
