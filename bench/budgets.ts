import type { Comparison, DataFigures } from "./data.ts";
import type { Keystrokes } from "./keystrokes.ts";
import type { Opening } from "./opening.ts";
import type { Servers } from "./servers.ts";
import type { SqlFigures } from "./sql.ts";
import type { Starts } from "./starts.ts";

export interface Figures {
  /** Two sizes, less data and fewer rounds. */
  readonly short: boolean;
  /** By size, the smallest first. */
  readonly opening: readonly Opening[];
  /** By size, the smallest first. */
  readonly keystrokes: readonly Keystrokes[];
  /** By size, the smallest first. */
  readonly servers: readonly Servers[];
  readonly sql: SqlFigures;
  /** How many rows are checked and run over. */
  readonly orders: number;
  readonly data: DataFigures;
  readonly starts: Starts;
  /** Bytes of the package for this machine. */
  readonly vsix: number;
}

/** One line of the budgets, and what was measured. */
export interface Row {
  readonly what: string;
  readonly measured: number;
  readonly budget: number;
  /** Of both numbers; ratios have none. */
  readonly unit: "" | "ms" | "MB";
  /** What the measured number is made of, or what else is worth knowing. */
  readonly detail: string;
}

/** Every line of the budgets, ratios first. */
export function budgetRows(figures: Figures): readonly Row[] {
  const rows = [openingRows, keystrokeRows, dataRows, serverRows, restRows].flatMap((of) => of(figures));
  return [...rows.filter(({ unit }) => unit === ""), ...rows.filter(({ unit }) => unit !== "")];
}

const megabyte = 2 ** 20;
const usual = 1_000;

function openingRows({ opening }: Figures): readonly Row[] {
  const at = opening.find(({ manifests }) => manifests === usual);
  if (!at) return [];
  return [
    {
      what: "cold index of 1,000 manifests, against `yaml` alone",
      ...ratio(at.cold.median, at.yaml.median),
      budget: 1.5,
    },
    {
      what: "warm start with 1,000 manifests, against `yaml` alone",
      ...ratio(at.warm.median, at.yaml.median),
      budget: 0.2,
    },
  ];
}

function keystrokeRows({ keystrokes }: Figures): readonly Row[] {
  const at = keystrokes.find(({ manifests }) => manifests === usual);
  const [smallest] = keystrokes;
  const largest = keystrokes.at(-1);
  if (!at || !smallest || !largest) return [];
  return [
    {
      what: `keystroke with ${counted(largest.manifests)} manifests, against ${counted(smallest.manifests)}, p50`,
      ...ratio(largest.p50, smallest.p50),
      budget: 1.2,
    },
    {
      what: "keystroke in 700 lines, 1,000 manifests, p95",
      measured: at.p95,
      unit: "ms",
      budget: 20,
      detail: `p50 ${shown(at.p50)} ms`,
    },
  ];
}

function serverRows({ servers }: Figures): readonly Row[] {
  const at = servers.find(({ manifests }) => manifests === usual);
  if (!at) return [];
  const { ours, peer } = at;
  const requests = Object.entries(ours.requests).map(([name, p95]): Row => {
    const peers = peer.requests[name];
    return {
      what: `${name}, p95`,
      measured: p95,
      unit: "ms",
      budget: 10,
      detail: peers === undefined ? "" : `yaml-language-server ${shown(peers)} ms`,
    };
  });
  return [
    ...requests,
    {
      what: "memory of the language server, 1,000 manifests",
      measured: ours.memory / megabyte,
      unit: "MB",
      budget: 150,
      detail: `yaml-language-server, which reads one file: ${shown(peer.memory / megabyte)} MB`,
    },
  ];
}

function dataRows({ data, orders }: Figures): readonly Row[] {
  const compared = ({ ours, byHand }: Comparison) => ratio(ours.median, byHand.median);
  return [
    {
      what: `15 quality checks of ${counted(orders)} orders, against one aggregate query`,
      ...compared(data.quality),
      budget: 1.2,
    },
    {
      what: `preview of three steps over ${counted(orders)} orders, against their SQL by hand`,
      ...compared(data.pipeline),
      budget: 1.2,
    },
  ];
}

function restRows({ sql, starts, vsix }: Figures): readonly Row[] {
  return [
    {
      what: "SQL phase of a keystroke in 100 lines of SQL, p95",
      measured: sql.keystroke.p95,
      unit: "ms",
      budget: 50,
      detail: `p50 ${shown(sql.keystroke.p50)} ms`,
    },
    {
      what: "SQL phase of 1,000 steps from cache",
      measured: sql.fromCache.median,
      unit: "ms",
      budget: 1_000,
      detail: `${shown(sql.fromCache.lowest)} to ${shown(sql.fromCache.highest)} ms`,
    },
    {
      what: "memory of the SQL process after 1,000 steps",
      measured: sql.memory / megabyte,
      unit: "MB",
      budget: 200,
      detail: "replaced above",
    },
    {
      what: "activation",
      measured: starts.activation.median,
      unit: "ms",
      budget: 50,
      detail: `${shown(starts.activation.lowest)} to ${shown(starts.activation.highest)} ms`,
    },
    {
      what: "package for this machine",
      measured: vsix / megabyte,
      unit: "MB",
      budget: process.platform === "darwin" ? 45 : 35,
      detail: `${process.platform}-${process.arch}`,
    },
  ];
}

function ratio(ours: number, peers: number): Pick<Row, "measured" | "unit" | "detail"> {
  return { measured: ours / peers, unit: "", detail: `${shown(ours)} to ${shown(peers)} ms` };
}

/** With as many digits as mean something. */
export function shown(value: number): string {
  return value < 10 ? value.toFixed(1) : value.toFixed(0);
}

export function counted(count: number): string {
  return count.toLocaleString("en-US");
}
