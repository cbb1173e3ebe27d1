import { useEffect, useId, useRef, useState } from "preact/hooks";
import type { Column } from "../../../server/engine/engine.ts";
import type { ColumnProfile, Sort } from "../../../server/run/results.ts";
import { sideOf } from "../cell.tsx";
import { copyText } from "../host.ts";
import { useColumns } from "./columns.ts";
import { header, moved, rectangle, type Place, type Selection } from "./cursor.ts";
import { GridHeader } from "./grid-header.tsx";
import { GridRow } from "./grid-row.tsx";
import type { Row, RowSource } from "./row-source.ts";
import { toTsv } from "./tsv.ts";
import { useVirtual } from "./virtual.ts";

export interface GridProps {
  /** What the rows are, for who can't see them. */
  readonly label: string;
  readonly columns: readonly Column[];
  readonly source: RowSource;
  /** The order that the rows have; columns can be sorted where `onSort` is given. */
  readonly sort?: Sort | null;
  onSort?(sort: Sort | null): void;
  /** Shown under the names of the columns; where they are to come there is room for them. */
  readonly statistics?: readonly ColumnProfile[] | "to come";
  /** The cell that the user is on. */
  onPlace?(place: Place): void;
  /** Says what happened that can't be seen: what was copied. */
  onNote?(note: string): void;
}

/** Most cells that are copied at once. */
const mostCopied = 1_000_000;

/**
 * Rows and columns as a spreadsheet shows them: only what is to be seen is drawn; cells are walked, selected and
 * copied by keyboard and mouse. One element has the focus, and names the cell that the user is on.
 */
export function Grid(props: GridProps) {
  const { label, columns, source, sort = null, onSort, statistics } = props;
  const id = useId();
  const element = useRef<HTMLDivElement>(null);
  const [selection, setSelection] = useState<Selection>({ anchor: start, focus: start });
  const sample = firstRows(source);
  const { widths, startResizing, resizeBy, fit } = useColumns(columns, sample);
  const numbers = numbersWidth(source.total);
  const across = useVirtual({
    element,
    count: columns.length,
    sizeOf: (index) => widths[index] ?? 0,
    horizontal: true,
    covered: numbers,
    sizes: widths.join(),
  });
  const look = statistics ? "tall" : columns.some(({ type }) => type !== "") ? "typed" : "bare";
  const shownRows = Math.min(source.total, mostShown);
  const down = useVirtual({
    element,
    count: shownRows,
    sizeOf: () => rowHeight,
    covered: headerHeight[look],
    sizes: shownRows,
  });
  const [first, last] = [down.items[0]?.index ?? 0, (down.items.at(-1)?.index ?? -1) + 1];
  useEffect(() => source.want(first, last), [source, first, last]);

  const { focus } = selection;
  const cell = (place: Place) => `${id}-${place.row}-${place.column}`;
  const isDrawn =
    (focus.row === header || (focus.row >= first && focus.row < last)) &&
    across.items.some(({ index }) => index === focus.column);

  const go = (place: Place, extend = false) => {
    setSelection({ anchor: extend ? selection.anchor : place, focus: place });
    if (place.row >= 0) down.scrollTo(place.row);
    across.scrollTo(place.column);
    props.onPlace?.(place);
  };
  const sortBy = (column: number) => {
    const name = columns[column]?.name;
    if (name !== undefined) onSort?.(nextSort(sort, name));
  };
  const copy = async (withNames: boolean) => {
    const chosen = rectangle(selection);
    const [from, to] = [chosen.rows[0], Math.min(chosen.rows[1] + 1, shownRows)];
    const span = [chosen.columns[0], chosen.columns[1] + 1] as const;
    const names = columns.slice(...span).map(({ name }) => name);
    const most = Math.max(1, Math.floor(mostCopied / names.length));
    const rows = from < to ? await source.read(from, Math.min(to, from + most)) : [];
    const cut = rows.map((row) => row.slice(...span));
    const headed = focus.row === header ? [names] : withNames ? [names, ...cut] : cut;
    await copyText(toTsv(headed));
    const cells = headed.length * names.length;
    props.onNote?.(cells === 1 ? "Copied one cell." : `Copied ${cells.toLocaleString("en")} cells.`);
  };
  const press = (event: KeyboardEvent) => {
    const { key, shiftKey } = event;
    const ctrl = event.ctrlKey || event.metaKey;
    const page = Math.max(1, Math.floor((element.current?.clientHeight ?? 0) / rowHeight) - 3);
    const isResizing = focus.row === header && shiftKey && (key === "ArrowLeft" || key === "ArrowRight");
    const target = moved(focus, event, { rows: shownRows, columns: columns.length, page });
    if (isResizing) resizeBy(focus.column, key === "ArrowLeft" ? -16 : 16);
    else if (target) go(target, shiftKey && focus.row !== header && target.row !== header);
    else if (ctrl && key.toLowerCase() === "c")
      copy(shiftKey).catch((error: Error) => props.onNote?.(`Nothing was copied. ${error.message}`));
    else if (ctrl && key.toLowerCase() === "a")
      setSelection({ anchor: start, focus: { row: shownRows - 1, column: columns.length - 1 } });
    else if (key === "Escape") setSelection({ anchor: focus, focus });
    else if (focus.row === header && (key === "Enter" || key === " ")) sortBy(focus.column);
    else return;
    event.preventDefault();
  };
  const point = (event: MouseEvent, extend: boolean) => {
    const place = placeOf(event.target);
    if (place) go(place, extend && place.row !== header);
  };
  const drag = (event: MouseEvent) => {
    const place = event.buttons === 1 ? placeOf(event.target) : undefined;
    if (!place || place.row === header || focus.row === header) return;
    if (place.row !== focus.row || place.column !== focus.column) go(place, true);
  };

  const sides = columns.map(({ type }, index) => sideOf(type, sample[0]?.[index]));
  return (
    <div
      ref={element}
      class="grid"
      role="grid"
      aria-label={label}
      aria-rowcount={source.total + 1}
      aria-colcount={columns.length + 1}
      aria-multiselectable="true"
      aria-activedescendant={isDrawn ? cell(focus) : undefined}
      tabIndex={0}
      onKeyDown={press}
      onMouseDown={(event) => event.button === 0 && point(event, event.shiftKey)}
      onMouseMove={drag}
    >
      <div class="grid-all" role="presentation" style={{ width: `${numbers + across.total}px` }}>
        <GridHeader
          {...{ columns, widths, sides, numbers, cell, sort, statistics, focus, look }}
          items={across.items}
          total={source.total}
          onSort={onSort && sortBy}
          onResize={startResizing}
          onFit={(column) => fit(column, sample)}
        />
        <div class="grid-rows" role="presentation" style={{ height: `${down.total}px` }}>
          {down.items.map(({ index, start: top }) => (
            <GridRow
              key={index}
              {...{ index, top, widths, sides, numbers, cell, selection }}
              row={source.row(index)}
              items={across.items}
            />
          ))}
        </div>
      </div>
    </div>
  );
}

/** Browsers lay out no element that is much higher than this many rows. */
const mostShown = 1_000_000;

const rowHeight = 24;
/** Of the header: names; names and types; names, types and statistics. The style sheet says the same. */
const headerHeight = { bare: 28, typed: 44, tall: 84 } as const;
export type HeaderLook = keyof typeof headerHeight;
const start: Place = { row: 0, column: 0 };

function firstRows(source: RowSource): readonly Row[] {
  return Array.from({ length: Math.min(source.total, 200) }, (_, index) => source.row(index) ?? []);
}

/** Pixels for the numbers of the rows. */
function numbersWidth(rows: number): number {
  return 24 + 8 * String(rows).length;
}

/** Ascending, descending, and as the rows come. */
function nextSort(sort: Sort | null, column: string): Sort | null {
  if (sort?.column !== column) return { column, descending: false };
  return sort.descending ? null : { column, descending: true };
}

/** The cell that the mouse is on; the edges of columns are none. */
function placeOf(target: EventTarget | null): Place | undefined {
  if (!(target instanceof Element) || target.closest(".grid-edge, button")) return undefined;
  const cell = target.closest<HTMLElement>("[data-row]");
  return cell ? { row: Number(cell.dataset.row), column: Number(cell.dataset.column) } : undefined;
}
