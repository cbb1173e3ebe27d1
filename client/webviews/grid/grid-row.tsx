import type { VirtualItem } from "@tanstack/virtual-core";
import { CellText } from "../cell.tsx";
import { isSelected, type Place, type Selection } from "./cursor.ts";
import type { Row } from "./row-source.ts";

export interface GridRowProps {
  readonly index: number;
  /** Pixels from the first row. */
  readonly top: number;
  /** Undefined while it is on its way. */
  readonly row: Row | undefined;
  /** Columns to be drawn. */
  readonly items: readonly VirtualItem[];
  readonly widths: readonly number[];
  readonly sides: readonly ("number" | "text")[];
  /** Pixels for the number of the row. */
  readonly numbers: number;
  /** Id of a cell. */
  cell(place: Place): string;
  readonly selection: Selection;
}

export function GridRow({ index, top, row, items, widths, sides, numbers, cell, selection }: GridRowProps) {
  const { focus } = selection;
  return (
    <div
      class="grid-row"
      role="row"
      aria-rowindex={index + 2}
      aria-busy={row ? undefined : true}
      style={{ transform: `translateY(${top}px)` }}
    >
      <div class="grid-number" role="rowheader" aria-colindex={1} style={{ width: `${numbers}px` }}>
        {index + 1}
      </div>
      {items.map(({ index: column, start }, position) => {
        const place = { row: index, column };
        const isFocus = focus.row === index && focus.column === column;
        return (
          <div
            key={column}
            id={cell(place)}
            class={`grid-cell ${sides[column]}${isFocus ? " focus" : ""}`}
            role="gridcell"
            aria-colindex={column + 2}
            aria-selected={isSelected(selection, place)}
            data-row={index}
            data-column={column}
            style={{
              width: `${widths[column]}px`,
              marginInlineStart: position === 0 ? `${start}px` : undefined,
            }}
          >
            {row && <CellText cell={row[column] ?? null} />}
          </div>
        );
      })}
    </div>
  );
}
