import { readFile, writeFile } from "node:fs/promises";
import { relative, resolve } from "node:path";
import { pruneBaseline, recordBaseline, sizeOf } from "../features/baseline.ts";
import type { Checker } from "../rules/checker.ts";
import { formatBaseline, parseBaseline, type Baseline } from "../workspace/baseline.ts";
import { slashed } from "../workspace/file-system.ts";
import { UsageError } from "./exit-status.ts";
import { count } from "./render/table.ts";
import type { Target } from "./target.ts";
import { note, type Terminal } from "./terminal.ts";

/** What `dps check` does with the baseline; `write` may name a file other than that of the configuration. */
export type BaselineUse =
  | { readonly kind: "use" }
  | { readonly kind: "ignore" }
  | { readonly kind: "write"; readonly write: typeof recordBaseline; readonly file?: string };

interface BaselineValues {
  readonly baseline?: string | undefined;
  readonly "prune-baseline"?: boolean | undefined;
  readonly "no-baseline"?: boolean | undefined;
}

export const baselineOptions = {
  baseline: { type: "string" },
  "prune-baseline": { type: "boolean" },
  "no-baseline": { type: "boolean" },
} as const;

/** `--baseline` may stand alone: what follows it is its FILE only where it ends in `.json`, as no PATH does. */
export function withBaselineValue(parameters: readonly string[]): string[] {
  return parameters.flatMap((parameter, index) => {
    const isBare = (at: number) => parameters[at] === "--baseline";
    if (isBare(index)) {
      const next = parameters[index + 1] ?? "";
      return [`--baseline=${next.endsWith(".json") ? next : ""}`];
    }
    return isBare(index - 1) && parameter.endsWith(".json") ? [] : [parameter];
  });
}

/** @throws UsageError for options that contradict each other */
export function baselineUse(values: BaselineValues): BaselineUse {
  const given = Object.keys(baselineOptions).filter((name) => Object.hasOwn(values, name));
  if (given.length > 1) throw new UsageError(`Give one of ${given.map((name) => `--${name}`).join(", ")}.`);
  if (values["no-baseline"]) return { kind: "ignore" };
  if (values["prune-baseline"]) return { kind: "write", write: pruneBaseline };
  if (values.baseline === undefined) return { kind: "use" };
  return { kind: "write", write: recordBaseline, ...(values.baseline !== "" && { file: values.baseline }) };
}

/** The baseline that a result goes by, written first if that is asked for; undefined when it goes by none. */
export async function settleBaseline(
  checker: Checker,
  { workspace, covers }: Target,
  use: BaselineUse,
  terminal: Terminal,
): Promise<Baseline | undefined> {
  if (use.kind === "ignore") return undefined;
  if (use.kind === "use") return workspace.baseline;
  const configured = resolve(workspace.root, workspace.config.baseline);
  const path = use.file === undefined ? configured : resolve(terminal.cwd, use.file);
  const before = parseBaseline(await readFile(path, "utf8").catch(() => "")) ?? new Map();
  const after = use.write(before, { checker, covers });
  await writeFile(path, formatBaseline(after));
  const shown = slashed(relative(terminal.cwd, path));
  note(
    `${shown} holds ${count(sizeOf(after), "known problem")} now, ${count(sizeOf(before), "problem")} before.`,
    terminal,
  );
  if (path !== configured) {
    const named = slashed(relative(workspace.root, path));
    note(`It is used once dps.config.yml says "baseline: ${named}".`, terminal);
  }
  return after;
}
