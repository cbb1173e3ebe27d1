import type { Cell } from "../../server/engine/engine.ts";

/** A value in one line: null and empty text are told apart, and so are they from texts that spell them. */
export function CellText({ cell }: { cell: Cell }) {
  if (cell === null) return <span class="null">null</span>;
  if (cell === "") return <span class="null">empty</span>;
  const text = cellText(cell);
  return (
    <span class="cell" title={text.length > 40 ? text : undefined}>
      {oneLine(text)}
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

/** A value that a cell of a grid can't show whole. */
export function isCut(cell: Cell): boolean {
  return (
    cell !== null && (typeof cell === "object" || (typeof cell === "string" && /[\n\r]|.{40}/.test(cell)))
  );
}

/** The start of a text, with a sign where lines end; what can't be seen need not be laid out. */
function oneLine(text: string): string {
  return text.slice(0, 300).replace(/\r?\n|\r/g, " ↵ ");
}
