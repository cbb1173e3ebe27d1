import type { ApplyOrder } from "../../run/results.ts";
import { painter, type Terminal } from "../terminal.ts";
import { count, renderTable } from "./table.ts";

/** The files one below the other, numbered by layer: files of one number need each other in nothing. */
export function renderApplyOrder({ layers, included }: ApplyOrder, terminal: Terminal): string {
  const paint = painter(terminal);
  const rows = layers.flatMap((layer, index) =>
    layer.map(({ file, kinds }, place) => [
      place === 0 ? `${index + 1}` : "",
      file,
      paint("dim", kinds.join(", ")),
    ]),
  );
  const parts = included.map(({ file, by }) => ["", file, paint("dim", `applied with ${by}`)]);
  if (rows.length === 0) return "There is nothing to apply.";
  const columns = [{ title: "", align: "right" }, { title: "" }, { title: "" }] as const;
  return `${renderTable(columns, [...rows, ...parts], { paint })}\n\n${count(rows.length, "file")} in ${count(layers.length, "step")}`;
}

/** A command as a POSIX shell reads it, whatever its words hold. */
export function shellLine(words: readonly string[]): string {
  return words
    .map((word) => (/^[\w./:=@%+-]+$/.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`))
    .join(" ");
}
