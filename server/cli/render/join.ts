import type { JoinFigures, JoinResult, JoinSide } from "../../run/results.ts";
import type { Style, Terminal } from "../terminal.ts";
import { painter } from "../terminal.ts";
import { count, renderTable } from "./table.ts";

const styles: Record<JoinFigures["verdict"], Style> = {
  ok: "green",
  "fan-out": "yellow",
  mismatch: "red",
  "no-match": "red",
};

/** One line a join, and below the table the keys that find no partner. */
export function renderJoins({ joins }: JoinResult, terminal: Terminal): string {
  const paint = painter(terminal);
  if (joins.length === 0) return "There is no join here.";
  const parts: string[] = [];
  for (const [file, own] of Map.groupBy(joins, (join) => join.file)) {
    parts.push(paint("underline", file));
    parts.push(
      renderTable(
        [
          { title: "left" },
          { title: "right" },
          { title: "on" },
          { title: "matched left", align: "right" },
          { title: "matched right", align: "right" },
          { title: "result", align: "right" },
          { title: "data" },
          { title: "declared" },
          { title: "verdict" },
        ],
        own.map((join) => [
          join.left.name,
          join.right.name,
          condition(join),
          matched(join.left),
          matched(join.right),
          join.error ? "" : count(join.resultRows, "row"),
          join.error ? "" : join.observed,
          join.declared ?? "–",
          join.error ? paint("red", "not measured") : paint(styles[join.verdict], join.verdict),
        ]),
        { paint, indent: 2 },
      ),
    );
    for (const join of own) parts.push(...details(join).map((line) => paint("dim", `  ${line}`)));
    parts.push("");
  }
  return parts.join("\n").trimEnd();
}

function condition({ left, right }: JoinFigures): string {
  return left.keys.map((key, index) => `${key} = ${right.keys[index] ?? "?"}`).join(", ");
}

function matched({ rows, unmatched }: JoinSide): string {
  return `${(rows - unmatched).toLocaleString("en-US")} of ${rows.toLocaleString("en-US")}`;
}

function details({ left, right, error }: JoinFigures): string[] {
  if (error) return [`${left.name} ⋈ ${right.name}: ${error}`];
  return [left, right]
    .filter(({ sample }) => sample.length > 0)
    .map((side) => {
      const rest = side.unmatched > side.sample.length ? ", …" : "";
      return `${side.name} without a partner (${side.unmatched.toLocaleString("en-US")}): ${side.sample.join(", ")}${rest}`;
    });
}
