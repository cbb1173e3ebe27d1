import { cpus } from "node:os";
import type { Authoring } from "./authoring.ts";
import type { DataFigures } from "./data.ts";

export interface Figures {
  readonly authoring: readonly Authoring[];
  /** Milliseconds. */
  readonly sql: { readonly p50: number; readonly p95: number };
  readonly orders: number;
  readonly data: DataFigures;
}

/** The figures beside their budgets, as Markdown. */
export function report({ authoring, sql, orders, data }: Figures): string {
  const smallest = authoring[0]?.keystroke.p50 ?? NaN;
  return `# Results

Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model ?? "unknown processor"}. Times are milliseconds; ratios are what counts.

## Authoring

Cold index: reading and indexing a workspace, without SQL; budget: at most 1.5 times what the \`yaml\` package alone takes
to parse the same texts with source tokens kept and unique keys left to others. Keystroke: from the changed text of a
700-line file to all problems that follow, without SQL; budget: p95 of 20 ms, and a p50 at 10,000 manifests of at most 1.2
times that at 10. Both in processor time of one thread. Heap: what the index keeps after a garbage collection; the language
server as a whole has 150 MB for 1,000 manifests.

${table(
  [
    "manifests",
    "cold index",
    "yaml alone",
    "ratio",
    "keystroke p50",
    "p95",
    "p50 against the smallest",
    "heap",
  ],
  authoring.map(({ manifests, index, yaml, keystroke, heap }) => [
    counted(manifests),
    index.toFixed(0),
    yaml.toFixed(0),
    (index / yaml).toFixed(2),
    keystroke.p50.toFixed(1),
    keystroke.p95.toFixed(1),
    (keystroke.p50 / smallest).toFixed(2),
    `${(heap / 2 ** 20).toFixed(1)} MB`,
  ]),
)}

## SQL and data

| what | ours | by hand | ratio | budget |
| --- | --- | --- | --- | --- |
| SQL phase after a keystroke in 100 lines of SQL, p50 | ${sql.p50.toFixed(0)} | | | |
| the same, p95 | ${sql.p95.toFixed(0)} | | | 50 |
| 15 quality checks of ${counted(orders)} orders, against one aggregate query | ${compared(data.quality)} | 1.2 |
| pipeline of three steps over ${counted(orders)} orders, against its SQL in DuckDB | ${compared(data.pipeline)} | 1.2 |
`;
}

function compared({ ours, byHand }: DataFigures["quality"]): string {
  return `${ours.toFixed(0)} | ${byHand.toFixed(0)} | ${(ours / byHand).toFixed(2)}`;
}

function table(header: readonly string[], rows: readonly (readonly string[])[]): string {
  return [header, header.map(() => "---"), ...rows].map((row) => `| ${row.join(" | ")} |`).join("\n");
}

function counted(count: number): string {
  return count.toLocaleString("en-US");
}
