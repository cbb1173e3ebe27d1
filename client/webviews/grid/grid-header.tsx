import type { VirtualItem } from "@tanstack/virtual-core";
import type { Column } from "../../../server/engine/engine.ts";
import type { ColumnProfile, Sort } from "../../../server/run/results.ts";
import { Bar, Histogram, percent } from "../bar.tsx";
import { header, type Place } from "./cursor.ts";
import type { HeaderLook } from "./grid.tsx";

export interface GridHeaderProps {
  readonly columns: readonly Column[];
  readonly widths: readonly number[];
  readonly sides: readonly ("number" | "text")[];
  readonly numbers: number;
  /** Columns to be drawn. */
  readonly items: readonly VirtualItem[];
  /** Rows of all. */
  readonly total: number;
  readonly sort: Sort | null;
  readonly statistics: readonly ColumnProfile[] | "to come" | undefined;
  readonly look: HeaderLook;
  readonly focus: Place;
  cell(place: Place): string;
  /** Undefined where the rows can't be sorted. */
  readonly onSort: ((column: number) => void) | undefined;
  onResize(column: number, event: MouseEvent | TouchEvent): void;
  onFit(column: number): void;
}

/** The row of names, types and what is in the columns. */
export function GridHeader(props: GridHeaderProps) {
  const { numbers, items, look } = props;
  return (
    <div class={`grid-row grid-header ${look}`} role="row" aria-rowindex={1}>
      <div class="grid-number" role="columnheader" aria-colindex={1} style={{ width: `${numbers}px` }}>
        <span class="hidden">row</span>
      </div>
      {items.map((item, position) => (
        <HeaderCell
          key={item.index}
          {...props}
          index={item.index}
          margin={position === 0 ? `${item.start}px` : undefined}
        />
      ))}
    </div>
  );
}

function HeaderCell(
  props: GridHeaderProps & { readonly index: number; readonly margin: string | undefined },
) {
  const { index, margin, columns, widths, sides, sort, statistics, total, focus, onSort } = props;
  const { name, type } = columns[index] ?? { name: "", type: "" };
  const order = sort?.column === name ? (sort.descending ? "descending" : "ascending") : "none";
  const profile = typeof statistics === "string" ? undefined : statistics?.[index];
  const isFocus = focus.row === header && focus.column === index;
  return (
    <div
      id={props.cell({ row: header, column: index })}
      class={`grid-cell ${sides[index]}${isFocus ? " focus" : ""}${onSort ? " sortable" : ""}`}
      role="columnheader"
      aria-colindex={index + 2}
      aria-sort={onSort ? order : undefined}
      data-row={header}
      data-column={index}
      title={titleOf(name, type, onSort !== undefined)}
      style={{ width: `${widths[index]}px`, marginInlineStart: margin }}
      onClick={(event) => !isOnEdge(event) && onSort?.(index)}
    >
      <span class="grid-name">
        <span class="grid-title">{name}</span>
        {order !== "none" && <Arrow up={order === "ascending"} />}
      </span>
      {type && <span class="grid-type">{type.toLowerCase()}</span>}
      {profile && <Summary profile={profile} rows={total} />}
      <span
        class="grid-edge"
        aria-hidden="true"
        onMouseDown={(event) => props.onResize(index, event)}
        onTouchStart={(event) => props.onResize(index, event)}
        onDblClick={() => props.onFit(index)}
      />
    </div>
  );
}

/** In one glance: how values are distributed, and how many are missing. */
function Summary({ profile, rows }: { profile: ColumnProfile; rows: number }) {
  const { name, nulls, distinct, histogram } = profile;
  return (
    <span class="grid-summary">
      {histogram.length > 1 ? (
        <Histogram name={name} bins={histogram} />
      ) : (
        <Bar part={rows - nulls} whole={rows} label={`of the rows have a value for ${name}`} />
      )}
      <span class="grid-type">
        {nulls > 0
          ? `${percent(nulls, rows)} null`
          : distinct === rows && rows > 1
            ? "all distinct"
            : `${distinct.toLocaleString("en")} distinct`}
      </span>
    </span>
  );
}

function Arrow({ up }: { up: boolean }) {
  return (
    <svg class="grid-arrow" viewBox="0 0 10 10" width="10" height="10" aria-hidden="true">
      <path d={up ? "M5 1.5 9 6.5H1Z" : "M5 8.5 1 3.5H9Z"} fill="currentColor" />
    </svg>
  );
}

function titleOf(name: string, type: string, sorts: boolean): string {
  const keys = sorts ? "Click or Enter sorts; Shift+← and Shift+→ change the width." : "";
  return [type ? `${name}: ${type.toLowerCase()}` : name, keys].filter((line) => line !== "").join("\n");
}

function isOnEdge({ target }: MouseEvent): boolean {
  return target instanceof Element && target.closest(".grid-edge") !== null;
}
