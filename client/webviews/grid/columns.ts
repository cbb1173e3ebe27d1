import {
  columnResizingFeature,
  columnSizingFeature,
  constructTable,
  tableFeatures,
} from "@tanstack/table-core";
import { storeReactivityBindings } from "@tanstack/table-core/store-reactivity-bindings";
import { useEffect, useMemo, useReducer } from "preact/hooks";
import type { Column } from "../../../server/engine/engine.ts";
import { cellText } from "../cell.tsx";
import type { Row } from "./row-source.ts";

/** The columns of a grid with their widths, in pixels. */
export interface GridColumns {
  readonly widths: readonly number[];
  /** For the mouse or finger that goes down on the edge of a column. */
  startResizing(column: number, event: MouseEvent | TouchEvent): void;
  resizeBy(column: number, pixels: number): void;
  /** As wide as what the rows hold. */
  fit(column: number, rows: readonly Row[]): void;
}

/** @param rows some of the rows, by which the first widths are chosen */
export function useColumns(columns: readonly Column[], rows: readonly Row[]): GridColumns {
  const [, redraw] = useReducer<number, undefined>((drawn) => drawn + 1, 0);
  // Pages of the same rows bring the same columns anew; the widths that the user gave them stay.
  const shape = JSON.stringify(columns);
  const table = useMemo(
    () =>
      constructTable({
        features: tableFeatures({
          coreReactivityFeature: storeReactivityBindings(),
          columnSizingFeature,
          columnResizingFeature,
        }),
        columns: columns.map((column, index) => ({
          // Names need not be unique.
          id: String(index),
          size: widthFor(column, index, rows, widestAtFirst),
          minSize: narrowest,
          maxSize: widest,
        })),
        data: [],
        columnResizeMode: "onChange",
      }),
    [shape],
  );
  useEffect(() => {
    const { unsubscribe } = table.store.subscribe(() => redraw(undefined));
    return unsubscribe;
  }, [table]);
  const resize = (column: number, width: number) =>
    table.setColumnSizing((sizes) => ({ ...sizes, [column]: Math.max(narrowest, Math.min(width, widest)) }));
  const widths = columns.map((_, index) => table.getColumn(String(index))?.getSize() ?? narrowest);
  return {
    widths,
    startResizing: (column, event) => table.getFlatHeaders()[column]?.getResizeHandler()(event),
    resizeBy: (column, pixels) => resize(column, (widths[column] ?? narrowest) + pixels),
    fit: (column, seen) => {
      const found = columns[column];
      if (found) resize(column, widthFor(found, column, seen, widest));
    },
  };
}

const narrowest = 56;
const widestAtFirst = 280;
const widest = 1200;

/** Pixels for the longest text of a column, judged by its number of characters. */
function widthFor({ name, type }: Column, index: number, rows: readonly Row[], most: number): number {
  const character = 8.6;
  const padding = 24;
  const values = rows.slice(0, 200).map((row) => cellText(row[index] ?? null).length);
  // Beside the name there is room for the sign of its order.
  const longest = Math.max(name.length + 2, type.length, ...values);
  return Math.round(Math.max(narrowest, Math.min(longest * character + padding, most)));
}
