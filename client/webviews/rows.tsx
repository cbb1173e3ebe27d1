import type { Cell, Column } from "../../server/engine/engine.ts";
import { Scroll } from "./parts.tsx";

/** Rows as a table: numbers to the right, NULL said as such. */
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
  const sides = columns.map(({ type }, index) => sideOf(type, rows[0]?.[index]));
  return (
    <Scroll label={label}>
      <table>
        <thead>
          <tr>
            {columns.map(({ name, type }, index) => (
              <th key={name} class={sides[index]} scope="col">
                {name}
                {type && <span class="type">{type.toLowerCase()}</span>}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            <tr key={index}>
              {row.map((cell, column) => (
                <td key={column} class={sides[column]}>
                  <CellText cell={cell} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}

/** A value; a long one is cut, and whole in the tooltip. */
export function CellText({ cell }: { cell: Cell }) {
  if (cell === null) return <span class="null">null</span>;
  const text = cellText(cell);
  return (
    <span class="cell" title={text.length > 40 ? text : undefined}>
      {text}
    </span>
  );
}

export function cellText(cell: Cell): string {
  if (typeof cell === "string") return cell;
  return cell !== null && typeof cell === "object" ? JSON.stringify(cell) : String(cell);
}

/** Where the values of a column stand; without a type its first value tells. */
export function sideOf(type: string, first?: Cell): "number" | "text" {
  const numeric =
    type === ""
      ? typeof first === "number"
      : /^(U?(TINY|SMALL|BIG|HUGE)?INT(EGER)?|DECIMAL.*|DOUBLE|FLOAT)$/i.test(type);
  return numeric ? "number" : "text";
}
