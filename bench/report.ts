import { cpus } from "node:os";
import { budgetRows, counted, shown, type Figures, type Row } from "./budgets.ts";
import type { ServerFigures } from "./servers.ts";
import type { Spread } from "./timing.ts";

/** The figures beside their budgets, as Markdown. */
export function report(figures: Figures): string {
  const { short, opening, keystrokes, servers, starts } = figures;
  const smallest = keystrokes[0]?.p50 ?? NaN;
  return `# Results

\`npm run bench\` writes this page${short ? ", here after a short run (`--quick`)" : ""}. Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model ?? "unknown processor"}, ${process.platform}-${process.arch}. Ratios are what counts:
contestants take turns on the same machine, and medians are compared. Other processes may run beside them, so of what
takes milliseconds on the wall (keystrokes, requests, SQL) each is done three times, and the shortest time counts.

## Budgets

${table(
  ["what", "measured", "budget", "met", "made of"],
  budgetRows(figures).map((row) => [
    row.what,
    numbered(row, row.measured),
    numbered(row, row.budget),
    row.measured <= row.budget ? "yes" : "**no**",
    row.detail,
  ]),
)}

## Growth

Cold index, warm start and \`yaml\` have all texts in memory and are measured in processor time of the one thread, after rounds that warm it up. Ours
is the bundle that ships; \`yaml\` is the package as published, which asks the environment at each token whether to log
it, and our bundle holds its build that does not. Cold derives all facts, warm takes them from the file that an
earlier start has kept, read and verified each time; that file is kept for workspaces of 100 files and more. The range
of the rounds is in brackets.

${table(
  ["manifests", "`yaml` alone", "cold index", "ratio", "warm start", "ratio"],
  opening.map(({ manifests, yaml, cold, warm }) => [
    counted(manifests),
    ranged(yaml),
    ranged(cold),
    (cold.median / yaml.median).toFixed(2),
    ranged(warm),
    (warm.median / yaml.median).toFixed(2),
  ]),
)}

Keystroke: from the changed text of a 700-line file to all problems that follow, without SQL, on the wall. Workspaces of
all sizes are typed in by turns.

${table(
  ["manifests", "p50", "p95", "p50 against the smallest"],
  keystrokes.map(({ manifests, p50, p95 }) => [
    counted(manifests),
    shown(p50),
    shown(p95),
    (p50 / smallest).toFixed(2),
  ]),
)}

## Beside yaml-language-server

Both as processes that an editor speaks with, on the same file of 700 lines with a key that is misspelt and mended by
turns; yaml-language-server 2.0.0 checks it by our schemas in their published form. It knows one file at a time, ours
the workspace. On the wall it waits 200 ms for further edits before it begins, so what counts is the time that the
process computes for each edit, all its threads together.

${table(
  [
    "manifests",
    "computed: ours",
    "peer",
    "ratio",
    "wall p50: ours",
    "peer",
    "wall p95: ours",
    "peer",
    "memory: ours",
    "peer",
  ],
  servers.map(({ manifests, ours, peer }) => [
    counted(manifests),
    computed(ours),
    computed(peer),
    ours.computed === undefined || !peer.computed ? "" : (ours.computed / peer.computed).toFixed(2),
    shown(ours.keystroke.p50),
    shown(peer.keystroke.p50),
    shown(ours.keystroke.p95),
    shown(peer.keystroke.p95),
    megabytes(ours),
    megabytes(peer),
  ]),
)}

## Starts

Processes that start with nothing at hand, on the sample \`sales-360\`; on the wall, activation in processor time.

${table(
  ["what", "ms"],
  [
    ["Node with an empty program", ranged(starts.node)],
    ["language server, from its start to the first diagnostics of an open file", ranged(starts.diagnostics)],
    ["`dps check`, SQL included", ranged(starts.check)],
    ["extension loaded and activated, with a stand-in for VS Code", ranged(starts.activation)],
  ],
)}
`;
}

function numbered({ unit }: Row, value: number): string {
  return unit === "" ? value.toFixed(2) : `${shown(value)} ${unit}`;
}

function ranged({ median, lowest, highest }: Spread): string {
  return `${shown(median)} (${shown(lowest)}–${shown(highest)})`;
}

function computed(figures: ServerFigures): string {
  return figures.computed === undefined ? "" : shown(figures.computed);
}

function megabytes({ memory }: ServerFigures): string {
  return `${shown(memory / 2 ** 20)} MB`;
}

function table(header: readonly string[], rows: readonly (readonly string[])[]): string {
  return [header, header.map(() => "---"), ...rows].map((row) => `| ${row.join(" | ")} |`).join("\n");
}
