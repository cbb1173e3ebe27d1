import { useMemo, useState } from "preact/hooks";
import type { Cell, Column } from "../../server/engine/engine.ts";
import { isCut } from "./cell.tsx";
import type { Place } from "./grid/cursor.ts";
import { Grid } from "./grid/grid.tsx";
import { localRows } from "./grid/row-source.ts";
import { WholeValue } from "./grid/value.tsx";

/** Rows of a result, all of them at hand; a value that is too long for its cell is shown below, whole. */
export function Rows({
  label,
  columns,
  rows,
}: {
  /** What the rows are, for who can't see them. */
  label: string;
  columns: readonly Column[];
  rows: readonly (readonly Cell[])[];
}) {
  const source = useMemo(() => localRows(rows), [rows]);
  const [place, setPlace] = useState<Place>();
  const column = place && columns[place.column];
  const value = place && rows[place.row]?.[place.column];
  return (
    <div class="rows">
      <Grid label={label} columns={columns} source={source} onPlace={setPlace} />
      {column && value !== undefined && isCut(value) && <WholeValue name={column.name} value={value} />}
    </div>
  );
}
