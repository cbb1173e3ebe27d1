import type { ComponentChildren } from "preact";
import type { Cell, Column } from "../../server/engine/engine.ts";
import { openSource } from "./host.ts";
import type { Range } from "../../server/run/results.ts";

/** A word with a colour of its own; the word alone carries the meaning. */
export function Badge({
  kind,
  children,
}: {
  kind: "good" | "bad" | "caution" | "quiet";
  children: ComponentChildren;
}) {
  return <span class={`badge ${kind}`}>{children}</span>;
}

export function SourceLink({
  file,
  range,
  children,
}: {
  file: string;
  range?: Range;
  children: ComponentChildren;
}) {
  return (
    <button class="link" title={`Open ${file}`} onClick={() => openSource({ file, range })}>
      {children}
    </button>
  );
}

/** Rows as a table; numbers to the right, NULL said as such. */
export function Rows({ columns, rows }: { columns: readonly Column[]; rows: readonly (readonly Cell[])[] }) {
  return (
    <div class="scroll rows" tabIndex={0} role="region" aria-label="rows">
      <table>
        <thead>
          <tr>
            {columns.map(({ name, type }) => (
              <th key={name} class={isNumeric(type) ? "number" : ""} scope="col">
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
                <td key={column} class={isNumeric(columns[column]?.type ?? "") ? "number" : ""}>
                  <CellText cell={cell} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** A message, with what stands in backticks set as code. */
export function Prose({ children }: { children: string }) {
  return (
    <>
      {children
        .split(/`([^`]*)`/)
        .map((part, index) => (index % 2 === 1 ? <code key={index}>{part}</code> : part))}
    </>
  );
}

export function CellText({ cell }: { cell: Cell }) {
  if (cell === null) return <span class="null">null</span>;
  return <>{cellText(cell)}</>;
}

export function cellText(cell: Cell): string {
  if (typeof cell === "string") return cell;
  return cell !== null && typeof cell === "object" ? JSON.stringify(cell) : String(cell);
}

export function count(n: number, one: string, many = `${one}s`): string {
  return `${n.toLocaleString()} ${n === 1 ? one : many}`;
}

function isNumeric(type: string): boolean {
  return /INT|DECIMAL|DOUBLE|FLOAT|NUMERIC/.test(type.toUpperCase());
}
